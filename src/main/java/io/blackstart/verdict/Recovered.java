package io.blackstart.verdict;

import io.blackstart.experiment.Good;
import io.blackstart.verdict.Recovery.Limits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * When users were served again: in each cohort of the load, and each client, which is a DNS cache
 * that users sit behind. Points on the run's clock.
 *
 * @param cohorts such as {@code fresh reads} → when it was served again
 * @param clients one entry each, in no order
 */
record Recovered(Map<String, Bounds> cohorts, List<Bounds> clients) {
    /** The shares of clients that the curve tells. */
    static final List<Double> CURVE = List.of(0.5, 0.9, 0.95, 0.99, 1.0);

    Recovered {
        clients = List.copyOf(clients);
    }

    /**
     * @param lostReads those that asked for lost orders are no part of it: the loss is counted by
     *     the ledger, and a service that says so serves
     */
    static Found<Recovered> of(Facts facts, Good good, Bounds begin, LostReads lostReads) {
        RequestTable load = facts.load();
        Limits limits =
                new Limits(
                        begin,
                        facts.course().mendedFrom(),
                        facts.coverage().until(),
                        facts.course().active());
        Map<String, Bounds> cohorts = new LinkedHashMap<>();
        int[] counted = rows(load, row -> !lostReads.isExcused(load, row));
        for (String cohort : cohorts(load)) {
            int[] rows =
                    IntStream.of(counted).filter(row -> cohort(load, row).equals(cohort)).toArray();
            if (rows.length > 0) {
                cohorts.put(cohort, Recovery.of(load, rows, good, limits));
            }
        }
        if (load.firstDueFrom(begin.least()) == load.size()) {
            return new Found.Unknown<>("no request was due after the fault began");
        }
        Map<Integer, IntColumn> byCache = new TreeMap<>();
        for (int row : counted) {
            byCache.computeIfAbsent(load.cache(row), _ -> new IntColumn()).add(row);
        }
        List<Bounds> clients = new ArrayList<>();
        ClientRecovery client =
                new ClientRecovery(
                        load,
                        counted,
                        good,
                        limits,
                        together(cohorts, "reads"),
                        together(cohorts, "writes"));
        byCache.values().forEach(rows -> clients.add(client.of(rows.toArray())));
        return new Found.Known<>(new Recovered(cohorts, clients));
    }

    private static Optional<Bounds> together(Map<String, Bounds> cohorts, String suffix) {
        return cohorts.entrySet().stream()
                .filter(cohort -> cohort.getKey().endsWith(suffix))
                .map(Map.Entry::getValue)
                .reduce(Bounds::and);
    }

    private static int[] rows(RequestTable load, IntPredicate which) {
        return IntStream.range(0, load.size()).filter(which).toArray();
    }

    /** The cohorts that the load has; those without a client model first, in a fixed order. */
    private static Set<String> cohorts(RequestTable load) {
        Set<String> cohorts =
                new LinkedHashSet<>(
                        List.of("fresh reads", "pooled reads", "fresh writes", "pooled writes"));
        Set<String> clients = new TreeSet<>();
        for (int row = 0; row < load.size(); row++) {
            if (!load.client(row).isEmpty()) {
                clients.add(load.client(row));
            }
        }
        for (String client : clients) {
            cohorts.add(client + " reads");
            cohorts.add(client + " writes");
        }
        return cohorts;
    }

    private static String cohort(RequestTable load, int row) {
        if (!load.client(row).isEmpty()) {
            return load.client(row) + (load.isWrite(row) ? " writes" : " reads");
        }
        return (load.isPooled(row) ? "pooled " : "fresh ")
                + (load.isWrite(row) ? "writes" : "reads");
    }

    /** When each cohort and each client was served again. */
    Bounds all() {
        Bounds all = clients(1.0);
        for (Bounds cohort : cohorts.values()) {
            all = all.and(cohort);
        }
        return all;
    }

    /** When that share of the clients was served again, by order statistics of the bounds. */
    Bounds clients(double share) {
        int index =
                Math.clamp((int) Math.ceil(share * clients.size() - 1e-6), 1, clients.size()) - 1;
        long least = clients.stream().mapToLong(Bounds::least).sorted().toArray()[index];
        long most = clients.stream().mapToLong(Bounds::most).sorted().toArray()[index];
        return new Bounds(least, most);
    }

    /** When all cohorts that read, or all that write, were served again. */
    Found<Bounds> cohorts(String suffix) {
        return together(cohorts, suffix)
                .<Found<Bounds>>map(Found.Known::new)
                .orElseGet(() -> new Found.Unknown<>("the load has no " + suffix));
    }
}
