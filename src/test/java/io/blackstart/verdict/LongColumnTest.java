package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

final class LongColumnTest {
    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    /** Values of any spread, the extremes among them. */
    private static long[] anyValues(SplittableRandom random) {
        long base = random.nextLong();
        int bits = random.nextInt(65);
        return random.longs(random.nextInt(2_000))
                .map(value -> base + (bits == 0 ? 0 : value >>> (64 - bits)))
                .map(value -> random.nextInt(500) == 0 ? Long.MIN_VALUE : value)
                .map(value -> random.nextInt(500) == 0 ? Long.MAX_VALUE : value)
                .toArray();
    }

    private static LongColumn column(long[] values) {
        LongColumn column = new LongColumn();
        Arrays.stream(values).forEach(column::add);
        return column;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatGoesInComesOut(long seed) {
        long[] values = anyValues(new SplittableRandom(seed));
        LongColumn column = column(values);
        assertEquals(values.length, column.size());
        assertArrayEquals(values, column.toArray());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsAscendAndEqualOnesKeepTheirOrder(long seed) {
        long[] values = anyValues(new SplittableRandom(seed));
        int[] sorted =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparingLong(row -> values[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        assertArrayEquals(sorted, column(values).ascending());
    }

    @Test
    void rowsThatAreNotThereAreRefused() {
        assertThrows(IndexOutOfBoundsException.class, () -> new LongColumn().get(0));
        LongColumn full = column(new long[256]);
        assertEquals(0, full.get(255));
        assertThrows(IndexOutOfBoundsException.class, () -> full.get(256));
    }
}
