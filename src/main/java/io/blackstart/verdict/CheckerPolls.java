package io.blackstart.verdict;

import io.blackstart.evidence.Event.CheckersSaid;
import io.blackstart.evidence.Event.FailoverConfigured;
import io.blackstart.evidence.Event.Observation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the health checkers can have seen, poll by poll. An observation is a checker's last result,
 * not its state: a checker turns only after {@code threshold} failures in a row, so each one's
 * failures are estimated, upwards, from the times of its checks.
 */
final class CheckerPolls {
    /** Unhealthy is a health check of which at most this share of checkers says healthy. */
    private static final double HEALTHY_SHARE_MOST = 0.18;

    private final int speed;
    private final Map<String, Streak> streaks = new HashMap<>();
    private final LongColumn asked = new LongColumn();
    private final IntColumn turned = new IntColumn();
    private Optional<FailoverConfigured> configured = Optional.empty();

    CheckerPolls(int speed) {
        this.speed = speed;
    }

    /** A checker's failures since its last success. */
    private record Streak(
            Optional<Instant> success, Optional<Instant> first, Optional<Instant> last) {
        private static final Streak NONE =
                new Streak(Optional.empty(), Optional.empty(), Optional.empty());

        Streak with(Observation seen) {
            if (seen.success()) {
                return new Streak(Optional.of(seen.checked()), Optional.empty(), Optional.empty());
            }
            return new Streak(
                    success,
                    first.or(() -> Optional.of(seen.checked())),
                    Optional.of(seen.checked()));
        }

        /** The most failures in a row that fit between the checks that were seen. */
        long failuresMost(double periodNanos) {
            if (first.isEmpty() || last.isEmpty()) {
                return 0;
            }
            long seen = Math.round(nanos(first.get(), last.get()) / periodNanos) + 1;
            // a check that failed unseen between two polls; a failing check is dated by its end,
            // up to 0.6 periods later than a passing one
            long unseen =
                    success.map(passed ->
                                    (long)
                                                    Math.floor(
                                                            nanos(passed, first.get()) / periodNanos
                                                                    + 0.3)
                                            - 1)
                            .orElse(0L);
            return seen + Math.max(0, unseen);
        }

        private static double nanos(Instant from, Instant to) {
            return Duration.between(from, to).toNanos();
        }
    }

    void add(FailoverConfigured said) {
        configured = Optional.of(said);
    }

    void add(CheckersSaid said) {
        if (configured.isEmpty()
                || !said.healthCheckId().equals(configured.get().healthCheckId())) {
            return;
        }
        FailoverConfigured check = configured.get();
        double period = (double) check.interval().toNanos() / speed;
        int mayHaveTurned = 0;
        for (Observation seen : said.observations()) {
            Streak streak = streaks.getOrDefault(seen.checker(), Streak.NONE).with(seen);
            streaks.put(seen.checker(), streak);
            if (streak.failuresMost(period) >= check.threshold()) {
                mayHaveTurned++;
            }
        }
        asked.add(said.asked().toNanos());
        turned.add(mayHaveTurned);
    }

    /**
     * The last poll from {@code begin} on before which certainly too few checkers had turned, and
     * up to {@code end}; empty when the checkers were not watched.
     */
    Optional<Long> lastCertainlyHealthy(long begin, long end) {
        Optional<Long> last = Optional.empty();
        for (int poll = 0; poll < asked.size(); poll++) {
            if (asked.get(poll) < begin) {
                continue;
            }
            if (asked.get(poll) > end || turned.get(poll) >= needed()) {
                break;
            }
            last = Optional.of(asked.get(poll));
        }
        return last;
    }

    /** How many checkers must have turned for the health check to be unhealthy. */
    private int needed() {
        int checkers =
                Math.max(streaks.size(), configured.map(FailoverConfigured::checkers).orElse(0));
        int failing = 0;
        while (checkers - failing > HEALTHY_SHARE_MOST * checkers) {
            failing++;
        }
        return failing;
    }
}
