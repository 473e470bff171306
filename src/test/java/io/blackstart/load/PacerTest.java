package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.experiment.RateProfile;
import io.blackstart.experiment.RateProfile.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

final class PacerTest {
    @ParameterizedTest
    @CsvSource({
        "200, 0, PT0S",
        "200, 1, PT0.005S",
        "200, 200, PT1S",
        "3, 1, PT0.333333334S",
        "0.5, 1, PT2S"
    })
    void requestsAreDueAtEvenSteps(double rate, long n, Duration due) {
        assertEquals(due, new Pacer(rate).due(n));
    }

    @ParameterizedTest
    @CsvSource({
        "200, PT1S, 200",
        "200, PT0.995S, 199",
        "200, PT0.995000001S, 200",
        "200, PT0S, 0",
        "3, PT1S, 3"
    })
    void countsWhatIsDueBefore(double rate, Duration time, long count) {
        assertEquals(count, new Pacer(rate).dueBefore(time));
    }

    @Test
    void refusesARateThatSendsNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Pacer(0));
        assertThrows(IllegalArgumentException.class, () -> new Pacer(-1));
        assertThrows(IllegalArgumentException.class, () -> new Pacer(Double.NaN));
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void dueAndCountAgreeForAnyRateAndTime(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Pacer pacer = new Pacer(Math.exp(random.nextDouble() * 12 - 2));
        Duration time = Duration.ofNanos(random.nextLong(3_600_000_000_000L));
        long count = pacer.dueBefore(time);
        assertTrue(
                pacer.due(count).compareTo(time) >= 0,
                "the first one not counted is not due before");
        assertTrue(
                count == 0 || pacer.due(count - 1).compareTo(time) < 0,
                "the last one counted is due before");
    }

    /** Up to five stages, rising, falling and level, and a rate after them. */
    private static RateProfile anyProfile(SplittableRandom random) {
        List<Stage> stages = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            double from = Math.exp(random.nextDouble() * 10 - 2);
            double to = random.nextBoolean() ? from : Math.exp(random.nextDouble() * 10 - 2);
            stages.add(new Stage(Duration.ofNanos(random.nextLong(1, 60_000_000_000L)), from, to));
        }
        return new RateProfile(stages, Math.exp(random.nextDouble() * 10 - 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noRequestIsDueBeforeTheIntegralOfItsProfileReachesIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Pacer pacer = new Pacer(anyProfile(random));
        Duration last = Duration.ZERO;
        long n = 0;
        for (int i = 0; i < 50; i++) {
            Duration due = pacer.due(n);
            double integral = pacer.rates().dueWithin(due);
            // a nanosecond's worth and what doubles round
            double rounding = pacer.rates().mostPerSecond() * 2e-9 + n * 1e-9 + 1e-9;
            assertTrue(due.compareTo(last) >= 0, "they never decrease");
            assertTrue(integral >= n - rounding, integral + " is before number " + n);
            assertTrue(integral <= n + rounding, integral + " is later than number " + n);
            last = due;
            n += random.nextLong(1, 2_000);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyWindowHoldsTheIntegralGiveOrTakeOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Pacer pacer = new Pacer(anyProfile(random));
        for (int i = 0; i < 20; i++) {
            Duration from = Duration.ofNanos(random.nextLong(200_000_000_000L));
            Duration to = from.plusNanos(random.nextLong(100_000_000_000L));
            long count = pacer.dueBefore(to) - pacer.dueBefore(from);
            double integral = pacer.rates().dueWithin(to) - pacer.rates().dueWithin(from);
            assertEquals(integral, (double) count, 1 + 1e-6 * integral + 1e-6, from + " to " + to);
        }
    }
}
