package io.blackstart.sandbox.fis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.Alarms.State;
import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.SetAlarms;
import io.blackstart.sandbox.fis.Fis.Settings.AlarmAtStart;
import io.blackstart.sandbox.fis.Fis.Settings.UnknownAlarm;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What AWS does not say about stop conditions, in both readings. */
class AlarmWatchTest {
    private static final String ARN = SetAlarms.arn("me-south-1", "a");

    private final SetAlarms alarms = new SetAlarms();

    private AlarmWatch watch(AlarmAtStart atStart, UnknownAlarm unknown) {
        return new AlarmWatch(
                alarms,
                "me-south-1",
                List.of(ARN),
                new Fis.Settings(new CloudClock(100), atStart, unknown));
    }

    @Test
    void anAlarmThatThereIsNotFailsOrIsIgnored() {
        assertEquals(Optional.of(ARN), watch(AlarmAtStart.STOPS, UnknownAlarm.FAILS).missing());
        assertEquals(Optional.empty(), watch(AlarmAtStart.STOPS, UnknownAlarm.IGNORED).missing());
    }

    @Test
    void anAlarmThatRingsAtTheStartStops() {
        alarms.set(ARN, State.ALARM);
        AlarmWatch watch = watch(AlarmAtStart.STOPS, UnknownAlarm.FAILS);
        assertTrue(watch.start().orElseThrow().contains(ARN));
    }

    @Test
    void orCountsOnlyAfterItHasBeenAway() {
        alarms.set(ARN, State.ALARM);
        AlarmWatch watch = watch(AlarmAtStart.WAITS_FOR_CHANGE, UnknownAlarm.FAILS);
        assertEquals(Optional.empty(), watch.start());
        assertEquals(Optional.empty(), next(watch));
        alarms.set(ARN, State.INSUFFICIENT_DATA);
        assertEquals(Optional.empty(), next(watch));
        alarms.set(ARN, State.ALARM);
        assertTrue(next(watch).orElseThrow().contains(ARN));
    }

    /** Looks when it is time to. */
    private static Optional<String> next(AlarmWatch watch) {
        long due = watch.due().orElseThrow();
        while (System.nanoTime() - due < 0) {
            Thread.onSpinWait();
        }
        return watch.look();
    }

    @Test
    void withoutAlarmsThereIsNothingToLookAt() {
        AlarmWatch watch =
                new AlarmWatch(
                        alarms, "me-south-1", List.of(), Fis.Settings.careful(new CloudClock(1)));
        assertEquals(Optional.empty(), watch.due());
        assertEquals(Optional.empty(), watch.start());
    }
}
