package io.blackstart.load;

import io.blackstart.evidence.Ids;

import java.util.Arrays;

/**
 * The numbers of the orders that a region has, in the order in which it told them, each as often as
 * it did. Not safe for use by several threads.
 */
final class OrderNumbers {
    private long[] numbers = new long[1024];
    private int size;

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    /** What was found, whatever the order in which it was told. */
    Survived survived() {
        long[] sorted = Arrays.copyOf(numbers, size);
        Arrays.sort(sorted);
        OrderNumbers twice = new OrderNumbers();
        for (int i = 1; i < size; i++) {
            if (sorted[i] == sorted[i - 1]) {
                twice.add(sorted[i]);
            }
        }
        return new Survived(Ids.of(sorted), twice.size, Ids.of(twice.numbers, twice.size));
    }

    /**
     * The orders that a region has.
     *
     * @param duplicates how many more it has than there are ids
     * @param duplicateIds that it has more than once
     */
    record Survived(Ids ids, long duplicates, Ids duplicateIds) {
        static final Survived NONE = new Survived(Ids.of(), 0, Ids.of());
    }
}
