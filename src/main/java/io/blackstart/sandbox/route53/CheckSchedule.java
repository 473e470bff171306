package io.blackstart.sandbox.route53;

import java.util.random.RandomGenerator;

/**
 * When a checker checks next. Times are {@link System#nanoTime()}.
 *
 * @param interval nanoseconds, of real time
 * @param endToStart whether the interval begins when a check ends; else checks begin on a fixed
 *     grid that does not drift, and the ones that a slow check covers are left out
 */
public record CheckSchedule(long interval, boolean endToStart) {
    public CheckSchedule {
        if (interval <= 0) {
            throw new IllegalArgumentException("interval must be positive: " + interval);
        }
    }

    /** When the first check is due: at a random moment of the interval that begins now. */
    public long first(long now, RandomGenerator random) {
        return now + random.nextLong(interval);
    }

    /** When the check is due that follows the one that was due and ended then. */
    public long next(long due, long ended) {
        if (endToStart) {
            return ended + interval;
        }
        long covered = Math.max(0, ended - due) / interval;
        return due + (covered + 1) * interval;
    }
}
