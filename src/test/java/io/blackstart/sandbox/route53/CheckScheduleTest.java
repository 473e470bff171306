package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckScheduleTest {
    @ParameterizedTest
    @CsvSource({
        // due, ended, next; the interval is 10
        "0, 0, 10",
        "0, 4, 10",
        "0, 9, 10",
        "7, 8, 17",
        // the check covered the next due time: that one is left out, the grid stays
        "0, 10, 20",
        "0, 25, 30",
        // a checker that wakes late does not shift the grid
        "100, 103, 110",
    })
    void fromStartToStartItKeepsToAGrid(long due, long ended, long next) {
        assertEquals(next, new CheckSchedule(10, false).next(due, ended));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 10", "0, 4, 14", "0, 25, 35"})
    void fromEndToStartASlowCheckDelaysTheNext(long due, long ended, long next) {
        assertEquals(next, new CheckSchedule(10, true).next(due, ended));
    }

    @Test
    void anIntervalOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CheckSchedule(0, false));
    }
}
