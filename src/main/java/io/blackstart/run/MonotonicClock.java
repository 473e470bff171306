package io.blackstart.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Real time, by {@link System#nanoTime()}. */
public final class MonotonicClock implements RunClock {
    private final long originNanos;

    /**
     * A clock with its origin at that reading.
     *
     * @param originNanos a {@link System#nanoTime()}
     */
    public MonotonicClock(long originNanos) {
        this.originNanos = originNanos;
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - originNanos);
    }

    @Override
    public Duration at(long nanoTime) {
        return Duration.ofNanos(nanoTime - originNanos);
    }

    @Override
    public void sleepUntil(Duration time) throws InterruptedException {
        long deadline = originNanos + time.toNanos();
        for (long left = deadline - System.nanoTime();
                left > 0;
                left = deadline - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(left);
        }
    }
}
