package io.blackstart.sandbox.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LagMeterTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LagMeter meter = new LagMeter();

    @Test
    void oneWhoShowsEverythingDoesNotLag() {
        meter.written(0, new Lsn(100));
        meter.shown(new Lsn(100));
        assertEquals(Duration.ZERO, meter.lag(60 * SECOND));
    }

    @Test
    void theOldestWriteThatIsMissingCounts() {
        meter.written(SECOND, new Lsn(100));
        meter.written(2 * SECOND, new Lsn(200));
        meter.written(3 * SECOND, new Lsn(300));
        meter.shown(new Lsn(100));
        assertEquals(Duration.ofSeconds(8), meter.lag(10 * SECOND));
        meter.shown(new Lsn(199));
        assertEquals(Duration.ofSeconds(8), meter.lag(10 * SECOND));
        meter.shown(new Lsn(200));
        assertEquals(Duration.ofSeconds(7), meter.lag(10 * SECOND));
    }

    @Test
    void aPrimaryAtRestMakesNobodyLag() {
        meter.written(SECOND, new Lsn(100));
        meter.written(9 * SECOND, new Lsn(100));
        assertEquals(Duration.ofSeconds(9), meter.lag(10 * SECOND));
        meter.shown(new Lsn(100));
        meter.written(11 * SECOND, new Lsn(100));
        assertEquals(Duration.ZERO, meter.lag(20 * SECOND));
    }

    @Test
    void aLongLagIsKnownLessFinelyAndNeverForgotten() {
        for (int i = 1; i <= 10_000; i++) {
            meter.written(i * SECOND, new Lsn(i));
        }
        assertEquals(Duration.ofSeconds(9_999), meter.lag(10_000 * SECOND));
        meter.shown(new Lsn(3_599));
        long seconds = meter.lag(10_000 * SECOND).toSeconds();
        assertTrue(seconds > 6_390 && seconds <= 6_400, "lags " + seconds + " s");
    }
}
