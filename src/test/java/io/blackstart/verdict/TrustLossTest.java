package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.HarnessStalled;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Whatever our own side did wrong makes each finding unknown, also those that look missed. */
class TrustLossTest {
    private static final Outage TRUTH = Outage.healthy(2);
    private static final List<Event> EVENTS = Story.of(TRUTH);

    @Test
    void believesARunThatKeptItsRate() {
        assertEquals(List.of(), reasons(EVENTS));
    }

    @Test
    void aStallUnderTheFaultTaints() {
        double when = TRUTH.began() + 3;

        assertEquals(List.of(), reasons(Edits.with(EVENTS, stall(when, 0.5))));
        assertTainted(Edits.with(EVENTS, stall(when, 0.501)), "stood still for 501 ms");
        // before the fault it only widens the noise
        assertEquals(List.of(), reasons(Edits.with(EVENTS, stall(5, 2))));
    }

    @Test
    void requestsThatLeftLateTaint() {
        assertEquals(List.of(), reasons(late(0.24)));
        assertTainted(late(0.26), "after they were due");
    }

    @Test
    void requestsThatCouldNotBeSentTaint() {
        assertEquals(List.of(), reasons(notSentEach(120)));
        assertTainted(notSentEach(50), "could not be sent");
    }

    @Test
    void requestsWithoutARecordTaint() {
        List<Event> gap =
                Edits.without(
                        EVENTS,
                        event -> event instanceof RequestEnded request && request.number() == 99);

        assertTainted(gap, "1 request has no record");
    }

    @Test
    void aRateThatWasNotReachedTaints() {
        assertTainted(Story.of(TRUTH, 190), "the load reached 190.0 of 200.0");
        assertEquals(List.of(), reasons(Story.of(TRUTH, 199)));
    }

    @Test
    void aControlTargetThatDoesNotAnswerTaints() {
        assertEquals(List.of(), reasons(Edits.with(EVENTS, control(9, true), control(10, false))));
        assertTainted(Edits.with(EVENTS, control(10, false), control(11, false)), "control target");
    }

    private static List<Event> late(double seconds) {
        return Edits.requests(
                EVENTS,
                request ->
                        request.number() % 50 == 0 ? Edits.sentLater(request, seconds) : request);
    }

    private static List<Event> notSentEach(int nth) {
        return Edits.requests(
                EVENTS,
                request ->
                        request.number() % nth == 0
                                ? Edits.dropped(request, Outcome.NOT_SENT, DropClass.NONE)
                                : request);
    }

    private static Event stall(double at, double lasted) {
        return new HarnessStalled(Story.time(at), Story.time(lasted));
    }

    private static Event control(double at, boolean served) {
        return new ControlProbed(Story.time(at), Story.time(at - 0.01), served);
    }

    private static void assertTainted(List<Event> events, String reason) {
        Verdict verdict = judge(events);

        assertTrue(
                verdict.trust().why().stream().anyMatch(why -> why.contains(reason)),
                verdict.trust()::toString);
        for (BudgetFinding budget : verdict.budgets()) {
            assertEquals(Finding.UNKNOWN, budget.finding(), budget::toString);
        }
    }

    private static List<String> reasons(List<Event> events) {
        return judge(events).trust().why();
    }

    private static Verdict judge(List<Event> events) {
        return Judge.judge(Story.evidence(events), Experiments.with(Experiments.EACH));
    }
}
