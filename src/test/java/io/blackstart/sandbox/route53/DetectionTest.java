package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.route53.DetectionSimulation.Times;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How long Route 53 takes to see a fault, and that it is over: the table that follows from AWS's
 * documented rules, up to the flip of the health check and without what comes after it.
 */
class DetectionTest {
    /** So many that the mean is certain to a hundredth of a second or two. */
    private static final int FAULTS = 20_000;

    private static final long SEED = 20_261_122;

    @ParameterizedTest
    @CsvSource({
        // interval, threshold, checkers, end to start, timeout, mean
        "10, 3, 16, false, 0, 28.2",
        "10, 3, 16, true,  0, 28.2",
        "10, 3, 16, false, 4, 32.2",
        "10, 3, 16, true,  4, 40.2",
        "30, 3, 16, false, 0, 84.7",
        "30, 3, 16, false, 4, 88.7",
        "30, 3, 16, true,  4, 96.7",
        "10, 1, 16, false, 0,  8.2",
        "10, 1, 16, false, 4, 12.2",
        "10, 3,  6, false, 0, 27.2",
        "10, 3,  6, false, 4, 31.2",
        "10, 3,  6, true,  4, 39.1",
    })
    void aFaultIsDetectedAfter(
            int interval,
            int threshold,
            int checkers,
            boolean endToStart,
            int timeout,
            double mean) {
        Times times =
                new DetectionSimulation(interval, threshold, checkers, endToStart, timeout)
                        .detections(FAULTS, SEED);
        assertWithin(5, mean, times.mean());
    }

    @ParameterizedTest
    @CsvSource({
        // interval, threshold, checkers, mean
        "10, 3, 16, 21.8",
        "30, 3, 16, 65.3",
        "10, 1, 16,  1.7",
        "10, 3,  6, 22.8",
    })
    void aRecoveryIsDetectedAfter(int interval, int threshold, int checkers, double mean) {
        Times times =
                new DetectionSimulation(interval, threshold, checkers, false, 0)
                        .recoveries(FAULTS, SEED);
        assertWithin(5, mean, times.mean());
    }

    /** The spread is what one drill can differ from the next by, with nothing else different. */
    @ParameterizedTest
    @CsvSource({
        // end to start, timeout, 5 %, 95 %, bounds
        "false, 0, 26.6, 29.5, 20, 30",
        "false, 4, 30.6, 33.5, 24, 34",
        "true,  4, 38.6, 41.4, 32, 42",
    })
    void mostFaultsAreDetectedBetween(
            boolean endToStart, int timeout, double low, double high, double least, double most) {
        Times times =
                new DetectionSimulation(10, 3, 16, endToStart, timeout).detections(FAULTS, SEED);
        assertWithin(1, low, times.percentile(5));
        assertWithin(1, high, times.percentile(95));
        assertTrue(times.sorted().getFirst() >= least, times.sorted().getFirst().toString());
        assertTrue(times.sorted().getLast() <= most, times.sorted().getLast().toString());
    }

    @Test
    void mostRecoveriesAreDetectedBefore() {
        Times times = new DetectionSimulation(10, 3, 16, false, 0).recoveries(FAULTS, SEED);
        assertWithin(1, 23.5, times.percentile(95));
    }

    /** Leaving a region is slow and coming back is quick: 14 checkers of 16 against 3. */
    @Test
    void aRecoveryIsSeenSoonerThanAFault() {
        DetectionSimulation usual = new DetectionSimulation(10, 3, 16, false, 0);
        double sooner =
                usual.detections(FAULTS, SEED).mean() - usual.recoveries(FAULTS, SEED).mean();
        assertEquals(28.2 - 21.8, sooner, 0.1);
    }

    private static void assertWithin(int percent, double expected, double actual) {
        assertEquals(expected, actual, expected * percent / 100);
    }
}
