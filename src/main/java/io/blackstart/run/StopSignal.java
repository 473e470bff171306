package io.blackstart.run;

import io.blackstart.evidence.Event.Ended;

import java.time.Duration;
import java.util.Optional;

/** Ends a run early; the first reason counts. Safe for use by many threads. */
public final class StopSignal {
    /** Why the run ends early. */
    public record Reason(Ended ended, String why) {}

    private Optional<Reason> reason = Optional.empty(); // guarded by this

    /** Asks the run to end; the runner mends and closes at its own pace. */
    public synchronized void stop(Ended ended, String why) {
        if (reason.isEmpty()) {
            reason = Optional.of(new Reason(ended, why));
        }
    }

    /** The reason, once somebody gave one. */
    public synchronized Optional<Reason> reason() {
        return reason;
    }

    /**
     * Sleeps until that time, or until somebody asks to stop, whichever is first; looks every 20
     * ms.
     */
    public Optional<Reason> sleepUntil(RunClock clock, Duration time) throws InterruptedException {
        while (reason().isEmpty()) {
            Duration now = clock.elapsed();
            if (now.compareTo(time) >= 0) {
                break;
            }
            Duration next = now.plusMillis(20);
            clock.sleepUntil(next.compareTo(time) < 0 ? next : time);
        }
        return reason();
    }
}
