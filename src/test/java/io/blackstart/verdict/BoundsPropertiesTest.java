package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;

/** What is made of bounds holds the truth, and nothing that is not possible. */
class BoundsPropertiesTest {
    private static final int CASES_A_SEED = 1_000;
    private static final long SPAN = 1_000_000_000_000L;

    static LongStream seeds() {
        return Seeds.of(20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void timeSinceABeginHoldsEachPossibleTimeAndNoOther(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES_A_SEED; i++) {
            Bounds end = any(random);
            Bounds begin = closed(random);
            isExactly((a, b) -> Math.max(0, a - b), end, begin, end.since(begin));
            assertEquals(end.isOpen(), end.since(begin).isOpen());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothIsTheLaterAndEitherTheEarlier(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES_A_SEED; i++) {
            Bounds one = any(random);
            Bounds other = any(random);
            isExactly(Math::max, one, other, one.and(other));
            isExactly(Math::min, one, other, one.or(other));
            assertEquals(one.isOpen() || other.isOpen(), one.and(other).isOpen());
            assertEquals(one.isOpen() && other.isOpen(), one.or(other).isOpen());
            assertEquals(one.and(other), other.and(one));
            assertEquals(one.or(other), other.or(one));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEarliestMomentNarrowsAndNeverMovesATruthThatIsLater(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES_A_SEED; i++) {
            Bounds bounds = any(random);
            long truth = inside(random, bounds);
            long earliest = truth - random.nextLong(SPAN);
            Bounds narrowed = bounds.notBefore(earliest);
            assertTrue(narrowed.least() <= truth && truth <= narrowed.most(), narrowed::toString);
            assertTrue(narrowed.least() >= earliest, narrowed::toString);
            assertTrue(narrowed.least() >= bounds.least(), narrowed::toString);
            assertEquals(bounds.most(), narrowed.most());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFigureSaysWhatTheBoundsSay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES_A_SEED; i++) {
            Bounds bounds = any(random);
            Duration least = Duration.ofNanos(bounds.least());
            Optional<Duration> most =
                    bounds.isOpen()
                            ? Optional.empty()
                            : Optional.of(Duration.ofNanos(bounds.most()));
            assertEquals(least, bounds.leastTime());
            assertEquals(most, bounds.mostTime());
            Quantity from = new Quantity.Time(least);
            Measured expected =
                    most.<Measured>map(to -> new Measured.Between(from, new Quantity.Time(to)))
                            .orElseGet(() -> new Measured.AtLeast(from));
            assertEquals(expected, bounds.measured());
        }
    }

    @Test
    void boundsMayBeOneMomentAndNeverUpsideDown() {
        assertEquals(7, new Bounds(7, 7).least());
        assertThrows(IllegalArgumentException.class, () -> new Bounds(8, 7));
        assertTrue(Bounds.from(7).isOpen());
    }

    /** The result's ends are the least and the most that two moments inside can come to. */
    private static void isExactly(LongBinaryOperator of, Bounds a, Bounds b, Bounds result) {
        long[] corners =
                LongStream.of(a.least(), a.most())
                        .flatMap(one ->
                                LongStream.of(b.least(), b.most())
                                        .map(other -> applied(of, one, other)))
                        .toArray();
        assertEquals(LongStream.of(corners).min().orElseThrow(), result.least());
        assertEquals(LongStream.of(corners).max().orElseThrow(), result.most());
    }

    /** What never ends has not ended after any begin either. */
    private static long applied(LongBinaryOperator of, long one, long other) {
        long value = of.applyAsLong(one, other);
        return one == Bounds.OPEN && value > Bounds.OPEN / 2 ? Bounds.OPEN : value;
    }

    private static Bounds any(SplittableRandom random) {
        return random.nextInt(4) == 0 ? Bounds.from(random.nextLong(SPAN)) : closed(random);
    }

    /** Some of them a single moment, and many that touch or hold each other. */
    private static Bounds closed(SplittableRandom random) {
        long grain = random.nextBoolean() ? SPAN / 8 : 1;
        long least = random.nextLong(SPAN) / grain * grain;
        long width = random.nextInt(3) == 0 ? 0 : random.nextLong(SPAN) / grain * grain;
        return new Bounds(least, least + width);
    }

    private static long inside(SplittableRandom random, Bounds bounds) {
        long room = bounds.isOpen() ? SPAN : bounds.most() - bounds.least();
        return bounds.least() + random.nextLong(room + 1);
    }
}
