package io.blackstart.sandbox.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.lease.Promotion.Part;
import io.blackstart.sandbox.lease.Succession.Step;

import org.junit.jupiter.api.Test;

class SuccessionTest {
    private static final Seen WELL = new Seen(Part.FOLLOWS, false, false, false);

    private record Seen(
            Part other, boolean otherAnswersAsWriter, boolean writerGone, boolean leaseOver)
            implements Succession.Look {
        Seen other(Part now) {
            return new Seen(now, otherAnswersAsWriter, writerGone, leaseOver);
        }

        Seen gone() {
            return new Seen(other, otherAnswersAsWriter, true, true);
        }

        Seen answering() {
            return new Seen(other, true, writerGone, leaseOver);
        }

        Seen over() {
            return new Seen(other, otherAnswersAsWriter, writerGone, true);
        }
    }

    private final Succession automatic = new Succession("one", "two", true, false);
    private final Succession manual = new Succession("one", "two", false, false);
    private final Succession homing = new Succession("one", "two", true, true);

    @Test
    void aWriterThatIsThereGoesOn() {
        assertEquals(Step.GO_ON, automatic.next(WELL));
        assertTrue(automatic.grants());
        assertEquals("one", automatic.writer());
    }

    @Test
    void theStandbyOfAWriterThatIsGoneIsPromotedAndGranted() {
        failOver(automatic);
        assertEquals("two", automatic.writer());
        assertTrue(automatic.grants());
    }

    @Test
    void anOrderIsTriedWhereTheControlPlaneDoesNotTell() {
        assertEquals(Step.GO_ON, automatic.next(WELL.other(Part.UNKNOWN)));
        assertEquals(Step.ORDER, automatic.next(WELL.gone().other(Part.UNKNOWN)));
        automatic.ordered();
        assertEquals(Step.GO_ON, automatic.next(WELL.gone().other(Part.UNKNOWN)));
        assertFalse(automatic.grants());
    }

    @Test
    void anOrderThatWasRefusedLeavesTheWriter() {
        assertEquals(Step.ORDER, automatic.next(WELL.gone()));
        assertEquals(Step.GO_ON, automatic.next(WELL));
        assertTrue(automatic.grants());
    }

    @Test
    void anOrderThatWasAcceptedAndFailsIsGivenAgainAndTheOldWriterIsGrantedNothing() {
        automatic.next(WELL.gone());
        automatic.ordered();
        assertEquals(Step.GO_ON, automatic.next(WELL.gone().other(Part.CHANGES)));
        assertEquals(Step.ORDER, automatic.next(WELL.over()));
        assertFalse(automatic.grants());
    }

    @Test
    void withoutAutomationAWriterThatIsGoneIsWaitedFor() {
        assertEquals(Step.GO_ON, manual.next(WELL.gone()));
        assertTrue(manual.grants());
    }

    @Test
    void aPromotionByAnybodyIsFollowedOnceTheLeaseIsOver() {
        manual.next(WELL);
        assertEquals(Step.GO_ON, manual.next(WELL.other(Part.CHANGES)));
        assertTrue(manual.grants());
        assertEquals(Step.GO_ON, manual.next(WELL.other(Part.WRITES)));
        assertFalse(manual.grants());
        assertEquals(Step.GRANT_ANEW, manual.next(WELL.other(Part.WRITES).over()));
        assertEquals("two", manual.writer());
    }

    @Test
    void aFormerWriterNeverGetsTheLeaseAgainBySimplyBeingThere() {
        failOver(automatic);
        Seen former = WELL.other(Part.WRITES).answering();
        assertEquals(Step.GO_ON, automatic.next(former));
        assertEquals("two", automatic.writer());
        assertTrue(automatic.grants());
    }

    @Test
    void aFormerWriterThatFollowsAgainCanTakeOverAgain() {
        failOver(automatic);
        automatic.next(WELL.other(Part.CHANGES));
        automatic.next(WELL);
        failOver(automatic);
        assertEquals("one", automatic.writer());
        assertEquals("two", automatic.other());
    }

    @Test
    void aHomingLeaseGoesBackAsSoonAsHomeAnswersAndTheLeaseIsOver() {
        failOver(homing);
        Seen home = WELL.other(Part.WRITES);
        assertEquals(Step.GO_ON, homing.next(home));
        assertEquals(Step.GO_ON, homing.next(home.answering()));
        assertFalse(homing.grants());
        assertEquals(Step.GRANT_ANEW, homing.next(home.answering().over()));
        assertEquals("one", homing.writer());
        assertEquals(Step.GO_ON, homing.next(home.answering()));
        assertTrue(homing.grants());
    }

    @Test
    void aHomeThatFallsSilentOnTheWayBackDoesNotGetTheLease() {
        failOver(homing);
        homing.next(WELL.other(Part.WRITES).answering());
        assertEquals(Step.GO_ON, homing.next(WELL.other(Part.WRITES).over()));
        assertEquals("two", homing.writer());
        assertTrue(homing.grants());
    }

    @Test
    void whenHomeIsGoneAgainTheOtherOneIsGrantedWithoutAPromotion() {
        failOver(homing);
        homing.next(WELL.other(Part.WRITES).answering().over());
        assertEquals("one", homing.writer());
        assertEquals(Step.GRANT_ANEW, homing.next(WELL.other(Part.WRITES).answering().gone()));
        assertEquals("two", homing.writer());
    }

    private static void failOver(Succession succession) {
        assertEquals(Step.ORDER, succession.next(WELL.gone()));
        succession.ordered();
        assertEquals(Step.GO_ON, succession.next(WELL.gone().other(Part.CHANGES)));
        assertEquals(Step.GRANT_ANEW, succession.next(WELL.gone().other(Part.WRITES)));
    }
}
