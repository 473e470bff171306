package io.blackstart.sandbox.route53;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Checkers on a clock that is only counted, which decide by the same classes as those of the
 * sandbox: when to check next, what one checker thinks, and what is made of all of them.
 *
 * @param timeout seconds that a check of a dead endpoint takes; 0 where it is refused at once
 */
record DetectionSimulation(
        int interval, int threshold, int checkers, boolean endToStart, int timeout) {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What a detection may need besides one interval for each check of the threshold. */
    private static final int MORE_INTERVALS = 3;

    /** What came of many changes, in seconds, in order. */
    record Times(List<Double> sorted) {
        Times {
            sorted = List.copyOf(sorted);
        }

        double mean() {
            return sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        }

        double percentile(int percent) {
            return sorted.get(sorted.size() * percent / 100);
        }
    }

    /** From faults to the flips of the health check. */
    Times detections(int faults, long seed) {
        return times(faults, seed, false);
    }

    /** From mends to the flips back. */
    Times recoveries(int faults, long seed) {
        return times(faults, seed, true);
    }

    private Times times(int faults, long seed, boolean recovery) {
        Random random = new Random(seed);
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < faults; i++) {
            times.add(new Run(random).time(recovery) / (double) SECOND);
        }
        Collections.sort(times);
        return new Times(times);
    }

    private record Check(int checker, long due, long ends, boolean passes) {}

    /** One endpoint that dies and comes back, and its checkers. */
    private final class Run {
        private final CheckSchedule schedule = new CheckSchedule(SECOND * interval, endToStart);
        private final PriorityQueue<Check> checks =
                new PriorityQueue<>(Comparator.comparingLong(Check::ends));
        private final List<CheckerState> states =
                new ArrayList<>(Collections.nCopies(checkers, CheckerState.INITIAL));
        private int healthy = checkers;
        private final long dies;
        private final long back;

        Run(Random random) {
            dies = SECOND * interval + random.nextLong(SECOND * interval);
            // long enough for all checkers to have changed their minds
            long outage = SECOND * (threshold + MORE_INTERVALS) * (interval + timeout);
            back = dies + outage + random.nextLong(SECOND * interval);
            for (int checker = 0; checker < checkers; checker++) {
                checks.add(check(checker, random.nextLong(SECOND * interval)));
            }
        }

        private Check check(int checker, long due) {
            boolean up = due < dies || due >= back;
            return new Check(checker, due, up ? due : due + SECOND * timeout, up);
        }

        long time(boolean recovery) {
            long detected = flip(false);
            return recovery ? flip(true) - back : detected - dies;
        }

        /** Checks until the health check is in a state; returns when. */
        private long flip(boolean wanted) {
            while (true) {
                Check check = checks.remove();
                CheckerState before = states.get(check.checker());
                CheckerState after = before.after(check.passes(), threshold);
                states.set(check.checker(), after);
                healthy += (after.healthy() ? 1 : 0) - (before.healthy() ? 1 : 0);
                checks.add(check(check.checker(), schedule.next(check.due(), check.ends())));
                if (HealthRule.healthy(healthy, checkers, false, false) == wanted) {
                    return check.ends();
                }
            }
        }
    }
}
