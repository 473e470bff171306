package io.blackstart.run;

import java.time.Duration;

/** The run's one clock: monotonic, from one origin. */
public interface RunClock {
    /** Time since the origin. */
    Duration elapsed();

    /** The time since the origin at which {@link System#nanoTime()} read that. */
    Duration at(long nanoTime);

    /** Returns at that time since the origin, or at once when it has passed. */
    void sleepUntil(Duration time) throws InterruptedException;
}
