package io.blackstart.verdict;

import java.util.Arrays;

/** A growing column of small numbers, packed as those of a {@link LongColumn}. */
final class IntColumn {
    private final LongColumn values;

    IntColumn() {
        this(new LongColumn());
    }

    private IntColumn(LongColumn values) {
        this.values = values;
    }

    void add(int value) {
        values.add(value);
    }

    int get(int row) {
        return (int) values.get(row);
    }

    int size() {
        return values.size();
    }

    int[] toArray() {
        int[] all = new int[size()];
        Arrays.setAll(all, this::get);
        return all;
    }

    /** The values of these rows, in their order. */
    IntColumn pick(int[] rows) {
        return new IntColumn(values.pick(rows));
    }
}
