package io.blackstart.run;

import java.time.Duration;

/** A clock that only its sleepers, and the test, move. */
public final class FakeClock implements RunClock {
    private Duration now = Duration.ZERO;

    @Override
    public synchronized Duration elapsed() {
        return now;
    }

    @Override
    public Duration at(long nanoTime) {
        return Duration.ofNanos(nanoTime);
    }

    @Override
    public synchronized void sleepUntil(Duration time) {
        if (time.compareTo(now) > 0) {
            now = time;
        }
    }
}
