package io.blackstart.verdict;

import io.blackstart.experiment.LoadProfile.Family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * When one vantage point began to answer with the passive region's addresses, and with no others
 * from then on. Each of its servers flips between the asking of its last old answer and the arrival
 * of the first new one after it; the vantage point has flipped when all of its servers have, for
 * until then some users are sent to the old region. A time-out of a DNS server is no answer, and a
 * server that gave none leaves the flip open: what the others say is no proof of it.
 */
final class DnsFlip {
    /** The vantage point that asks the zone's own name servers. */
    static final String AUTHORITATIVE = "authoritative";

    private DnsFlip() {}

    /** Whether a vantage point asks the zone's own name servers, for addresses of either family. */
    static boolean isAuthority(String vantage) {
        return vantage.equals(AUTHORITATIVE) || vantage.equals(Family.IPV6.at(AUTHORITATIVE));
    }

    /** The vantage point that asks the zone's own name servers what this one asks others. */
    static String authorityOf(String vantage) {
        return vantage.endsWith(Family.IPV6.at("")) ? Family.IPV6.at(AUTHORITATIVE) : AUTHORITATIVE;
    }

    /** The flip on the run's clock; open when the old answer was the last one seen. */
    static Found<Bounds> of(Facts facts, Regions regions, Bounds begin, String vantage) {
        return of(facts, regions, begin, vantage, DnsServerFlip::settled, Bounds::and);
    }

    /** When the first of the vantage point's servers gave its first new answer. */
    static Found<Bounds> first(Facts facts, Regions regions, Bounds begin, String vantage) {
        return of(facts, regions, begin, vantage, DnsServerFlip::first, Bounds::or);
    }

    private static Found<Bounds> of(
            Facts facts,
            Regions regions,
            Bounds begin,
            String vantage,
            Function<DnsServerFlip, Bounds> flip,
            BinaryOperator<Bounds> together) {
        var servers = servers(facts, regions, begin, vantage).values();
        if (servers.stream().allMatch(server -> server.answers().isEmpty())) {
            return new Found.Unknown<>(
                    "no DNS answer was seen at " + vantage + " after the fault began");
        }
        if (!wasOld(facts, regions, begin, vantage)) {
            return new Found.Unknown<>(
                    "DNS at "
                            + vantage
                            + " was not seen to answer with the active region's address before: it"
                            + " could not flip");
        }
        return new Found.Known<>(servers.stream().map(flip).reduce(together).orElseThrow());
    }

    /** Whether an old answer was seen there before any new one that came under the fault. */
    private static boolean wasOld(Facts facts, Regions regions, Bounds begin, String vantage) {
        DnsTable dns = facts.dns();
        long firstNew =
                dns.of(vantage)
                        .filter(row -> dns.at(row) >= begin.least())
                        .filter(row -> regions.isNew(dns.addresses(row)))
                        .mapToLong(dns::at)
                        .min()
                        .orElse(Bounds.OPEN);
        return dns.of(vantage)
                .filter(row -> dns.asked(row) <= firstNew)
                .anyMatch(row -> regions.isOld(dns.addresses(row)));
    }

    private static Map<String, DnsServerFlip> servers(
            Facts facts, Regions regions, Bounds begin, String vantage) {
        Map<String, DnsServerFlip> servers = new LinkedHashMap<>();
        byServer(facts.dns(), vantage, begin.least())
                .forEach((server, rows) ->
                        servers.put(
                                server,
                                new DnsServerFlip(
                                        facts.dns(),
                                        regions,
                                        rows,
                                        begin.least(),
                                        facts.course().mendedFrom())));
        return servers;
    }

    /** The rows of each of a vantage point's servers from a moment on. */
    private static Map<String, List<Integer>> byServer(DnsTable dns, String vantage, long from) {
        Map<String, List<Integer>> byServer = new LinkedHashMap<>();
        dns.servers(vantage).forEach(server -> byServer.put(server, new ArrayList<>()));
        dns.of(vantage)
                .filter(row -> dns.at(row) >= from)
                .forEach(row ->
                        byServer.computeIfAbsent(dns.server(row), _ -> new ArrayList<>()).add(row));
        return byServer;
    }

    /** How often the answers went back to the old address under the fault, of all servers. */
    static int flaps(Facts facts, Regions regions, Bounds begin, String vantage) {
        return servers(facts, regions, begin, vantage).values().stream()
                .mapToInt(DnsServerFlip::flaps)
                .sum();
    }

    /** The time from the fault to the flip. */
    static Figure figure(Facts facts, Regions regions, Bounds flip, Bounds begin, String vantage) {
        Bounds time = flip.since(begin);
        Map<String, Long> silent = new TreeMap<>();
        servers(facts, regions, begin, vantage)
                .forEach((server, flipped) ->
                        flipped.silentSince().ifPresent(since -> silent.put(server, since)));
        String says =
                time.isOpen() && !silent.isEmpty()
                        ? notSeen(time, begin, vantage, silent)
                        : says(time, vantage);
        int flaps = flaps(facts, regions, begin, vantage);
        return new Figure(
                time.measured(),
                flaps == 0
                        ? says
                        : says
                                + ", having gone back to the old one "
                                + Words.counted(flaps, "time", "times"));
    }

    private static String says(Bounds time, String vantage) {
        return time.isOpen()
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
    }

    private static String notSeen(
            Bounds time, Bounds begin, String vantage, Map<String, Long> silent) {
        long since =
                silent.values().stream().mapToLong(Long::longValue).min().orElseThrow()
                        - begin.least();
        return "DNS at "
                + vantage
                + " was not seen to flip within "
                + Words.seconds(time.least())
                + " after the fault, nor later: "
                + (since <= 0
                        ? "no address came under the fault from "
                        : "after " + Words.seconds(since) + " no address came from ")
                + String.join(" and ", silent.keySet());
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
