package io.blackstart.run;

import io.blackstart.experiment.Environment.OffPeak;
import io.blackstart.run.FaultInjector.Answer;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/** Whether a drill may break something now: pure, the time is handed in. */
public final class OffPeakRule {
    private OffPeakRule() {}

    /**
     * Asks the window about that moment. A window that ends before it begins goes over midnight;
     * its days and exceptions are those on which it begins. The end is outside.
     */
    public static Answer ask(OffPeak window, Instant now) {
        ZonedDateTime there = now.atZone(window.zone());
        LocalTime time = there.toLocalTime();
        boolean overMidnight = !window.from().isBefore(window.to());
        boolean afterMidnight = overMidnight && time.isBefore(window.to());
        LocalDate day = afterMidnight ? there.toLocalDate().minusDays(1) : there.toLocalDate();
        DayOfWeek weekday = day.getDayOfWeek();
        boolean inside =
                overMidnight
                        ? afterMidnight || !time.isBefore(window.from())
                        : !time.isBefore(window.from()) && time.isBefore(window.to());
        boolean allowed =
                inside && window.days().contains(weekday) && !window.except().contains(day);
        String says =
                "it is "
                        + weekday
                        + " "
                        + time.withNano(0)
                        + " "
                        + window.zone()
                        + "; allowed is "
                        + window.days().stream().sorted().toList()
                        + " "
                        + window.from()
                        + " to "
                        + window.to()
                        + (window.except().contains(day) ? ", but not on " + day : "");
        return new Answer("off-peak window", allowed, says);
    }
}
