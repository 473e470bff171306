package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.HarnessStalled;
import io.blackstart.run.RunClock;
import io.blackstart.run.Watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Beats every 10 ms and records each time that it comes late by {@value #STALL_MILLIS} ms or more:
 * then everything else may have been late too.
 */
public final class Heartbeat implements Watch {
    private static final Duration BEAT = Duration.ofMillis(10);
    private static final long STALL_MILLIS = 100;

    private final RunClock clock;
    private final Thread.Builder threads;
    private final Consumer<Event> evidence;
    private final AtomicLong latestNanos = new AtomicLong();

    private volatile boolean closed;
    private Optional<Thread> thread = Optional.empty(); // guarded by this

    /**
     * A heartbeat that has not begun.
     *
     * @param threads which kind of thread beats: a platform thread shows a machine that stands
     *     still, a virtual one also carriers that do
     */
    public Heartbeat(RunClock clock, Thread.Builder threads, Consumer<Event> evidence) {
        this.clock = clock;
        this.threads = threads;
        this.evidence = evidence;
    }

    @Override
    public synchronized void start() {
        thread = Optional.of(threads.start(this::beat));
    }

    /** By how much the latest beat since this was last asked came too late. */
    Duration latest() {
        return Duration.ofNanos(latestNanos.getAndSet(0));
    }

    private void beat() {
        try {
            while (!closed) {
                Duration due = clock.elapsed().plus(BEAT);
                clock.sleepUntil(due);
                Duration now = clock.elapsed();
                Duration late = now.minus(due);
                latestNanos.accumulateAndGet(late.toNanos(), Math::max);
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
