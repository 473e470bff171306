package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

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
    void firstChecksAreSpreadOverTheInterval() {
        int checkers = 16;
        int quarters = 4;
        int fleets = 100;
        CheckSchedule schedule = new CheckSchedule(1_000, false);
        RandomGenerator random = new Random(1);
        int[] inQuarter = new int[quarters];
        for (int fleet = 0; fleet < fleets; fleet++) {
            Set<Long> offsets = new HashSet<>();
            for (int checker = 0; checker < checkers; checker++) {
                long offset = schedule.first(50_000, random) - 50_000;
                assertTrue(offset >= 0 && offset < 1_000, "outside the interval: " + offset);
                inQuarter[(int) offset * quarters / 1_000]++;
                offsets.add(offset);
            }
            assertTrue(offsets.size() > checkers / 2, "not together: " + offsets);
        }
        for (int count : inQuarter) {
            // 400 of 1,600 are due in each; 5 standard deviations are 87
            assertEquals(400, count, 87, Arrays.toString(inQuarter));
        }
    }

    @Test
    void theSameSeedGivesTheSameFirstCheck() {
        CheckSchedule schedule = new CheckSchedule(1_000_000, false);
        assertEquals(schedule.first(7, new Random(3)), schedule.first(7, new Random(3)));
        assertNotEquals(schedule.first(7, new Random(3)), schedule.first(7, new Random(4)));
    }

    @Test
    void anIntervalOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new CheckSchedule(0, false));
    }
}
