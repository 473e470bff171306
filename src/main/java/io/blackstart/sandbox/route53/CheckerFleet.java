package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.CloudClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * The checkers of one health check. They do not coordinate: each begins at a random moment of its
 * interval and keeps its own counsel, only their verdicts are counted together.
 */
final class CheckerFleet implements AutoCloseable {
    /** What drives the checkers of every fleet alike. */
    record Drive(
            CloudClock clock,
            boolean endToStart,
            EndpointCheck check,
            RandomGenerator random,
            HealthListener listener,
            CheckerListener checkerListener) {}

    /** Hears of single checkers that change their minds. */
    interface CheckerListener {
        /**
         * Called at the instant of the change, before what it does to the health check.
         *
         * @param nanos {@link System#nanoTime()} of the change
         */
        void changed(long nanos, String id, Vantage vantage, boolean healthy);
    }

    /** What one checker last saw. */
    record Sighting(Vantage vantage, Observation observation) {}

    private final String id;
    private final Drive drive;
    // guarded by this, all of them
    private final Map<Vantage, Thread> threads = new LinkedHashMap<>();
    private final Map<Vantage, CheckerState> states = new LinkedHashMap<>();
    private final Map<Vantage, Observation> last = new LinkedHashMap<>();
    private final Map<Vantage, Observation> lastFailures = new LinkedHashMap<>();
    private HealthCheckConfig.Checked config;
    private boolean healthy;

    /** Starts checking. */
    CheckerFleet(String id, HealthCheckConfig.Checked config, Drive drive) {
        this.id = id;
        this.drive = drive;
        this.config = config;
        synchronized (this) {
            staff();
            healthy = aggregate();
        }
    }

    /** The state of the health check at its checkers. */
    synchronized boolean healthy() {
        return healthy;
    }

    /** Goes on with another configuration; checkers that stay keep what they think. */
    synchronized void update(HealthCheckConfig.Checked changed) {
        config = changed;
        staff();
        settle();
    }

    /** What each checker saw last, of those that have checked. */
    synchronized List<Sighting> sightings() {
        return sightings(last);
    }

    /** The last failure that each checker saw, of those that have seen one. */
    synchronized List<Sighting> failures() {
        return sightings(lastFailures);
    }

    private static List<Sighting> sightings(Map<Vantage, Observation> observations) {
        List<Sighting> sightings = new ArrayList<>();
        observations.forEach((vantage, seen) -> sightings.add(new Sighting(vantage, seen)));
        return sightings;
    }

    /** Brings the running checkers in line with the configuration. Caller holds the lock. */
    private void staff() {
        List<Vantage> wanted =
                config.standing().disabled() ? List.of() : Vantage.in(config.regions());
        for (var entry : List.copyOf(threads.entrySet())) {
            Vantage vantage = entry.getKey();
            if (!wanted.contains(vantage)) {
                threads.remove(vantage);
                entry.getValue().interrupt();
                states.remove(vantage);
                last.remove(vantage);
                lastFailures.remove(vantage);
            }
        }
        Duration interval = drive.clock().real(Duration.ofSeconds(config.interval()));
        long now = System.nanoTime();
        for (Vantage vantage : wanted) {
            if (!threads.containsKey(vantage)) {
                states.put(vantage, CheckerState.INITIAL);
                CheckSchedule schedule = new CheckSchedule(interval.toNanos(), drive.endToStart());
                long first = schedule.first(now, drive.random());
                Thread thread =
                        Thread.ofVirtual()
                                .name("checker-" + vantage.region())
                                .unstarted(() -> watch(vantage, first, schedule));
                threads.put(vantage, thread);
                thread.start();
            }
        }
    }

    private void watch(Vantage vantage, long first, CheckSchedule schedule) {
        long due = first;
        for (Optional<HealthCheckConfig.Checked> told = await(vantage, due);
                told.isPresent();
                told = await(vantage, due)) {
            Observation observation = drive.check().check(id, told.get());
            observed(vantage, observation);
            due = schedule.next(due, System.nanoTime());
        }
    }

    /** Waits until a check is due; nothing when this checker was taken off. */
    private Optional<HealthCheckConfig.Checked> await(Vantage vantage, long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
            LockSupport.parkNanos(left);
        }
        synchronized (this) {
            return stillOn(vantage) ? Optional.of(config) : Optional.empty();
        }
    }

    private synchronized void observed(Vantage vantage, Observation observation) {
        if (!stillOn(vantage)) {
            return;
        }
        last.put(vantage, observation);
        if (!observation.passed()) {
            lastFailures.put(vantage, observation);
        }
        CheckerState before = states.getOrDefault(vantage, CheckerState.INITIAL);
        CheckerState after = before.after(observation.passed(), config.threshold());
        states.put(vantage, after);
        if (after.healthy() != before.healthy()) {
            drive.checkerListener().changed(System.nanoTime(), id, vantage, after.healthy());
        }
        settle();
    }

    private boolean stillOn(Vantage vantage) {
        return threads.get(vantage) == Thread.currentThread();
    }

    private void settle() {
        boolean now = aggregate();
        if (now != healthy) {
            healthy = now;
            drive.listener().changed(System.nanoTime(), id, now);
        }
    }

    private boolean aggregate() {
        HealthCheckConfig.Standing standing = config.standing();
        return HealthRule.healthy(
                healthyCheckers(), states.size(), standing.disabled(), standing.inverted());
    }

    private int healthyCheckers() {
        return (int) states.values().stream().filter(CheckerState::healthy).count();
    }

    /** How many in a hundred checkers find the endpoint healthy; all of them while none checks. */
    synchronized double percentageHealthy() {
        return states.isEmpty() ? 100 : 100.0 * healthyCheckers() / states.size();
    }

    /** Stops checking; nothing is heard of this health check any more. */
    @Override
    public synchronized void close() {
        threads.values().forEach(Thread::interrupt);
        threads.clear();
    }
}
