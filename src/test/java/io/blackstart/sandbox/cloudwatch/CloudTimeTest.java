package io.blackstart.sandbox.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

class CloudTimeTest {
    private static final Instant ORIGIN = Instant.parse("2026-11-22T10:00:30Z");

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 100})
    void aMinuteIsFoundAgainFromItsRealMoment(int speed) {
        CloudTime time = new CloudTime(ORIGIN, speed);
        long minute = time.minute(ORIGIN) - 600;
        for (int i = 0; i < 50; i++, minute += 60) {
            assertEquals(minute, time.minute(time.real(minute)), "minute " + i);
        }
    }

    @Test
    void runsFasterFromTheOrigin() {
        CloudTime time = new CloudTime(ORIGIN, 20);
        assertEquals(ORIGIN.getEpochSecond(), time.cloudSeconds(ORIGIN));
        assertEquals(ORIGIN.getEpochSecond() + 60, time.cloudSeconds(ORIGIN.plusSeconds(3)));
        assertEquals(ORIGIN.getEpochSecond() - 60, time.cloudSeconds(ORIGIN.minusSeconds(3)));
        assertEquals(Duration.ofSeconds(30), time.untilNextMinute(ORIGIN));
        assertEquals(Duration.ofSeconds(60), time.untilNextMinute(ORIGIN.plusMillis(1500)));
    }

    @Test
    void isRealTimeAtSpeedOne() {
        CloudTime time = new CloudTime(ORIGIN, 1);
        assertEquals(Instant.parse("2026-11-22T10:00:00Z").getEpochSecond(), time.minute(ORIGIN));
        assertEquals(ORIGIN.plusSeconds(90), time.real(ORIGIN.getEpochSecond() + 90));
    }
}
