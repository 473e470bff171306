package io.blackstart.sandbox.aws;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A limit to how long this thread reads from its client. When it is over the thread is interrupted,
 * which closes the socket that it waits for: the web server has no such limit of its own.
 */
final class ReadLimit implements AutoCloseable {
    private final Thread reader = Thread.currentThread();
    // guarded by this, all of them
    private boolean over;
    private boolean hit;

    private ReadLimit() {}

    private synchronized void hit() {
        if (!over) {
            hit = true;
            reader.interrupt();
        }
    }

    /** Whoever reads has read. */
    @Override
    public synchronized void close() {
        over = true;
        if (hit) {
            // the interruption was for this reading alone
            boolean _ = Thread.interrupted();
        }
    }

    /** The clock of all limits of a server. */
    static final class Watch implements AutoCloseable {
        private final ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("read-limits").factory());

        /** Begins a limit for this thread, which lasts until it is closed. */
        ReadLimit begin(Duration limit) {
            ReadLimit begun = new ReadLimit();
            Future<?> _ = timer.schedule(begun::hit, limit.toNanos(), TimeUnit.NANOSECONDS);
            return begun;
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }
    }
}
