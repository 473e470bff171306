package io.blackstart.sandbox.aws;

import io.blackstart.sandbox.CloudClock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does things later on the cloud's clock, on one thread: two things with the same delay are done in
 * the order in which they were handed over.
 */
public final class CloudTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CloudTimer.class);

    private final CloudClock clock;
    private final ScheduledExecutorService thread;

    /** A timer that runs until it is closed. */
    public CloudTimer(CloudClock clock) {
        this.clock = clock;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("cloud-timer").factory());
    }

    /** Does something after a delay on the cloud's clock. */
    public void after(Duration cloud, Runnable action) {
        Runnable guarded =
                () -> {
                    try {
                        action.run();
                    } catch (RuntimeException bug) {
                        // the executor would keep it in a future that nobody reads
                        LOG.error("a timed action failed", bug);
                    }
                };
        var _ = thread.schedule(guarded, clock.real(cloud).toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is still to be done is not done any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
