package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
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
}
