package io.blackstart.sandbox.region;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The targets of a load balancer with what is known of their health, and the turn in which they get
 * requests. Safe for use by many threads.
 */
final class TargetGroup {
    /** AWS's usual number of failed checks in a row that make a target unhealthy. */
    static final int UNHEALTHY_THRESHOLD = 2;

    /** AWS's usual number of passed checks in a row that make it healthy again. */
    static final int HEALTHY_THRESHOLD = 5;

    private final Map<String, Target> targets = new LinkedHashMap<>(); // by zone; guarded by this
    private long turn; // guarded by this

    /** What is known of a target. */
    enum State {
        /** Just registered: one passed check makes it healthy. */
        INITIAL,
        /** It gets requests. */
        HEALTHY,
        /** It gets requests only if no other is healthy either. */
        UNHEALTHY,
        /** Its instance is stopped: it gets none. */
        UNUSED
    }

    /** A target's change between healthy and not. */
    record Change(String zone, boolean healthy) {}

    private record Target(State state, int inARow) {
        Target checked(boolean passed) {
            return switch (state) {
                case UNUSED -> this;
                case INITIAL ->
                        passed
                                ? new Target(State.HEALTHY, 0)
                                : counted(UNHEALTHY_THRESHOLD, State.UNHEALTHY);
                case HEALTHY ->
                        passed
                                ? new Target(State.HEALTHY, 0)
                                : counted(UNHEALTHY_THRESHOLD, State.UNHEALTHY);
                case UNHEALTHY ->
                        passed
                                ? counted(HEALTHY_THRESHOLD, State.HEALTHY)
                                : new Target(State.UNHEALTHY, 0);
            };
        }

        private Target counted(int threshold, State then) {
            return inARow + 1 >= threshold ? new Target(then, 0) : new Target(state, inARow + 1);
        }
    }

    /** Adds a target, or takes a stopped one back: nothing is known of it. */
    synchronized void register(String zone) {
        targets.put(zone, new Target(State.INITIAL, 0));
    }

    /**
     * Notes that a target's instance was stopped. AWS calls such a target unused; how long it takes
     * to see it, AWS does not say: here none.
     *
     * @return the change, if it was healthy
     */
    synchronized Optional<Change> stopped(String zone) {
        return become(zone, new Target(State.UNUSED, 0));
    }

    /**
     * Notes the outcome of a health check.
     *
     * @return the change, if it made one
     */
    synchronized Optional<Change> checked(String zone, boolean passed) {
        Target target = targets.get(zone);
        return target == null ? Optional.empty() : become(zone, target.checked(passed));
    }

    private Optional<Change> become(String zone, Target next) {
        Target before = targets.put(zone, next);
        boolean was = before != null && before.state() == State.HEALTHY;
        boolean is = next.state() == State.HEALTHY;
        return was == is ? Optional.empty() : Optional.of(new Change(zone, is));
    }

    /**
     * The zone whose target is next: of the healthy ones each in its turn; when none is healthy, of
     * all that are in use, as AWS fails open. Nothing when none is in use.
     */
    synchronized Optional<String> next() {
        List<String> eligible = zones(target -> target.state() == State.HEALTHY);
        if (eligible.isEmpty()) {
            eligible = zones(target -> target.state() != State.UNUSED);
        }
        return eligible.isEmpty()
                ? Optional.empty()
                : Optional.of(eligible.get((int) (turn++ % eligible.size())));
    }

    /** Whether EvaluateTargetHealth takes it for healthy: a group without targets is not. */
    synchronized boolean healthy() {
        return !zones(target -> target.state() == State.HEALTHY).isEmpty();
    }

    private List<String> zones(Predicate<Target> which) {
        List<String> zones = new ArrayList<>();
        targets.forEach((zone, target) -> {
            if (which.test(target)) {
                zones.add(zone);
            }
        });
        return zones;
    }
}
