package io.blackstart.verdict;

import io.blackstart.evidence.Ids;

import java.util.Arrays;

/**
 * A set of numbers from 0 that lie close together, as those of a run's writes do: one bit each, so
 * that fifty million take 6 MB and two sets are compared 64 numbers at a time. Grows while it is
 * filled.
 */
final class DenseIds {
    /** The largest number that it takes, which bounds its memory to 128 MB. */
    static final long ID_MOST = (1L << 30) - 1;

    private long[] words;

    DenseIds() {
        this(new long[16]);
    }

    private DenseIds(long[] words) {
        this.words = words;
    }

    /**
     * Takes one number, as often as one likes.
     *
     * @throws IllegalArgumentException when it is below 0 or above {@link #ID_MOST}
     */
    void add(long id) {
        int word = word(id);
        reserve(word);
        words[word] |= 1L << id;
    }

    /** Takes each number from {@code first} to {@code last}, both included. */
    void addRange(long first, long last) {
        int from = word(first);
        int to = word(last);
        reserve(to);
        long head = -1L << first;
        long tail = -1L >>> (63 - (last & 63));
        if (from == to) {
            words[from] |= head & tail;
            return;
        }
        words[from] |= head;
        Arrays.fill(words, from + 1, to, -1L);
        words[to] |= tail;
    }

    boolean contains(long id) {
        return id >= 0 && id >>> 6 < words.length && (words[(int) (id >>> 6)] & 1L << id) != 0;
    }

    /** A number above all that it holds. */
    long end() {
        int used = words.length;
        while (used > 0 && words[used - 1] == 0) {
            used--;
        }
        return (long) used << 6;
    }

    long count() {
        long count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** What is here and in the other. */
    DenseIds and(DenseIds other) {
        long[] both = Arrays.copyOf(words, Math.min(words.length, other.words.length));
        for (int i = 0; i < both.length; i++) {
            both[i] &= other.words[i];
        }
        return new DenseIds(both);
    }

    /** What is here and not in the other. */
    DenseIds without(DenseIds other) {
        long[] rest = words.clone();
        for (int i = 0; i < Math.min(rest.length, other.words.length); i++) {
            rest[i] &= ~other.words[i];
        }
        return new DenseIds(rest);
    }

    /** The same set as ranges. */
    Ids ids() {
        Ids.Ascending ranges = new Ids.Ascending();
        addTo(ranges);
        return ranges.set();
    }

    /** Hands its ranges on. */
    void addTo(Ids.Ascending ranges) {
        long end = (long) words.length << 6;
        for (long first = next(0, 0); first < end; ) {
            long beyond = next(first, -1L);
            ranges.add(first, beyond - 1);
            first = next(beyond, 0);
        }
    }

    /** The first number from {@code id} on that is here ({@code flip} 0) or is not (−1). */
    private long next(long id, long flip) {
        int word = (int) (id >>> 6);
        if (word >= words.length) {
            return (long) words.length << 6;
        }
        long rest = (words[word] ^ flip) & -1L << id;
        while (rest == 0) {
            if (++word == words.length) {
                return (long) word << 6;
            }
            rest = words[word] ^ flip;
        }
        return ((long) word << 6) + Long.numberOfTrailingZeros(rest);
    }

    private static int word(long id) {
        if (id < 0 || id > ID_MOST) {
            throw new IllegalArgumentException(
                    "a write's number lies between 0 and " + ID_MOST + ", not " + id);
        }
        return (int) (id >>> 6);
    }

    private void reserve(int word) {
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
        }
    }
}
