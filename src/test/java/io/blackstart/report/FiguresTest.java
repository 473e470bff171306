package io.blackstart.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;

import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

final class FiguresTest {
    private static String between(long leastMillis, long mostMillis) {
        return Figures.interval(ofMillis(leastMillis), Optional.of(ofMillis(mostMillis)));
    }

    @Test
    void writesDurationsAsPeopleDo() {
        assertEquals("0 s", Figures.duration(Duration.ZERO));
        assertEquals("1.2 ms", Figures.duration(ofNanos(1_240_000)));
        assertEquals("45 ms", Figures.duration(ofMillis(45)));
        assertEquals("0.41 s", Figures.duration(ofMillis(410)));
        assertEquals("9.41 s", Figures.duration(ofMillis(9_412)));
        assertEquals("15 s", Figures.duration(ofSeconds(15)));
        assertEquals("1 min", Figures.duration(ofMillis(59_999)));
        assertEquals("1 min 34.2 s", Figures.duration(ofMillis(94_210)));
        assertEquals("2 min 30 s", Figures.duration(ofSeconds(150)));
        assertEquals("5 min", Figures.duration(Duration.ofMinutes(5)));
        assertEquals("6 h 5 s", Figures.duration(ofSeconds(6 * 3600 + 5)));
        assertEquals("-0.50 s", Figures.duration(ofMillis(-500)));
        assertEquals("-1 min 30 s", Figures.duration(ofSeconds(-90)));
    }

    @Test
    void roundsBoundsOutwards() {
        assertEquals("9.41 – 9.47 s", between(9_419, 9_461));
        assertEquals("15 – 16 min", between(15 * 60_000, 16 * 60_000));
        assertEquals("14.98 – 15.00 s", between(14_980, 15_000));
        assertEquals("15.00 – 15.01 s", between(15_000, 15_001));
        assertEquals("9.41 s", between(9_410, 9_410));
        assertEquals("0 – 4 ms", between(0, 4));
        assertEquals("59.90 s – 1 min 0.1 s", between(59_900, 60_100));
        assertEquals("1 min 34.2 – 34.3 s", between(94_200, 94_300));
        assertEquals("1 min – 1 min 0.1 s", between(60_000, 60_100));
        assertEquals("1 – 2 min", between(60_000, 120_000));
        assertEquals("1 min 59 s – 2 min 1 s", between(119_000, 121_000));
        assertEquals("≥ 24.91 s", Figures.interval(ofMillis(24_919), Optional.empty()));
    }

    @Test
    void roughIntervalsAreOneFigureWhereBothEndsAgree() {
        assertEquals("4.5 s", Figures.roughly(ofMillis(4_460), Optional.of(ofMillis(4_540))));
        assertEquals("9.4 – 9.5 s", Figures.roughly(ofMillis(9_412), Optional.of(ofMillis(9_463))));
        assertEquals("0 s", Figures.roughly(Duration.ZERO, Optional.of(ofMillis(4))));
        assertEquals("≥ 3 s", Figures.roughly(ofSeconds(3), Optional.empty()));
        assertEquals("3.0 – 4.6 s", Figures.roughly(ofMillis(3_009), Optional.of(ofMillis(4_531))));
    }

    @Test
    void writesCountsSharesAndWhatWasNotMeasured() {
        assertEquals("1,234,567", Figures.count(1_234_567));
        assertEquals("99.95 %", Figures.share(0.9995));
        assertEquals("100 %", Figures.share(1));
        assertEquals("0 %", Figures.share(0));
        assertEquals("≥ 12", Figures.measured(new Measured.AtLeast(new Quantity.Count(12))));
        assertEquals("not measured", Figures.measured(new Measured.Nothing()));
        assertEquals("199.9 requests/s", Figures.rate(199.94));
    }
}
