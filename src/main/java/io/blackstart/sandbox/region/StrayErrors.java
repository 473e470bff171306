package io.blackstart.sandbox.region;

import java.util.random.RandomGenerator;

/** Errors for no reason at a set rate, evenly random. Safe for use by many threads. */
final class StrayErrors {
    private final double rate;
    private final RandomGenerator random;

    /**
     * @param rate share of requests, 0 to 1
     * @param random the same seed gives the same errors
     */
    StrayErrors(double rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    /** Whether this request fails. */
    boolean strikes() {
        if (rate <= 0) {
            return false;
        }
        synchronized (random) {
            return random.nextDouble() < rate;
        }
    }
}
