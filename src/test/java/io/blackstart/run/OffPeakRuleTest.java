package io.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.experiment.Environment.OffPeak;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

final class OffPeakRuleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T02:00, true", // a Tuesday
        "2026-11-24T01:59:59, false",
        "2026-11-24T04:59:59, true",
        "2026-11-24T05:00, false",
        "2026-11-23T03:00, false", // a Monday
        "2026-12-24T03:00, false", // a Thursday that is excepted
    })
    void asksTheClockOfItsZone(LocalDateTime there, boolean allowed) {
        OffPeak window =
                new OffPeak(
                        Set.of(DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY),
                        LocalTime.of(2, 0),
                        LocalTime.of(5, 0),
                        BERLIN,
                        Set.of(LocalDate.of(2026, 12, 24)));
        assertEquals(allowed, OffPeakRule.ask(window, there.atZone(BERLIN).toInstant()).passed());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T22:59, false",
        "2026-11-24T23:00, true", // Tuesday night …
        "2026-11-25T01:59, true", // … goes on into Wednesday
        "2026-11-25T02:00, false",
        "2026-11-24T01:00, false", // Monday's night is not Tuesday's
    })
    void aWindowMayGoOverMidnight(LocalDateTime there, boolean allowed) {
        OffPeak window =
                new OffPeak(
                        Set.of(DayOfWeek.TUESDAY),
                        LocalTime.of(23, 0),
                        LocalTime.of(2, 0),
                        BERLIN,
                        Set.of());
        assertEquals(allowed, OffPeakRule.ask(window, there.atZone(BERLIN).toInstant()).passed());
    }
}
