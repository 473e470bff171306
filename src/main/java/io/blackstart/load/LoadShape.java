package io.blackstart.load;

import io.blackstart.experiment.LoadProfile;

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
     * The limit from the file descriptors that this process may open, the highest rate, and how
     * long a request may hang with all of its attempts.
     */
    static LoadShape of(long descriptors, LoadProfile profile) {
        double hangs = profile.longestRequest().toNanos() / 1e9;
        double wanted = Math.max(LEAST, profile.rates().mostPerSecond() * hangs * HEADROOM);
        return new LoadShape((int) Math.min(wanted, descriptors * DESCRIPTORS_SHARE));
    }
}
