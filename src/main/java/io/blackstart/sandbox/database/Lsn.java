package io.blackstart.sandbox.database;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in a PostgreSQL's write-ahead log.
 *
 * @param bytes since the beginning of the log, not negative
 */
public record Lsn(long bytes) implements Comparable<Lsn> {
    /** The length of a log file, as initdb is told to make it. */
    static final long SEGMENT_BYTES = 4L * 1024 * 1024;

    private static final Pattern TEXT = Pattern.compile("([0-9A-F]{1,8})/([0-9A-F]{1,8})");
    private static final int HALF_BITS = 32;
    private static final int HEX = 16;

    public Lsn {
        if (bytes < 0) {
            throw new IllegalArgumentException("a position cannot be negative: " + bytes);
        }
    }

    /**
     * Reads PostgreSQL's notation, such as {@code 0/1A2B3C4}.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Lsn parse(String text) {
        Matcher halves = TEXT.matcher(text);
        if (!halves.matches()) {
            throw new IllegalArgumentException("not a position in a log: " + text);
        }
        return new Lsn(
                (Long.parseLong(halves.group(1), HEX) << HALF_BITS)
                        | Long.parseLong(halves.group(2), HEX));
    }

    /** The name of the log file that holds this position, on a timeline. */
    String file(int timeline) {
        long segment = bytes / SEGMENT_BYTES;
        long perHalf = (1L << HALF_BITS) / SEGMENT_BYTES;
        return String.format(
                Locale.ROOT, "%08X%08X%08X", timeline, segment / perHalf, segment % perHalf);
    }

    /** Where in that file it stands. */
    long offset() {
        return bytes % SEGMENT_BYTES;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compare(bytes, other.bytes);
    }

    /** PostgreSQL's notation. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%X/%X", bytes >>> HALF_BITS, bytes & ((1L << HALF_BITS) - 1));
    }
}
