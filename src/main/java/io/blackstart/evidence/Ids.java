package io.blackstart.evidence;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A set of numbers from 0, sorted, kept as ranges: {@code 3-17,40}. Immutable; two sets with the
 * same numbers are equal.
 */
public final class Ids {
    private static final Ids NONE = new Ids(new long[0], new long[0]);

    private final long[] first;
    private final long[] last;

    private Ids(long[] first, long[] last) {
        this.first = first;
        this.last = last;
    }

    /** The set of these numbers, in any order, each as often as one likes. */
    public static Ids of(long... numbers) {
        return of(numbers, numbers.length);
    }

    /** The set of the first {@code count} of these numbers, in any order. */
    public static Ids of(long[] numbers, int count) {
        if (count == 0) {
            return NONE;
        }
        long[] sorted = Arrays.copyOf(numbers, count);
        Arrays.sort(sorted);
        if (sorted[0] < 0) {
            throw new IllegalArgumentException("ids are not negative: " + sorted[0]);
        }
        long[] first = new long[count];
        long[] last = new long[count];
        int ranges = 0;
        for (long number : sorted) {
            if (ranges > 0 && number - last[ranges - 1] <= 1) {
                last[ranges - 1] = number;
            } else {
                first[ranges] = number;
                last[ranges++] = number;
            }
        }
        return new Ids(Arrays.copyOf(first, ranges), Arrays.copyOf(last, ranges));
    }

    /**
     * Reads interval notation.
     *
     * @throws IllegalArgumentException when it is none, or not sorted
     */
    public static Ids parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        String[] parts = text.split(",", -1);
        long[] first = new long[parts.length];
        long[] last = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int dash = parts[i].indexOf('-');
            first[i] = number(dash < 0 ? parts[i] : parts[i].substring(0, dash), text);
            last[i] = dash < 0 ? first[i] : number(parts[i].substring(dash + 1), text);
            // a gap of at least one number: the notation of a set is unique
            if (first[i] > last[i] || (i > 0 && first[i] - 1 <= last[i - 1])) {
                throw new IllegalArgumentException("not sorted ranges at " + parts[i]);
            }
        }
        return new Ids(first, last);
    }

    private static long number(String digits, String text) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not interval notation: " + text);
        }
        return Long.parseLong(digits);
    }

    /** Takes one range of a set, both ends included. */
    public interface Range {
        /** One range. */
        void take(long first, long last);
    }

    /** Makes a set of numbers that come in ascending order. */
    public static final class Ascending {
        private long[] first = new long[16];
        private long[] last = new long[16];
        private int ranges;

        /**
         * Takes a range, both ends included, that begins after all that came before.
         *
         * @throws IllegalArgumentException when it is below 0, upside down, or not above the last
         */
        public void add(long from, long to) {
            if (from < 0 || from > to || (ranges > 0 && from <= last[ranges - 1])) {
                throw new IllegalArgumentException("not an ascending range: " + from + "-" + to);
            }
            if (ranges > 0 && from - last[ranges - 1] == 1) {
                last[ranges - 1] = to;
                return;
            }
            if (ranges == first.length) {
                first = Arrays.copyOf(first, ranges * 2);
                last = Arrays.copyOf(last, ranges * 2);
            }
            first[ranges] = from;
            last[ranges++] = to;
        }

        /** The set of what was taken so far. */
        public Ids set() {
            return ranges == 0
                    ? NONE
                    : new Ids(Arrays.copyOf(first, ranges), Arrays.copyOf(last, ranges));
        }
    }

    /** Whether {@code id} is in the set. */
    public boolean contains(long id) {
        int at = Arrays.binarySearch(first, id);
        if (at >= 0) {
            return true;
        }
        int before = -at - 2;
        return before >= 0 && id <= last[before];
    }

    /** How many numbers are in the set. */
    public long count() {
        long count = 0;
        for (int i = 0; i < first.length; i++) {
            count += last[i] - first[i] + 1;
        }
        return count;
    }

    /** Hands on each range, ascending: cheap however many numbers it spans. */
    public void forEachRange(Range range) {
        for (int i = 0; i < first.length; i++) {
            range.take(first[i], last[i]);
        }
    }

    /** Whether there is no number in the set. */
    public boolean isEmpty() {
        return first.length == 0;
    }

    /** Hands on each number, ascending. */
    public void forEach(LongConsumer consumer) {
        for (int i = 0; i < first.length; i++) {
            for (long id = first[i]; ; id++) {
                consumer.accept(id);
                if (id == last[i]) {
                    break;
                }
            }
        }
    }

    /** Interval notation, such as {@code 3-17,40}; empty for the empty set. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < first.length; i++) {
            text.append(i == 0 ? "" : ",").append(first[i]);
            if (last[i] > first[i]) {
                text.append('-').append(last[i]);
            }
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ids ids
                && Arrays.equals(first, ids.first)
                && Arrays.equals(last, ids.last);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + Arrays.hashCode(last);
    }
}
