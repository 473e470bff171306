package io.blackstart.sandbox.database;

import java.time.Duration;

/**
 * A moment up to which several things are waited for together.
 *
 * @param nanos {@link System#nanoTime()}
 */
record Deadline(long nanos) {
    /** So long from now. */
    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** What is left of the time; never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
