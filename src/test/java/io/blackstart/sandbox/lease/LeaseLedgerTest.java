package io.blackstart.sandbox.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LeaseLedgerTest {
    private static final long MILLI = 1_000_000;
    private static final long GRANTED = 7_000 * MILLI;
    private static final LeaseTerms THREE_SECONDS = new LeaseTerms(Duration.ofSeconds(3));

    private final LeaseLedger ledger = new LeaseLedger(THREE_SECONDS);

    @Test
    void aLeaseCountsFromItsGrant() {
        assertEquals(GRANTED + 3_000 * MILLI, ledger.grant(GRANTED));
    }

    @Test
    void nothingIsGrantedIntoASilence() {
        ledger.grant(GRANTED);
        assertFalse(ledger.mayGrant());
        assertThrows(IllegalStateException.class, () -> ledger.grant(GRANTED + 1));
        ledger.answered();
        assertTrue(ledger.mayGrant());
    }

    @Test
    void itHasCertainlyLapsedAMarginAfterItsEnd() {
        ledger.grant(GRANTED);
        beSilentFor(6);
        assertFalse(ledger.certainlyLapsed(GRANTED + 3_300 * MILLI - 1));
        assertTrue(ledger.certainlyLapsed(GRANTED + 3_300 * MILLI));
    }

    @Test
    void timeAloneDoesNotTellThatTheHolderIsGone() {
        ledger.grant(GRANTED);
        beSilentFor(5);
        assertFalse(ledger.certainlyLapsed(GRANTED + 60_000 * MILLI));
        beSilentFor(1);
        assertTrue(ledger.certainlyLapsed(GRANTED + 60_000 * MILLI));
    }

    @Test
    void anAnswerBeginsTheCountAnew() {
        ledger.grant(GRANTED);
        beSilentFor(6);
        ledger.answered();
        assertFalse(ledger.certainlyLapsed(GRANTED + 60_000 * MILLI));
        ledger.grant(GRANTED + 60_000 * MILLI);
        beSilentFor(5);
        assertFalse(ledger.certainlyLapsed(GRANTED + 120_000 * MILLI));
    }

    @Test
    void aHolderThatCannotBeReachedOwesAnAnswer() {
        ledger.grant(GRANTED);
        ledger.answered();
        ledger.unreachable();
        beSilentFor(6);
        assertFalse(ledger.mayGrant());
        assertFalse(ledger.certainlyLapsed(GRANTED + 3_299 * MILLI));
        assertTrue(ledger.certainlyLapsed(GRANTED + 3_300 * MILLI));
    }

    @Test
    void aHolderThatWasOnlyAskedIsGoneAfterItsSilence() {
        ledger.ask();
        beSilentFor(5);
        assertFalse(ledger.certainlyLapsed(GRANTED));
        beSilentFor(1);
        assertTrue(ledger.certainlyLapsed(GRANTED));
    }

    @Test
    void aLeaseIsOverAMarginAfterItsEndWhetherTheHolderAnswersOrNot() {
        assertTrue(ledger.over(GRANTED));
        ledger.grant(GRANTED);
        ledger.answered();
        assertFalse(ledger.over(GRANTED + 3_300 * MILLI - 1));
        assertTrue(ledger.over(GRANTED + 3_300 * MILLI));
    }

    @Test
    void arithmeticHoldsWhereTheClockWrapsRound() {
        long nearTheEnd = Long.MAX_VALUE - 1_000 * MILLI;
        ledger.grant(nearTheEnd);
        beSilentFor(6);
        assertFalse(ledger.certainlyLapsed(nearTheEnd + 3_300 * MILLI - 1));
        assertTrue(ledger.certainlyLapsed(nearTheEnd + 3_300 * MILLI));
    }

    private void beSilentFor(int periods) {
        for (int i = 0; i < periods; i++) {
            ledger.silent();
        }
    }
}
