package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Ids;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;

class DenseIdsTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areTheSetOfTheirNumbers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeSet<Long> left = new TreeSet<>();
        TreeSet<Long> right = new TreeSet<>();
        DenseIds a = filled(random, left);
        DenseIds b = filled(random, right);

        assertEquals(ids(left), a.ids());
        assertEquals(left.size(), a.count());
        assertTrue(left.isEmpty() || a.end() > left.last());
        for (long id = -1; id < 2_000; id++) {
            assertEquals(left.contains(id), a.contains(id), "is " + id + " in " + a.ids());
        }
        TreeSet<Long> both = new TreeSet<>(left);
        both.retainAll(right);
        assertEquals(ids(both), a.and(b).ids());
        TreeSet<Long> rest = new TreeSet<>(left);
        rest.removeAll(right);
        assertEquals(ids(rest), a.without(b).ids());
    }

    @Test
    void theLastBitOfAWordIsNotTheFirstOfTheNext() {
        DenseIds ids = new DenseIds();
        ids.add(63);
        ids.addRange(127, 128);

        assertEquals(Ids.parse("63,127-128"), ids.ids());
        assertFalse(ids.contains(64));
    }

    @Test
    void anIdBeyondAllWritesIsRefused() {
        DenseIds ids = new DenseIds();

        assertThrows(IllegalArgumentException.class, () -> ids.add(-1));
        assertThrows(IllegalArgumentException.class, () -> ids.add(DenseIds.ID_MOST + 1));
    }

    private static DenseIds filled(SplittableRandom random, Set<Long> same) {
        DenseIds ids = new DenseIds();
        for (int i = random.nextInt(30); i > 0; i--) {
            long first = random.nextLong(1_500);
            long last = random.nextBoolean() ? first : first + random.nextLong(300);
            if (first == last) {
                ids.add(first);
            } else {
                ids.addRange(first, last);
            }
            LongStream.rangeClosed(first, last).forEach(same::add);
        }
        return ids;
    }

    private static Ids ids(Set<Long> numbers) {
        return Ids.of(numbers.stream().mapToLong(id -> id).toArray());
    }
}
