package io.blackstart.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * When one server's answers turned from the active region to the passive one. An answer that names
 * both regions is an old one: it still sends some users to the active region.
 */
final class DnsServerFlip {
    /**
     * In a longer time without an answer a flip and a return may hide: what is answered after it
     * does not show that nothing had happened meanwhile.
     */
    static final long SILENCE_MOST = 2_000_000_000L;

    private final DnsTable dns;
    private final Regions regions;
    private final long begin;
    private final long mended;
    private final List<Integer> answers;
    private final long lastAsked;

    /**
     * One server since the fault began.
     *
     * @param rows its rows since then
     * @param begin of the fault, at the earliest
     * @param mended when the fault may have been lifted: old answers from then on may be a return
     */
    DnsServerFlip(DnsTable dns, Regions regions, List<Integer> rows, long begin, long mended) {
        this.dns = dns;
        this.regions = regions;
        this.begin = begin;
        this.mended = mended;
        this.lastAsked = rows.stream().mapToLong(dns::asked).max().orElse(begin);
        this.answers =
                rows.stream()
                        .filter(row -> !dns.addresses(row).isEmpty())
                        .sorted(Comparator.comparingLong(dns::at))
                        .toList();
    }

    /** Each answer with an address, in the order of arrival. */
    List<Integer> answers() {
        return answers;
    }

    /**
     * From the asking of the last old answer under the fault to the arrival of the first new one
     * after it. Of two answers that were under way at the same time the old one is taken to be the
     * earlier.
     */
    Bounds settled() {
        long lastOld = asked(this::isOld, asked -> asked < mended).orElse(begin);
        long until = firstNew(Math.max(begin, lastOld));
        return new Bounds(Math.max(begin, stillOld(lastOld, until)), until);
    }

    /** The same up to the first new answer, whatever came after it. */
    Bounds first() {
        long until = firstNew(begin);
        if (until == Bounds.OPEN) {
            return settled();
        }
        // of several with that arrival the one that was asked first
        long newAsked =
                answers.stream()
                        .filter(row -> isNew(row) && dns.at(row) == until)
                        .mapToLong(dns::asked)
                        .min()
                        .orElseThrow();
        long lastOld =
                asked(this::isOld, asked -> asked <= newAsked && asked < mended).orElse(begin);
        return new Bounds(Math.max(begin, lastOld), until);
    }

    /**
     * Old answers after the mend show that it had not flipped as long as they follow without a gap:
     * after one they may be a return from a flip that nobody saw.
     */
    private long stillOld(long lastOld, long until) {
        long still = lastOld;
        long seen = lastOld;
        for (int row : answers) {
            long asked = dns.asked(row);
            if (isOld(row) && asked <= until && asked - seen <= SILENCE_MOST && lastOld > begin) {
                still = Math.max(still, asked);
                seen = Math.max(seen, dns.at(row));
            }
        }
        return still;
    }

    /** How often an old answer was asked for under the fault after a new one had arrived. */
    int flaps() {
        int flaps = 0;
        long lastNew = Bounds.OPEN;
        for (int row : answers) {
            if (isNew(row)) {
                lastNew = lastNew == Bounds.OPEN ? dns.at(row) : lastNew;
            } else if (isOld(row) && dns.asked(row) > lastNew && dns.asked(row) < mended) {
                flaps++;
                lastNew = Bounds.OPEN;
            }
        }
        return flaps;
    }

    /**
     * Since when the server gave no address, when that keeps its flip open: from the last answer
     * under the fault until it was mended, or no longer asked.
     */
    OptionalLong silentSince() {
        if (!settled().isOpen()) {
            return OptionalLong.empty();
        }
        long last = begin;
        boolean underFault = false;
        for (int row : answers) {
            if (dns.asked(row) < mended) {
                last = Math.max(last, dns.at(row));
                underFault = true;
            }
        }
        long heardAgain = Math.min(mended, lastAsked);
        return !underFault || heardAgain - last > SILENCE_MOST
                ? OptionalLong.of(last)
                : OptionalLong.empty();
    }

    private interface Row {
        boolean is(int row);
    }

    private OptionalLong asked(Row which, LongPredicate when) {
        return answers.stream().filter(which::is).mapToLong(dns::asked).filter(when).max();
    }

    private long firstNew(long from) {
        return answers.stream()
                .filter(this::isNew)
                .mapToLong(dns::at)
                .filter(at -> at >= from)
                .min()
                .orElse(Bounds.OPEN);
    }

    boolean isOld(int row) {
        return regions.isOld(dns.addresses(row));
    }

    boolean isNew(int row) {
        return regions.isNew(dns.addresses(row));
    }
}
