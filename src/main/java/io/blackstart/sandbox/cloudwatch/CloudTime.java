package io.blackstart.sandbox.cloudwatch;

import java.time.Duration;
import java.time.Instant;

/**
 * The line between real moments and seconds of the cloud's clock. At the origin both show the same
 * time; from there the cloud's clock runs {@code speed} times faster.
 *
 * @param speed at least 1
 */
record CloudTime(Instant origin, int speed) {
    private static final long MINUTE = 60;

    /** The cloud's clock at a real moment, in seconds since 1970. */
    long cloudSeconds(Instant real) {
        Duration passed = Duration.between(origin, real).multipliedBy(speed);
        return Math.floorDiv(origin.plus(passed).toEpochMilli(), 1000L);
    }

    /** The real moment at which the cloud's clock shows that, to the millisecond, rounded up. */
    Instant real(long cloudSeconds) {
        long passed = cloudSeconds * 1000 - origin.toEpochMilli();
        return Instant.ofEpochMilli(origin.toEpochMilli() + Math.ceilDiv(passed, (long) speed));
    }

    /** The last begin of a minute on the cloud's clock. */
    long minute(Instant real) {
        return Math.floorDiv(cloudSeconds(real), MINUTE) * MINUTE;
    }

    /** On the cloud's clock: how long until its next minute begins; more than nothing. */
    Duration untilNextMinute(Instant real) {
        Instant next = real(minute(real) + MINUTE);
        Duration left = Duration.between(real, next).multipliedBy(speed);
        return left.isPositive() ? left : Duration.ofSeconds(1);
    }
}
