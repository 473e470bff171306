package io.blackstart.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/**
 * The orders that the service has acknowledged, in the order of their acknowledgements; what reads
 * ask for, and what the replication probe looks for at the passive region. Safe for use by many
 * threads, none of which waits for another; 16 bytes each.
 */
public final class AcknowledgedWrites {
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int CHUNKS_MOST = 1 << 14;
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    /** An acknowledged order; orders of the warm-up have negative ids. */
    public record Acknowledged(long id, Duration at) {}

    // each chunk holds pairs: the id, and the time in nanoseconds + 1, which is 0 until it is there
    private final AtomicReferenceArray<long[]> chunks = new AtomicReferenceArray<>(CHUNKS_MOST);
    private final AtomicInteger claimed = new AtomicInteger();

    /**
     * Takes down one acknowledgement.
     *
     * @throws IllegalStateException when there are more than 2^28
     */
    public void add(long id, Duration at) {
        int place = claimed.getAndIncrement();
        if (place >>> CHUNK_BITS >= CHUNKS_MOST) {
            throw new IllegalStateException("more than " + CHUNKS_MOST * CHUNK + " writes");
        }
        long[] chunk = chunk(place >>> CHUNK_BITS);
        int index = 2 * (place & (CHUNK - 1));
        chunk[index] = id;
        LONGS.setRelease(chunk, index + 1, at.toNanos() + 1);
    }

    /** The newest one. */
    public Optional<Acknowledged> newest() {
        return atOrBefore(claimed.get() - 1);
    }

    /** Any one that was acknowledged at least {@code age} before {@code now}. */
    public Optional<Acknowledged> any(Duration now, Duration age, RandomGenerator random) {
        long latest = now.minus(age).toNanos();
        int end = claimed.get();
        // acknowledgements are nearly in time order, so the few too young ones are at the end
        while (end > 0 && !isThereSince(end - 1, latest)) {
            end--;
        }
        return end == 0 ? Optional.empty() : atOrBefore(random.nextInt(end));
    }

    /** How many there are. */
    public int count() {
        return claimed.get();
    }

    private boolean isThereSince(int place, long latest) {
        long time = time(place);
        return time > 0 && time - 1 <= latest;
    }

    /** The one at that place; an earlier one while another thread is still about to fill it. */
    private Optional<Acknowledged> atOrBefore(int place) {
        for (int at = place; at >= 0; at--) {
            long time = time(at);
            if (time > 0) {
                long id = chunk(at >>> CHUNK_BITS)[2 * (at & (CHUNK - 1))];
                return Optional.of(new Acknowledged(id, Duration.ofNanos(time - 1)));
            }
        }
        return Optional.empty();
    }

    private long time(int place) {
        long[] chunk = chunk(place >>> CHUNK_BITS);
        return (long) LONGS.getAcquire(chunk, 2 * (place & (CHUNK - 1)) + 1);
    }

    private long[] chunk(int number) {
        long[] known = chunks.get(number);
        if (known != null) {
            return known;
        }
        long[] made = new long[2 * CHUNK];
        return chunks.compareAndSet(number, null, made) ? made : chunks.get(number);
    }
}
