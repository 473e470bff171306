package io.blackstart.load;

import java.time.Duration;

/**
 * How much the load may have under way at once, so that a hole does not eat the machine: beyond it
 * a request is recorded as not sent.
 *
 * @param inFlightMost requests under way at once
 */
record LoadShape(int inFlightMost) {
    private static final double DESCRIPTORS_SHARE = 0.75;
    private static final double HEADROOM = 1.5;
    private static final int LEAST = 64;

    /**
     * The limit from the file descriptors that this process may open, the rate, and how long a
     * request may hang.
     */
    static LoadShape of(long descriptors, double requestsPerSecond, Duration timeout) {
        // connecting and reading may each take the timeout
        double hanging = requestsPerSecond * 2 * timeout.toNanos() / 1e9;
        double wanted = Math.max(LEAST, hanging * HEADROOM);
        return new LoadShape((int) Math.min(wanted, descriptors * DESCRIPTORS_SHARE));
    }
}
