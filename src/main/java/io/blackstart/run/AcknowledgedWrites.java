package io.blackstart.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The orders that the service has acknowledged, in the order of their acknowledgements; what reads
 * ask for, and what the replication probe looks for at the passive region. Safe for use by many
 * threads.
 */
public final class AcknowledgedWrites {
    /** An acknowledged order; orders of the warm-up have negative ids. */
    public record Acknowledged(long id, Duration at) {}

    // guarded by this; kept in two primitive columns so that millions cost little
    private long[] ids = new long[1024];
    private long[] nanos = new long[1024];
    private int size;

    /** Takes down one acknowledgement. */
    public synchronized void add(long id, Duration at) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        ids[size] = id;
        nanos[size] = at.toNanos();
        size++;
    }

    /** The newest one. */
    public synchronized Optional<Acknowledged> newest() {
        return size == 0 ? Optional.empty() : Optional.of(at(size - 1));
    }

    /** Any one that was acknowledged at least {@code age} before {@code now}. */
    public synchronized Optional<Acknowledged> any(
            Duration now, Duration age, RandomGenerator random) {
        long latest = now.minus(age).toNanos();
        int end = size;
        // acknowledgements are nearly in time order, so the few too young ones are at the end
        while (end > 0 && nanos[end - 1] > latest) {
            end--;
        }
        return end == 0 ? Optional.empty() : Optional.of(at(random.nextInt(end)));
    }

    /** How many there are. */
    public synchronized int count() {
        return size;
    }

    private Acknowledged at(int index) {
        return new Acknowledged(ids[index], Duration.ofNanos(nanos[index]));
    }
}
