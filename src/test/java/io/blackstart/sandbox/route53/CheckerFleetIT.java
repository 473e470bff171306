package io.blackstart.sandbox.route53;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.route53.HealthCheckConfig.Protocol;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checkers of a health check on their own threads, with an endpoint that is only acted. */
class CheckerFleetIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SPEED = 50;
    private static final long SEED = 1;

    private final AtomicInteger checks = new AtomicInteger();
    private final List<Boolean> changes = new CopyOnWriteArrayList<>();
    private final List<String> minds = new CopyOnWriteArrayList<>();
    private final Map<Long, Long> begun = new ConcurrentHashMap<>(); // thread → first check
    private volatile boolean up = true;

    @Test
    void turnsAfterEnoughFailuresAndBackAfterEnoughSuccesses() {
        try (CheckerFleet fleet = fleet(config(3, false, false, List.of()))) {
            await().atMost(PATIENCE).until(() -> fleet.sightings().size() == 16);
            assertTrue(fleet.healthy());
            assertEquals(List.of(), fleet.failures());
            assertEquals(
                    2,
                    fleet.sightings().stream()
                            .filter(one -> one.vantage().region().equals("sa-east-1"))
                            .count());
            int before = checks.get();
            up = false;
            await().atMost(PATIENCE).until(() -> !fleet.healthy());
            // 14 of 16 checkers had to fail three times each
            assertTrue(checks.get() - before >= 14 * 3, "" + (checks.get() - before));
            up = true;
            await().atMost(PATIENCE).until(fleet::healthy);
            assertEquals(List.of(false, true), changes);
        }
    }

    /** The k-th to check does so no sooner than the k-th of the moments that the seed gives. */
    @Test
    void checkersBeginAtMomentsOfTheirOwnInTheInterval() {
        long interval = Duration.ofSeconds(10).dividedBy(SPEED).toNanos();
        RandomGenerator same = new Random(SEED);
        List<Long> due = Stream.generate(() -> same.nextLong(interval)).limit(16).sorted().toList();
        assertTrue(due.getLast() - due.getFirst() > interval / 2, "" + due);
        long from = System.nanoTime();
        try (CheckerFleet _ = fleet(config(3, false, false, List.of()))) {
            await().atMost(PATIENCE).until(() -> begun.size() == 16);
        }
        List<Long> first = begun.values().stream().map(at -> at - from).sorted().toList();
        for (int i = 0; i < due.size(); i++) {
            assertTrue(first.get(i) >= due.get(i), first + " against " + due);
        }
    }

    @Test
    void eachCheckerTellsOfItsOwnChangeOnce() {
        up = false;
        try (CheckerFleet fleet = fleet(config(2, false, false, List.of()))) {
            await().atMost(PATIENCE).until(() -> minds.size() >= 16);
            assertEquals(0, fleet.percentageHealthy());
            assertEquals(
                    Vantage.in(List.of()).stream()
                            .map(vantage -> vantage.ipAddress() + " unhealthy")
                            .collect(Collectors.toSet()),
                    Set.copyOf(minds));
            assertEquals(16, minds.size());
        }
    }

    @Test
    void invertedAndDisabledTakeEffectAtOnce() {
        try (CheckerFleet fleet = fleet(config(3, false, false, List.of()))) {
            fleet.update(config(3, true, false, List.of()));
            assertFalse(fleet.healthy());
            fleet.update(config(3, true, true, List.of()));
            assertFalse(fleet.healthy());
            fleet.update(config(3, false, true, List.of()));
            assertTrue(fleet.healthy());
            assertEquals(List.of(), fleet.sightings());
            up = false;
            fleet.update(config(1, false, false, List.of()));
            await().atMost(PATIENCE).until(() -> !fleet.healthy());
            assertEquals(List.of(false, true, false), changes);
        }
    }

    @Test
    void aDisabledCheckChecksNothing() {
        up = false;
        try (CheckerFleet fleet = fleet(config(1, false, true, List.of()));
                CheckerFleet witness = fleet(config(1, false, false, List.of()))) {
            await().atMost(PATIENCE).until(() -> !witness.healthy());
            assertTrue(fleet.healthy());
            assertEquals(List.of(), fleet.sightings());
        }
    }

    @Test
    void checksFromTheNamedRegionsOnly() {
        List<String> named = List.of("us-east-1", "eu-west-1", "us-west-2");
        try (CheckerFleet fleet = fleet(config(3, false, false, List.of()))) {
            await().atMost(PATIENCE).until(() -> fleet.sightings().size() == 16);
            fleet.update(config(3, false, false, named));
            assertEquals(6, fleet.sightings().size());
            assertEquals(
                    List.copyOf(named).stream().collect(Collectors.toSet()),
                    fleet.sightings().stream()
                            .map(one -> one.vantage().region())
                            .collect(Collectors.toSet()));
        }
    }

    private CheckerFleet fleet(HealthCheckConfig.Checked config) {
        return new CheckerFleet(
                "id",
                config,
                new CheckerFleet.Drive(
                        new CloudClock(SPEED),
                        false,
                        (_, _) -> {
                            // read first: a failure is counted after the endpoint went down
                            boolean now = up;
                            begun.putIfAbsent(Thread.currentThread().threadId(), System.nanoTime());
                            checks.incrementAndGet();
                            return now ? Observation.success("up") : Observation.failure("down");
                        },
                        new Random(SEED),
                        (_, _, healthy) -> changes.add(healthy),
                        (_, _, vantage, healthy) ->
                                minds.add(
                                        vantage.ipAddress()
                                                + (healthy ? " healthy" : " unhealthy"))));
    }

    private static HealthCheckConfig.Checked config(
            int threshold, boolean inverted, boolean disabled, List<String> regions) {
        return new HealthCheckConfig.Checked(
                Protocol.TCP,
                new HealthCheckConfig.Endpoint("127.0.0.1", 9, "", "", "", false),
                10,
                threshold,
                false,
                regions,
                new HealthCheckConfig.Standing(inverted, disabled));
    }
}
