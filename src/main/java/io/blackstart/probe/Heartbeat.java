package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.HarnessStalled;
import io.blackstart.run.RunClock;
import io.blackstart.run.Watch;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Beats every 10 ms and records each time that it comes late by {@value #STALL_MILLIS} ms or more:
 * then everything else may have been late too.
 */
public final class Heartbeat implements Watch {
    private static final Duration BEAT = Duration.ofMillis(10);
    private static final long STALL_MILLIS = 100;

    private final RunClock clock;
    private final Consumer<Event> evidence;

    private volatile boolean closed;
    private Optional<Thread> thread = Optional.empty(); // guarded by this

    /** A heartbeat that has not begun. */
    public Heartbeat(RunClock clock, Consumer<Event> evidence) {
        this.clock = clock;
        this.evidence = evidence;
    }

    @Override
    public synchronized void start() {
        thread = Optional.of(Thread.ofPlatform().name("heartbeat").daemon().start(this::beat));
    }

    private void beat() {
        try {
            while (!closed) {
                Duration due = clock.elapsed().plus(BEAT);
                clock.sleepUntil(due);
                Duration now = clock.elapsed();
                Duration late = now.minus(due);
                if (late.toMillis() >= STALL_MILLIS) {
                    evidence.accept(new HarnessStalled(now, late));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        thread.ifPresent(Thread::interrupt);
    }
}
