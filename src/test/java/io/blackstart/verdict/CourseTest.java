package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.evidence.Event.FaultMended;
import io.blackstart.evidence.Event.FisSaid;
import io.blackstart.evidence.Event.MendAsked;
import io.blackstart.evidence.Event.UndoIntended;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

final class CourseTest {
    private final Course course = new Course();

    @BeforeEach
    void fisEndsLongBeforeTheMend() {
        course.add(said(20, "running"));
        course.add(said(21, "completed"));
        course.add(new MendAsked(Duration.ofSeconds(40), "over"));
        course.add(new FaultMended(Duration.ofSeconds(43), "completed"));
    }

    private static FisSaid said(long second, String status) {
        return new FisSaid(
                Duration.ofSeconds(second),
                "EXP1",
                status,
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Bounds seconds(long least, long most) {
        return new Bounds(Duration.ofSeconds(least).toNanos(), Duration.ofSeconds(most).toNanos());
    }

    @Test
    void aFaultEndsWithFissExperiment() {
        assertEquals(Optional.of(seconds(20, 43)), course.mend());
    }

    @Test
    void whatFisDoesNotUndoLastsUntilItIsUndone() {
        course.add(new UndoIntended(Duration.ofSeconds(19), "RDS starts it again"));

        assertEquals(Optional.of(seconds(40, 43)), course.mend());
    }
}
