package io.blackstart.load;

import io.blackstart.experiment.RateProfile;
import io.blackstart.experiment.RateProfile.Stage;

import java.time.Duration;
import java.util.List;

/**
 * The ramp before the run's clock: evenly from a rate that a cold process bears up to the load's
 * own. Starting cold at a high rate can collapse a sender for good: what is slow piles up, and what
 * piles up makes it slower.
 */
record WarmUp(Duration length, double perSecond) {
    private static final double FROM_SHARE = 0.4;

    /** Even cold, a sender bears this rate. */
    private static final double FROM_MOST = 500;

    /** When its requests are due, from its start. */
    Pacer pacer() {
        double from = Math.min(FROM_MOST, perSecond * FROM_SHARE);
        return new Pacer(new RateProfile(List.of(new Stage(length, from, perSecond)), perSecond));
    }

    /** How many requests it sends. */
    long requests() {
        return pacer().dueBefore(length);
    }
}
