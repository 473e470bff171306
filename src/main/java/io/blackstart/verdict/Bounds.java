package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import java.time.Duration;
import java.util.Optional;

/**
 * A point or a span of time that the samples fix to [least, most], in nanoseconds; {@link #OPEN} as
 * {@code most} means: not over when last seen.
 */
record Bounds(long least, long most) {
    static final long OPEN = Long.MAX_VALUE;

    Bounds {
        if (least > most) {
            throw new IllegalArgumentException("least " + least + " is above most " + most);
        }
    }

    static Bounds from(long least) {
        return new Bounds(least, OPEN);
    }

    boolean isOpen() {
        return most == OPEN;
    }

    /** How long after {@code begin} this point lies, never below 0. */
    Bounds since(Bounds begin) {
        return new Bounds(
                Math.max(0, least - begin.most), isOpen() ? OPEN : Math.max(0, most - begin.least));
    }

    /** When both have come to pass. */
    Bounds and(Bounds other) {
        return new Bounds(Math.max(least, other.least), Math.max(most, other.most));
    }

    /** When the first of both has come to pass. */
    Bounds or(Bounds other) {
        return new Bounds(Math.min(least, other.least), Math.min(most, other.most));
    }

    /** Never before {@code earliest}: what is known otherwise narrows the interval. */
    Bounds notBefore(long earliest) {
        return new Bounds(Math.max(least, earliest), Math.max(most, earliest));
    }

    Duration leastTime() {
        return Duration.ofNanos(least);
    }

    Optional<Duration> mostTime() {
        return isOpen() ? Optional.empty() : Optional.of(Duration.ofNanos(most));
    }

    Measured measured() {
        Quantity from = new Quantity.Time(leastTime());
        return isOpen()
                ? new Measured.AtLeast(from)
                : new Measured.Between(from, new Quantity.Time(Duration.ofNanos(most)));
    }
}
