package io.blackstart.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.run.StopSignal;
import io.blackstart.sandbox.range.Loss;
import io.blackstart.sandbox.range.Trouble;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Trials of a calibration through real sockets. What a busy machine cannot blur is asserted: each
 * request and each order, by its number. The calibration itself compares the times.
 */
class TrialIT {
    @TempDir private Path folder;

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void lostOrdersAreThoseOfTheTruth(Loss loss) throws Exception {
        Score score = Trial.of(new Script.FailOver(loss), 7, folder, new StopSignal());
        assertEquals(List.of(), score.faults());
        switch (loss) {
            case NONE -> assertEquals(0, score.lost());
            case ONE -> assertTrue(score.lost() <= 1, "one, if it was acknowledged: " + score);
            case SCATTERED, TAIL, SPLIT_BRAIN -> assertTrue(score.lost() > 1, score.toString());
        }
    }

    @Tag("long")
    @Test
    void whatIsRefusedIsNeverAppliedAndHasItsClasses() throws Exception {
        Script script = new Script.Outage(Trouble.REFUSE, Duration.ofSeconds(2), 0);
        Score score = Trial.of(script, 7, folder, new StopSignal());
        assertEquals(List.of(), score.faults());
        assertEquals(0, score.missed());
        assertTrue(score.dropped() > 0);
        assertTrue(
                Set.of("refused", "reset").containsAll(score.classes().keySet()), score.toString());
    }

    @Test
    void theNewestOrdersAreLostAndNamed() throws Exception {
        Score score = Trial.of(new Script.FailOver(Loss.TAIL), 7, folder, new StopSignal());
        assertEquals(List.of(), score.faults());
        assertTrue(score.lost() > 1, score.toString());
    }

    @Test
    void whatTimesOutMayBeAppliedAndIsThenCalledRecovered() throws Exception {
        Script script = new Script.Outage(Trouble.HALF_OPEN, Duration.ofSeconds(4), 0);
        Score score = Trial.of(script, 7, folder, new StopSignal());
        assertEquals(List.of(), score.faults());
        assertTrue(score.lateApplied() > 0, "half-open: requests arrive, answers do not");
    }
}
