package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.Attempts;
import io.blackstart.verdict.Verdict.AttemptsAt;
import io.blackstart.verdict.Verdict.ClientTally;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much harder the users' clients pressed than their users did: attempts for each request, by
 * region. A request counts at a region in the second of its first attempt there, an attempt in its
 * own second.
 */
final class Pressure {
    private static final long SECOND = 1_000_000_000L;

    /** In a second with fewer requests, attempts for each say nothing about pressure. */
    private static final int REQUESTS_LEAST = 10;

    private final Facts facts;
    private final Regions regions;
    private final Map<String, At> at = new TreeMap<>();

    /** What came to one region, by second. */
    private static final class At {
        private final Map<Long, long[]> seconds = new TreeMap<>();
        private final Set<Long> known = new HashSet<>();

        /** Adds an attempt; a request that comes again is known already. */
        void add(long second, boolean again) {
            long[] counts = seconds.computeIfAbsent(second, _ -> new long[2]);
            counts[0] += again ? 0 : 1;
            counts[1]++;
        }
    }

    private Pressure(Facts facts, Regions regions) {
        this.facts = facts;
        this.regions = regions;
    }

    /** The attempts, where the load has client models. */
    static Optional<Attempts> of(Facts facts, Regions regions, Optional<Bounds> begin) {
        RequestTable load = facts.load();
        boolean modelled = false;
        for (int row = 0; row < load.size() && !modelled; row++) {
            modelled = !load.client(row).isEmpty();
        }
        return modelled ? Optional.of(new Pressure(facts, regions).count(begin)) : Optional.empty();
    }

    private Attempts count(Optional<Bounds> begin) {
        addAll(facts.load(), true);
        addAll(facts.retried(), false);
        long from = begin.map(Bounds::most).orElse(Bounds.OPEN) / SECOND;
        long to = facts.course().mendedFrom() / SECOND;
        List<AttemptsAt> found = new ArrayList<>();
        at.forEach((region, counted) -> found.add(told(region, counted, from, to)));
        List<ClientTally> clients = clients();
        return new Attempts(
                clients.stream().mapToLong(ClientTally::attempts).sum(), found, clients);
    }

    private void addAll(RequestTable attempts, boolean onlyOnes) {
        for (int row = 0; row < attempts.size(); row++) {
            if (attempts.wasSent(row) && (!onlyOnes || attempts.attempts(row) <= 1)) {
                long second = attempts.sent(row) / SECOND;
                long number = attempts.number(row);
                at(attempts, row)
                        .ifPresent(region ->
                                region.add(second, !onlyOnes && !region.known.add(number)));
            }
        }
    }

    /** What is known of the region that an attempt went to, if it is known. */
    private Optional<At> at(RequestTable attempts, int row) {
        String answered = attempts.region(row);
        String region = answered.isEmpty() ? regions.of(attempts.address(row)) : answered;
        return region.isEmpty()
                ? Optional.empty()
                : Optional.of(at.computeIfAbsent(region, _ -> new At()));
    }

    private static AttemptsAt told(String region, At counted, long from, long to) {
        long requests = 0;
        long attempts = 0;
        long requestsInFault = 0;
        long attemptsInFault = 0;
        double worst = 0;
        for (var second : counted.seconds.entrySet()) {
            long[] counts = second.getValue();
            requests += counts[0];
            attempts += counts[1];
            if (second.getKey() >= from && second.getKey() < to) {
                requestsInFault += counts[0];
                attemptsInFault += counts[1];
            }
            if (counts[0] >= REQUESTS_LEAST) {
                worst = Math.max(worst, (double) counts[1] / counts[0]);
            }
        }
        return new AttemptsAt(
                region,
                requests,
                attempts,
                hundredths(requestsInFault == 0 ? 0 : (double) attemptsInFault / requestsInFault),
                hundredths(worst));
    }

    /** More digits than that would say more than the counts do. */
    private static double hundredths(double ratio) {
        return Math.round(ratio * 100) / 100.0;
    }

    private List<ClientTally> clients() {
        RequestTable load = facts.load();
        Map<String, long[]> counts = new TreeMap<>();
        for (int row = 0; row < load.size(); row++) {
            long[] of = counts.computeIfAbsent(load.client(row), _ -> new long[4]);
            of[0]++;
            of[1] += load.attempts(row);
            of[2] += load.succeeded(row) ? 1 : 0;
            of[3] += load.wasDropped(row) ? 1 : 0;
        }
        return counts.entrySet().stream()
                .map(client -> {
                    long[] of = client.getValue();
                    return new ClientTally(client.getKey(), of[0], of[1], of[2], of[3]);
                })
                .toList();
    }
}
