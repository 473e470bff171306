package io.blackstart.load;

import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.Sending.Arrivals;

import java.time.Duration;
import java.util.SplittableRandom;

/** The times at which requests are due, one after the other; never decreasing. */
interface DueTimes {
    /** When the next request is due, from the load's start. */
    Duration next();

    /** Those of that load. */
    static DueTimes of(LoadProfile profile) {
        Pacer pacer = new Pacer(profile.rates());
        return switch (profile.sending().arrivals()) {
            case Arrivals.Even _ -> evenly(pacer);
            case Arrivals.Poisson(long seed) -> randomly(pacer, seed);
        };
    }

    private static DueTimes evenly(Pacer pacer) {
        long[] number = {0}; // asked by one thread
        return () -> pacer.due(number[0]++);
    }

    /**
     * A Poisson process of that rate. Where the rate changes, its integral runs like a clock by
     * which the gaps are exponential with a mean of 1 (Çinlar's inversion).
     */
    private static DueTimes randomly(Pacer pacer, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] reached = {0}; // asked by one thread
        return () -> {
            reached[0] -= Math.log(1 - random.nextDouble());
            return pacer.at(reached[0]);
        };
    }
}
