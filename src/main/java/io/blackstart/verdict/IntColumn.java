package io.blackstart.verdict;

import java.util.Arrays;

/** A growing column of small numbers. */
final class IntColumn {
    private int[] values = new int[256];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int get(int row) {
        return values[row];
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** The values of these rows, in their order. */
    IntColumn pick(int[] rows) {
        IntColumn picked = new IntColumn();
        picked.values = new int[Math.max(1, rows.length)];
        for (int row : rows) {
            picked.add(values[row]);
        }
        return picked;
    }
}
