package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.verdict.Verdict.Quantity;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class WordsTest {
    @Test
    void roundsAnIntervalOutwards() {
        assertEquals("9.41 s to 9.45 s", Words.range(new Bounds(9_419_999_999L, 9_440_000_001L)));
        assertEquals("9.41 s", Words.range(new Bounds(9_410_000_000L, 9_410_000_000L)));
        assertEquals("at least 0.09 s", Words.range(Bounds.from(99_999_999L)));
        assertEquals("0.00 s to 0.01 s", Words.range(new Bounds(0, 1)));
    }

    @Test
    void tellsABudgetAsShortAsItCan() {
        assertEquals("15 s", Words.figure(new Quantity.Time(Duration.ofSeconds(15))));
        assertEquals("150 s", Words.figure(new Quantity.Time(Duration.ofSeconds(150))));
        assertEquals("0.5 s", Words.figure(new Quantity.Time(Duration.ofMillis(500))));
        assertEquals("0 s", Words.figure(new Quantity.Time(Duration.ZERO)));
        assertEquals("30,000", Words.figure(new Quantity.Count(30_000)));
        assertEquals("90 %", Words.figure(new Quantity.Part(0.9)));
        assertEquals("99.95 %", Words.figure(new Quantity.Part(0.9995)));
        assertEquals("100 %", Words.figure(new Quantity.Part(1)));
    }

    @Test
    void countsNoneOneAndMany() {
        assertEquals("no write", Words.counted(0, "write", "writes"));
        assertEquals("1 write", Words.counted(1, "write", "writes"));
        assertEquals("1,200 writes", Words.counted(1_200, "write", "writes"));
    }
}
