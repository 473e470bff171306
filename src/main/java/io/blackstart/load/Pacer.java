package io.blackstart.load;

import java.time.Duration;

/**
 * When each request is due, at a constant rate: the n-th at n / rate seconds, n from 0. Arithmetic
 * only.
 *
 * @param requestsPerSecond above 0
 */
public record Pacer(double requestsPerSecond) {
    private static final double NANOS_PER_SECOND = 1e9;

    public Pacer {
        if (!(requestsPerSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0, not " + requestsPerSecond);
        }
    }

    /** When the n-th request is due, from the load's start. */
    public Duration due(long n) {
        return Duration.ofNanos((long) Math.ceil(n / requestsPerSecond * NANOS_PER_SECOND));
    }

    /** How many requests are due before that time: ⌈rate · time⌉. */
    public long dueBefore(Duration time) {
        long estimate = (long) Math.ceil(time.toNanos() / NANOS_PER_SECOND * requestsPerSecond);
        // the product above and the quotient of due() may round apart; due() decides
        while (estimate > 0 && due(estimate - 1).compareTo(time) >= 0) {
            estimate--;
        }
        while (due(estimate).compareTo(time) < 0) {
            estimate++;
        }
        return estimate;
    }
}
