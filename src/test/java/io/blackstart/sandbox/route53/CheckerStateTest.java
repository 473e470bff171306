package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerStateTest {
    @Test
    void isHealthyBeforeItHasSeenAnything() {
        assertEquals(new CheckerState(true, 0), CheckerState.INITIAL);
    }

    @ParameterizedTest
    @CsvSource({
        // passed checks are +, failed ones -; begins healthy
        "3, --, true",
        "3, ---, false",
        "3, --+--, true",
        "3, --+---, false",
        "3, ---++, false",
        "3, ---+++, true",
        "3, ---++-++, false",
        "3, ---++-+++, true",
        "1, -, false",
        "1, -+, true",
        "10, ---------, true",
        "10, ----------, false",
        "3, '', true",
    })
    void changesItsMindAfterSoManyOppositeChecksInARow(
            int threshold, String checks, boolean healthy) {
        CheckerState state = CheckerState.INITIAL;
        for (int i = 0; i < checks.length(); i++) {
            state = state.after(checks.charAt(i) == '+', threshold);
        }
        assertEquals(healthy, state.healthy());
    }

    @Test
    void aLowerThresholdCountsWhatWasSeenBefore() {
        CheckerState twice = CheckerState.INITIAL.after(false, 5).after(false, 5);
        assertEquals(new CheckerState(true, 2), twice);
        assertEquals(new CheckerState(false, 0), twice.after(false, 2));
    }
}
