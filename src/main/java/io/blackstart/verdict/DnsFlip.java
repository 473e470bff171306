package io.blackstart.verdict;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * When one vantage point began to answer with the passive region's addresses. Each of its servers
 * flips between the asking of its last old answer and the arrival of its first new one; the vantage
 * point has flipped when all of its servers have, for until then some users are sent to the old
 * region. A time-out of a DNS server is no answer.
 */
final class DnsFlip {
    /** The vantage point that asks the zone's own name servers. */
    static final String AUTHORITATIVE = "authoritative";

    private DnsFlip() {}

    /** The flip on the run's clock; open when the old answer was the last one seen. */
    static Found<Bounds> of(Facts facts, Regions regions, Bounds begin, String vantage) {
        return of(facts, regions, begin, vantage, Bounds::and);
    }

    /** When the first of the vantage point's servers flipped. */
    static Found<Bounds> first(Facts facts, Regions regions, Bounds begin, String vantage) {
        return of(facts, regions, begin, vantage, Bounds::or);
    }

    private static Found<Bounds> of(
            Facts facts,
            Regions regions,
            Bounds begin,
            String vantage,
            BinaryOperator<Bounds> together) {
        return byServer(facts.dns(), vantage, begin.least()).stream()
                .map(rows -> flip(facts.dns(), regions, begin, rows))
                .reduce(together)
                .<Found<Bounds>>map(Found.Known::new)
                .orElseGet(() ->
                        new Found.Unknown<>(
                                "no DNS answer was seen at " + vantage + " after the fault began"));
    }

    /** The rows of each server of a vantage point from a moment on, in their order. */
    private static Collection<List<Integer>> byServer(DnsTable dns, String vantage, long from) {
        return IntStream.range(0, dns.size())
                .filter(row -> dns.vantage(row).equals(vantage))
                .filter(row -> dns.at(row) >= from)
                .boxed()
                .collect(Collectors.groupingBy(dns::server))
                .values();
    }

    private static Bounds flip(DnsTable dns, Regions regions, Bounds begin, List<Integer> rows) {
        OptionalInt flipped =
                rows.stream()
                        .mapToInt(Integer::intValue)
                        .filter(row -> regions.isNew(dns.addresses(row)))
                        .findFirst();
        long until = flipped.isPresent() ? dns.at(flipped.getAsInt()) : Bounds.OPEN;
        long lastOld =
                rows.stream()
                        .filter(row -> dns.at(row) <= until)
                        .filter(row -> regions.isOld(dns.addresses(row)))
                        .mapToLong(dns::asked)
                        .max()
                        .orElse(begin.least());
        return new Bounds(Math.max(lastOld, begin.least()), until);
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
     * When all servers of the vantage point had returned to the old region after the mend; unknown
     * when it had not flipped or one did not return.
     */
    static Found<Bounds> back(Facts facts, Regions regions, Bounds flip, String vantage) {
        Collection<List<Integer>> byServer =
                flip.isOpen() ? List.of() : byServer(facts.dns(), vantage, flip.most());
        List<Bounds> returns =
                byServer.stream()
                        .flatMap(rows -> back(facts, regions, flip, rows).stream())
                        .toList();
        return returns.isEmpty() || returns.size() < byServer.size()
                ? new Found.Unknown<>("DNS at " + vantage + " did not return")
                : new Found.Known<>(returns.stream().reduce(Bounds::and).orElseThrow());
    }

    private static Optional<Bounds> back(
            Facts facts, Regions regions, Bounds flip, List<Integer> rows) {
        DnsTable dns = facts.dns();
        long mended = facts.course().mendedFrom();
        long lastNew = flip.least();
        for (int row : rows) {
            if (regions.isNew(dns.addresses(row))) {
                lastNew = Math.max(lastNew, dns.asked(row));
            } else if (dns.asked(row) >= mended && regions.isOld(dns.addresses(row))) {
                return Optional.of(
                        new Bounds(Math.min(Math.max(lastNew, mended), dns.at(row)), dns.at(row)));
            }
        }
        return Optional.empty();
    }
}
