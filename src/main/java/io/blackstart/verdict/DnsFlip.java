package io.blackstart.verdict;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * When one vantage point began to answer with the passive region's addresses: between the asking of
 * the last old answer and the arrival of the first new one. A time-out of the DNS server is no
 * answer.
 */
final class DnsFlip {
    /** The vantage point that asks the zone's own name servers. */
    static final String AUTHORITATIVE = "authoritative";

    private DnsFlip() {}

    /** The flip on the run's clock; open when the old answer was the last one seen. */
    static Found<Bounds> of(Facts facts, Regions regions, Bounds begin, String vantage) {
        DnsTable dns = facts.dns();
        int[] asked =
                IntStream.range(0, dns.size())
                        .filter(row -> dns.vantage(row).equals(vantage))
                        .filter(row -> dns.at(row) >= begin.least())
                        .toArray();
        if (asked.length == 0) {
            return new Found.Unknown<>(
                    "no DNS answer was seen at " + vantage + " after the fault began");
        }
        OptionalInt flipped =
                IntStream.of(asked).filter(row -> regions.isNew(dns.addresses(row))).findFirst();
        long until = flipped.isPresent() ? dns.at(flipped.getAsInt()) : Bounds.OPEN;
        long lastOld =
                IntStream.of(asked)
                        .filter(row -> dns.at(row) <= until)
                        .filter(row -> regions.isOld(dns.addresses(row)))
                        .mapToLong(dns::asked)
                        .max()
                        .orElse(begin.least());
        return new Found.Known<>(new Bounds(Math.max(lastOld, begin.least()), until));
    }

    /** The time from the fault to the flip. */
    static Figure figure(Bounds flip, Bounds begin, String vantage) {
        Bounds time = flip.since(begin);
        String says =
                time.isOpen()
                        ? "DNS at "
                                + vantage
                                + " still answered with the old address "
                                + Words.seconds(time.least())
                                + " after the fault"
                        : "DNS at "
                                + vantage
                                + " answered with the other region's address "
                                + Words.range(time)
                                + " after the fault";
        return new Figure(time.measured(), says);
    }

    /**
     * When the vantage point returned to the old region after the mend; unknown when it had not
     * flipped or did not return.
     */
    static Found<Bounds> back(Facts facts, Regions regions, Bounds flip, String vantage) {
        long mended = facts.course().mendedFrom();
        long lastNew = flip.least();
        DnsTable dns = facts.dns();
        for (int row = 0; !flip.isOpen() && row < dns.size(); row++) {
            if (!dns.vantage(row).equals(vantage) || dns.at(row) < flip.most()) {
                continue;
            }
            if (regions.isNew(dns.addresses(row))) {
                lastNew = Math.max(lastNew, dns.asked(row));
            } else if (dns.asked(row) >= mended && regions.isOld(dns.addresses(row))) {
                return new Found.Known<>(
                        new Bounds(Math.min(Math.max(lastNew, mended), dns.at(row)), dns.at(row)));
            }
        }
        return new Found.Unknown<>("DNS at " + vantage + " did not return");
    }
}
