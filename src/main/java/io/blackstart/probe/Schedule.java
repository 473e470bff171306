package io.blackstart.probe;

import io.blackstart.run.RunClock;
import io.blackstart.run.Watch;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Looks on an absolute schedule, each look on a virtual thread of its own: a look that hangs delays
 * no other.
 *
 * <p>At most {@value #LOOKS_MOST} looks are under way at once; beyond that a look is left out.
 */
public final class Schedule implements Watch {
    private static final int LOOKS_MOST = 256;

    private final RunClock clock;
    private final String name;
    private final Duration every;
    private final Runnable look;
    private final Semaphore underWay = new Semaphore(LOOKS_MOST);

    private volatile boolean closed;
    private Optional<Thread> scheduler = Optional.empty(); // guarded by this

    /** Looks {@code every} so often once started. */
    public Schedule(RunClock clock, String name, Duration every, Runnable look) {
        this.clock = clock;
        this.name = name;
        this.every = every;
        this.look = look;
    }

    @Override
    public synchronized void start() {
        Duration start = clock.elapsed();
        scheduler =
                Optional.of(Thread.ofPlatform().name(name).daemon().start(() -> schedule(start)));
    }

    private void schedule(Duration start) {
        try {
            for (Duration due = start; !closed; due = due.plus(every)) {
                clock.sleepUntil(due);
                if (!closed && underWay.tryAcquire()) {
                    Thread.ofVirtual().name(name).start(this::look);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            look.run();
        } finally {
            underWay.release();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        scheduler.ifPresent(Thread::interrupt);
        // looks have time-outs of their own, so this ends
        underWay.acquireUninterruptibly(LOOKS_MOST);
        underWay.release(LOOKS_MOST);
    }
}
