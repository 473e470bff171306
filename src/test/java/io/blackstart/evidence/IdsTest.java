package io.blackstart.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;

class IdsTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areTheSetOfTheirNumbers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] numbers = random.longs(random.nextInt(40), 0, 60).toArray();
        TreeSet<Long> set = new TreeSet<>(LongStream.of(numbers).boxed().toList());

        Ids ids = Ids.of(numbers);

        List<Long> listed = new ArrayList<>();
        ids.forEach(listed::add);
        assertEquals(List.copyOf(set), listed);
        assertEquals(set.size(), ids.count());
        assertEquals(ids, Ids.parse(ids.toString()));
        assertEquals(ids.toString(), Ids.parse(ids.toString()).toString());
        for (long id = -1; id < 62; id++) {
            assertEquals(set.contains(id), ids.contains(id), ids + " and " + id);
        }
    }

    @Test
    void areWrittenAsRanges() {
        assertEquals("", Ids.of().toString());
        assertEquals("3-5,40", Ids.of(40, 5, 4, 3, 4).toString());
        assertEquals("0-1", Ids.of(0, 1).toString());
        assertEquals(1_000_000_000_000L, Ids.parse("1-1000000000000").count());
        assertEquals(1, Ids.parse(Long.toString(Long.MAX_VALUE)).count());
    }

    @Test
    void areEqualWhenTheyHoldTheSameNumbers() {
        assertEquals(Ids.parse("3-5,40").hashCode(), Ids.of(3, 4, 5, 40).hashCode());
        for (String other : List.of("", "3-5", "3-5,41", "3-6,40", "2-5,40", "3-5,40-41")) {
            assertNotEquals(Ids.parse("3-5,40"), Ids.parse(other));
        }
    }

    @Test
    void refuseWhatIsNoIntervalNotation() {
        for (String text :
                List.of(",", "1,", "a", "-1", "5-3", "3,2", "3-5,5", "3,4", "1 ,3", "+1")) {
            assertThrows(IllegalArgumentException.class, () -> Ids.parse(text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> Ids.of(-1));
    }
}
