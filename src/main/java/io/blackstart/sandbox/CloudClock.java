package io.blackstart.sandbox;

import java.time.Duration;

/**
 * The cloud's clock: runs {@code speed} times faster than real time.
 *
 * @param speed at least 1
 */
public record CloudClock(int speed) {
    public CloudClock {
        if (speed < 1) {
            throw new IllegalArgumentException("speed must be at least 1, not " + speed);
        }
    }

    /** The real time that a duration on the cloud's clock takes. */
    public Duration real(Duration cloud) {
        return cloud.dividedBy(speed);
    }

    /**
     * A record's TTL as it stands on the wire: whole seconds of real time, rounded up, at least 1.
     */
    public long wireTtlSeconds(long ttlSeconds) {
        return Math.max(1, Math.ceilDiv(ttlSeconds, speed));
    }
}
