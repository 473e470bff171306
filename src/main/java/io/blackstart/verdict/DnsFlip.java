package io.blackstart.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * When one vantage point began to answer with the passive region's addresses. Each of its servers
 * flips between the asking of its last old answer and the arrival of its first new one; the vantage
 * point has flipped when all of its servers have, for until then some users are sent to the old
 * region. A time-out of a DNS server is no answer, and a server that gave none leaves the flip
 * open: what the others say is no proof of it.
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
        var byServer = byServer(facts.dns(), vantage, begin.least());
        if (byServer.values().stream().allMatch(List::isEmpty)) {
            return new Found.Unknown<>(
                    "no DNS answer was seen at " + vantage + " after the fault began");
        }
        return new Found.Known<>(
                byServer.values().stream()
                        .map(rows -> flip(facts, regions, begin, rows))
                        .reduce(together)
                        .orElseThrow());
    }

    /** The rows of each of a vantage point's servers from a moment on; none of a silent one. */
    private static Map<String, List<Integer>> byServer(DnsTable dns, String vantage, long from) {
        Map<String, List<Integer>> byServer = new LinkedHashMap<>();
        dns.servers(vantage).forEach(server -> byServer.put(server, new ArrayList<>()));
        IntStream.range(0, dns.size())
                .filter(row -> dns.vantage(row).equals(vantage))
                .filter(row -> dns.at(row) >= from)
                .forEach(row ->
                        byServer.computeIfAbsent(dns.server(row), _ -> new ArrayList<>()).add(row));
        return byServer;
    }

    private static Bounds flip(Facts facts, Regions regions, Bounds begin, List<Integer> rows) {
        DnsTable dns = facts.dns();
        OptionalInt flipped = flipped(dns, regions, rows);
        long until = flipped.isPresent() ? dns.at(flipped.getAsInt()) : Bounds.OPEN;
        if (isSilent(facts, rows)) {
            // old answers after the mend do not show that it had not flipped, and returned, unseen
            return new Bounds(begin.least(), until);
        }
        long lastOld =
                rows.stream()
                        .filter(row -> dns.at(row) <= until)
                        .filter(row -> regions.isOld(dns.addresses(row)))
                        .mapToLong(dns::asked)
                        .max()
                        .orElse(begin.least());
        return new Bounds(Math.max(lastOld, begin.least()), until);
    }

    private static OptionalInt flipped(DnsTable dns, Regions regions, List<Integer> rows) {
        return rows.stream()
                .mapToInt(Integer::intValue)
                .filter(row -> regions.isNew(dns.addresses(row)))
                .findFirst();
    }

    /** Whether a server gave no address under the fault. */
    private static boolean isSilent(Facts facts, List<Integer> rows) {
        long mended = facts.course().mendedFrom();
        return rows.stream().noneMatch(row -> facts.dns().asked(row) < mended);
    }

    /** The servers that keep the vantage point's flip open by their silence. */
    private static List<String> silent(Facts facts, Regions regions, Bounds begin, String vantage) {
        List<String> silent = new ArrayList<>();
        byServer(facts.dns(), vantage, begin.least())
                .forEach((server, rows) -> {
                    if (isSilent(facts, rows) && flipped(facts.dns(), regions, rows).isEmpty()) {
                        silent.add(server);
                    }
                });
        return silent;
    }

    /** The time from the fault to the flip. */
    static Figure figure(Facts facts, Regions regions, Bounds flip, Bounds begin, String vantage) {
        Bounds time = flip.since(begin);
        List<String> silent = silent(facts, regions, begin, vantage);
        return new Figure(time.measured(), says(time, vantage, silent));
    }

    private static String says(Bounds time, String vantage, List<String> silent) {
        if (!time.isOpen()) {
            return "DNS at "
                    + vantage
                    + " answered with the other region's address "
                    + Words.range(time)
                    + " after the fault";
        }
        String least = Words.seconds(time.least());
        return silent.isEmpty()
                ? "DNS at "
                        + vantage
                        + " still answered with the old address "
                        + least
                        + " after the fault"
                : "DNS at "
                        + vantage
                        + " was not seen to flip within "
                        + least
                        + " after the fault, nor later: no address came under the fault from "
                        + String.join(" and ", silent);
    }

    /**
     * When all servers of the vantage point had returned to the old region after the mend; unknown
     * when it had not flipped or one did not return.
     */
    static Found<Bounds> back(Facts facts, Regions regions, Bounds flip, String vantage) {
        Map<String, List<Integer>> byServer =
                flip.isOpen() ? Map.of() : byServer(facts.dns(), vantage, flip.most());
        List<Bounds> returns =
                byServer.values().stream()
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
