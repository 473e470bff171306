package io.blackstart.verdict;

import java.util.Arrays;

/** A growing column of numbers: what keeps a six-hour run in bounded memory. */
final class LongColumn {
    private long[] values = new long[256];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    long get(int row) {
        return values[row];
    }

    int size() {
        return size;
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** The values of these rows, in their order. */
    LongColumn pick(int[] rows) {
        LongColumn picked = new LongColumn();
        picked.values = new long[Math.max(1, rows.length)];
        for (int row : rows) {
            picked.add(values[row]);
        }
        return picked;
    }

    /**
     * The rows in ascending order of their values; rows of equal value keep their order. A merge
     * sort by hand, because the JDK sorts indices by a key only as boxed objects.
     */
    int[] ascending() {
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = i;
        }
        int[] merged = new int[size];
        for (int width = 1; width > 0 && width < size; width *= 2) {
            for (int from = 0; from < size; from += 2 * width) {
                int middle = Math.min(from + width, size);
                merge(rows, merged, from, middle, Math.min(middle + width, size));
            }
            int[] swap = rows;
            rows = merged;
            merged = swap;
        }
        return rows;
    }

    private void merge(int[] from, int[] to, int left, int middle, int end) {
        int a = left;
        int b = middle;
        for (int i = left; i < end; i++) {
            boolean takeLeft = a < middle && (b >= end || values[from[a]] <= values[from[b]]);
            to[i] = takeLeft ? from[a++] : from[b++];
        }
    }
}
