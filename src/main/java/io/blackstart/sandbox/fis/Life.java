package io.blackstart.sandbox.fis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where an experiment is in its life, as all threads see it; and the order to stop it. */
final class Life {
    /**
     * An order to stop.
     *
     * @param why the experiment's reason while it is stopping
     * @param afterwards its reason when it has stopped
     */
    record Halt(String why, String afterwards) {
        static final Halt BY_HAND = new Halt("Stopping Experiment.", "Experiment stopped.");

        static Halt because(String why) {
            return new Halt(why, why);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition halting = lock.newCondition();
    // guarded by lock, all of them
    private Progress progress =
            new Progress(
                    Status.PENDING,
                    "Experiment is pending.",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
    private Optional<Halt> halt = Optional.empty();

    /** How it stands, but for its actions. */
    Progress progress() {
        lock.lock();
        try {
            return progress;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Orders to stop; harmless when it has ended, and after another order.
     *
     * @return how it stands right after that
     */
    Progress halt(Halt order) {
        lock.lock();
        try {
            if (halt.isEmpty() && !progress.status().ended()) {
                halt = Optional.of(order);
                move(Status.STOPPING, order.why());
                halting.signalAll();
            }
            return progress;
        } finally {
            lock.unlock();
        }
    }

    /** The order to stop, if there is one. */
    Optional<Halt> halt() {
        lock.lock();
        try {
            return halt;
        } finally {
            lock.unlock();
        }
    }

    /** Moves on; false when it is ordered to stop instead. */
    boolean advance(Status next, String why) {
        lock.lock();
        try {
            if (halt.isPresent()) {
                return false;
            }
            move(next, why);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The last thing that happens to it. */
    void end(Status last, String why, Optional<Failure> failure) {
        lock.lock();
        try {
            progress =
                    new Progress(
                            last,
                            why,
                            failure,
                            progress.started(),
                            Optional.of(Instant.now()),
                            List.of());
        } finally {
            lock.unlock();
        }
    }

    private void move(Status next, String why) {
        progress =
                new Progress(
                        next,
                        why,
                        Optional.empty(),
                        next == Status.RUNNING ? Optional.of(Instant.now()) : progress.started(),
                        Optional.empty(),
                        List.of());
    }

    /**
     * Waits until a moment, or until it is ordered to stop.
     *
     * @param nanos {@link System#nanoTime()}
     * @return whether it is ordered to stop
     */
    boolean haltedBefore(long nanos) throws InterruptedException {
        lock.lock();
        try {
            for (long left = nanos - System.nanoTime();
                    left > 0 && halt.isEmpty();
                    left = nanos - System.nanoTime()) {
                var _ = halting.await(left, TimeUnit.NANOSECONDS);
            }
            return halt.isPresent();
        } finally {
            lock.unlock();
        }
    }
}
