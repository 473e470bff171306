package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofSeconds;

import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.RateProfile.Stage;
import io.blackstart.experiment.Sending.Arrivals;
import io.blackstart.experiment.Sending.Protocol;
import io.blackstart.experiment.Share;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

final class DueTimesTest {
    private static final int SECONDS = 2_000;
    private static final List<Stage> RAMP = List.of(new Stage(ofSeconds(SECONDS), 50, 150));

    private static DueTimes times(List<Stage> stages, Arrivals arrivals) {
        LoadProfile load = Loads.of(100, new Share(0.25), ofSeconds(2), new Share(0.5));
        return DueTimes.of(
                Loads.sent(
                        load, Loads.sending(stages, arrivals, ofSeconds(2), Protocol.HTTP_1_1, 0)));
    }

    private static List<Duration> first(int count, DueTimes times) {
        return Stream.generate(times::next).limit(count).toList();
    }

    /** How many are due in each second. */
    private static long[] perSecond(DueTimes times) {
        long[] counts = new long[SECONDS];
        for (Duration due = times.next(); due.toSeconds() < SECONDS; due = times.next()) {
            counts[(int) due.toSeconds()]++;
        }
        return counts;
    }

    @Test
    void evenOnesAreThePacers() {
        assertEquals(
                LongStream.range(0, 1_000).mapToObj(new Pacer(100)::due).toList(),
                first(1_000, times(List.of(), new Arrivals.Even())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void meanAndVarianceOfPoissonCountsAreBothTheRate(long seed) {
        long[] counts = perSecond(times(List.of(), new Arrivals.Poisson(seed)));
        double mean = Arrays.stream(counts).average().orElseThrow();
        double variance =
                Arrays.stream(counts).mapToDouble(n -> (n - mean) * (n - mean)).sum()
                        / (SECONDS - 1);
        // four standard errors: √(100 / 2000) = 0.22 of the mean, 100 · √(2 / 2000) = 3.2 of the
        // variance
        assertEquals(100, mean, 0.9);
        assertEquals(100, variance, 13);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void poissonCountsFollowARamp(long seed) {
        long[] counts = perSecond(times(RAMP, new Arrivals.Poisson(seed)));
        for (int from = 0; from < SECONDS; from += 200) {
            double expected = 200 * (50 + 100.0 * (from + 100) / SECONDS);
            double seen = Arrays.stream(counts, from, from + 200).sum();
            assertEquals(expected, seen, 4.5 * Math.sqrt(expected), "seconds from " + from);
        }
    }

    @Test
    void theSameSeedGivesTheSameTimesAndAnotherOneOthers() {
        List<Duration> once = first(100, times(RAMP, new Arrivals.Poisson(7)));
        assertEquals(once, first(100, times(RAMP, new Arrivals.Poisson(7))));
        assertNotEquals(once, first(100, times(RAMP, new Arrivals.Poisson(8))));
    }

    @Test
    void theyNeverDecrease() {
        List<Duration> times = first(10_000, times(RAMP, new Arrivals.Poisson(3)));
        for (int i = 1; i < times.size(); i++) {
            assertTrue(times.get(i).compareTo(times.get(i - 1)) >= 0);
        }
    }
}
