package io.blackstart.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * When each request arrived at the target, in memory that the target's process and the benchmark
 * share: the witness that belongs to no tool. Times are {@link System#nanoTime()}, which all
 * processes of one Linux machine read from the same clock.
 */
final class ArrivalLog implements AutoCloseable {
    /** So many arrivals have their time kept; later ones are counted only. */
    static final int STAMPS_MOST = 4_000_000;

    private static final long PORT = 0;
    private static final long COUNT = 8;
    private static final long SILENT = 16;
    private static final long STAMPS = 64;
    private static final VarHandle LONGS = ValueLayout.JAVA_LONG.varHandle();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;

    /** Opens the log in that file, which is made if there is none. */
    ArrivalLog(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            memory =
                    channel.map(
                            FileChannel.MapMode.READ_WRITE,
                            0,
                            STAMPS + (long) STAMPS_MOST * Long.BYTES,
                            arena);
        }
    }

    /** The target's port; 0 before it listens. */
    int port() {
        return (int) read(PORT);
    }

    /** Says that the target listens. */
    void listensAt(int port) {
        write(PORT, port);
    }

    /** Whether the target reads and does not answer. */
    boolean silent() {
        return read(SILENT) != 0;
    }

    /** Makes the target read without answering, or answer again. */
    void silent(boolean silent) {
        write(SILENT, silent ? 1 : 0);
    }

    /** How many requests have arrived. */
    long count() {
        return read(COUNT);
    }

    /** A request has arrived; asked by the target's one thread. */
    void arrived(long nanoTime) {
        long count = count();
        if (count < STAMPS_MOST) {
            memory.set(ValueLayout.JAVA_LONG, STAMPS + count * Long.BYTES, nanoTime);
        }
        write(COUNT, count + 1);
    }

    /** When the n-th request arrived. */
    long stamp(long n) {
        return memory.get(ValueLayout.JAVA_LONG, STAMPS + n * Long.BYTES);
    }

    /** The arrivals from that time up to, not including, that other time, in order. */
    long[] between(long fromNanos, long toNanos) {
        int kept = (int) Math.min(count(), STAMPS_MOST);
        long[] found = new long[kept];
        int size = 0;
        for (int n = 0; n < kept; n++) {
            long at = stamp(n);
            if (at >= fromNanos && at < toNanos) {
                found[size++] = at;
            }
        }
        return java.util.Arrays.copyOf(found, size);
    }

    private long read(long offset) {
        return (long) LONGS.getAcquire(memory, offset);
    }

    private void write(long offset, long value) {
        LONGS.setRelease(memory, offset, value);
    }

    @Override
    public void close() {
        arena.close();
    }
}
