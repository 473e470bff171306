package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.HarnessStalled;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.experiment.Budget;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whatever our own side did wrong makes each finding that hangs on it unknown, also those that look
 * missed.
 */
class TrustLossTest {
    private static final Outage TRUTH = Outage.healthy(2);
    private static final List<Event> EVENTS = Story.of(TRUTH);
    private static final Set<String> EACH =
            Experiments.EACH.stream().map(Budget::name).collect(Collectors.toSet());

    @Test
    void believesARunThatKeptItsRate() {
        assertEquals(List.of(), reasons(EVENTS));
    }

    @Test
    void aStallWhenTheFaultBeginsTaintsAllButTheFailback() {
        double when = TRUTH.began() + 0.8;

        assertEquals(List.of(), reasons(Edits.with(EVENTS, stall(when, 0.5))));
        assertTainted(
                Edits.with(EVENTS, stall(when, 0.501)),
                "stood still for 501 ms",
                Set.of("failback.lostWrites", "failback.droppedRequests"));
    }

    @Test
    void aStallBeforeTheFaultOnlyWidensTheNoise() {
        Verdict verdict = judge(Edits.with(EVENTS, stall(5, 2)));

        assertEquals(Outcome.MET, verdict.outcome(), verdict.budgets()::toString);
        assertEquals(List.of(), verdict.trust().why());
        assertEquals(
                List.of("this machine stood still for 2000 ms, when no finding hung on it"),
                verdict.trust().cautions());
    }

    @Test
    void aStallRightBeforeTheFaultTaintsTheLossesItMayHavePrevented() {
        Set<String> untouched =
                EACH.stream()
                        .filter(name -> !Set.of("recoveryPoint", "lostWrites").contains(name))
                        .collect(Collectors.toSet());

        assertTainted(
                Edits.with(EVENTS, stall(TRUTH.began() - 1, 0.7)),
                "stood still for 700 ms",
                untouched);
    }

    @Test
    void aStallAfterTheRecoveryHasHeldTaintsOnlyWhatGoesOn() {
        Set<String> untouched =
                EACH.stream()
                        .filter(name -> !name.equals("droppedRequests.count"))
                        .collect(Collectors.toSet());

        assertTainted(
                Edits.with(EVENTS, stall(TRUTH.began() + 17, 0.7)),
                "stood still for 700 ms",
                untouched);
    }

    @Test
    void oneStallSeenByTwoHeartbeatsIsOne() {
        double when = TRUTH.began() + 3;

        assertEquals(
                1,
                judge(Edits.with(EVENTS, stall(when, 0.3), stall(when + 0.001, 0.3)))
                        .trust()
                        .harnessStalls());
    }

    @Test
    void aSenderThatStoodStillForOneSecondTaints() {
        double from = TRUTH.began() + 0.5;
        List<Event> stalled =
                Edits.requests(
                        EVENTS,
                        request -> {
                            double due = request.due().toNanos() / 1e9;
                            return due > from && due < from + 1
                                    ? Edits.sentLater(request, from + 1 - due)
                                    : request;
                        });

        assertTainted(
                stalled,
                "requests left up to 99",
                Set.of("failback.lostWrites", "failback.droppedRequests"));
    }

    @Test
    void aSenderThatDiedTaints() {
        double died = TRUTH.mended() + 1;
        List<Event> silent =
                Edits.without(
                        Edits.with(EVENTS, HarnessTrustTest.sample(TRUTH.end())),
                        event ->
                                event instanceof RequestEnded request
                                        && request.due().compareTo(Story.time(died)) > 0);

        assertTainted(silent, "no request was due in the last 7.0");
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
        double when = TRUTH.began() + 0.5;
        assertTainted(
                Edits.with(EVENTS, control(when, false), control(when + 0.2, false)),
                "control target",
                Set.of("failback.lostWrites", "failback.droppedRequests"));
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
                                ? Edits.dropped(request, Event.Outcome.NOT_SENT, DropClass.NONE)
                                : request);
    }

    private static Event stall(double at, double lasted) {
        return new HarnessStalled(Story.time(at), Story.time(lasted));
    }

    private static Event control(double at, boolean served) {
        return new ControlProbed(
                Story.time(at), Story.time(at - 0.01), served, Optional.empty(), Optional.empty());
    }

    private static void assertTainted(List<Event> events, String reason) {
        assertTainted(events, reason, Set.of());
    }

    private static void assertTainted(List<Event> events, String reason, Set<String> untouched) {
        Verdict verdict = judge(events);

        assertTrue(
                verdict.trust().why().stream().anyMatch(why -> why.contains(reason)),
                verdict.trust()::toString);
        for (BudgetFinding budget : verdict.budgets()) {
            assertEquals(
                    untouched.contains(budget.name()) ? Finding.MET : Finding.UNKNOWN,
                    budget.finding(),
                    budget::toString);
        }
    }

    private static List<String> reasons(List<Event> events) {
        return judge(events).trust().why();
    }

    private static Verdict judge(List<Event> events) {
        return Judge.judge(Story.evidence(events), Experiments.with(Experiments.EACH));
    }
}
