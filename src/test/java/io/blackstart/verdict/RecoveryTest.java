package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Share;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.MilestoneName;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Predicate;

class RecoveryTest {
    private static final Outage TRUTH = Outage.healthy(4);
    private static final List<Event> EVENTS = Story.of(TRUTH);

    @Test
    void oneStrayErrorUndoesNoRecovery() {
        long stray =
                EVENTS.stream()
                        .filter(event ->
                                event instanceof RequestEnded request && dueFrom(request, 5))
                        .mapToLong(event -> ((RequestEnded) event).number())
                        .min()
                        .orElseThrow();

        Measured without = judge(EVENTS).measured();
        Measured with = judge(dropping(request -> request.number() == stray)).measured();

        assertEquals(without, with);
    }

    @Test
    void anotherOutageWithinTheHoldTimeUndoesIt() {
        Predicate<RequestEnded> relapse = request -> dueFrom(request, 3) && !dueFrom(request, 4);

        BudgetFinding finding = judge(dropping(relapse));

        assertNotEquals(judge(EVENTS).measured(), finding.measured());
        assertEquals(Finding.MISSED, finding.finding(), finding::toString);
    }

    @Test
    void whatWasNotYetHeldLongEnoughIsOpen() {
        // good.hold is 5 s
        BudgetFinding shortly = judge(Edits.killedAt(EVENTS, TRUTH.recovered() + 4.5));
        BudgetFinding longEnough = judge(Edits.killedAt(EVENTS, TRUTH.recovered() + 7));

        assertTrue(shortly.measured() instanceof Measured.AtLeast, shortly::toString);
        assertEquals(Finding.UNKNOWN, shortly.finding());
        assertTrue(longEnough.measured() instanceof Measured.Between, longEnough::toString);
    }

    @Test
    void aCohortThatStaysOutKeepsAllFromBeingRecovered() {
        Predicate<RequestEnded> pooledReads =
                request ->
                        request.cohort() == Cohort.POOLED
                                && request.purpose() == Purpose.READ
                                && request.at().toNanos() / 1e9 > TRUTH.began();

        BudgetFinding finding = judge(dropping(pooledReads));

        assertEquals(Finding.MISSED, finding.finding(), finding::toString);
        assertTrue(finding.why().contains("above all pooled reads,"), finding::why);
    }

    @Test
    void slowAnswersAreNotServed() {
        List<Event> slow =
                Edits.requests(
                        EVENTS,
                        request ->
                                request.region().equals(Story.PASSIVE)
                                        ? Edits.sentLater(request, 1.1)
                                        : request);

        BudgetFinding finding =
                Judge.judge(Story.evidence(slow), Experiments.with(Experiments.EACH))
                        .budgets()
                        .getFirst();

        assertTrue(finding.measured() instanceof Measured.AtLeast, finding::toString);
    }

    @Test
    void halfADarkRegionHasABeginToo() {
        double began = 13;
        Outage none = TRUTH.withBegan(Outage.NEVER).withFlips(false);
        List<Event> half =
                Edits.requests(
                        Edits.with(
                                Edits.without(
                                        Story.of(none),
                                        event -> event instanceof Event.FaultIntended),
                                new Event.FaultIntended(Story.time(12.9), "half of it")),
                        request ->
                                request.due().compareTo(Story.time(began)) >= 0
                                                && request.number() % 10 < 7
                                        ? Edits.dropped(request, Outcome.FAILED, DropClass.HTTP_5XX)
                                        : request);

        Milestone found =
                Judge.judge(Story.evidence(half), Experiments.with(Experiments.EACH))
                        .milestones()
                        .getFirst();

        assertEquals(MilestoneName.FAULT_BEGAN, found.name());
        assertTrue(found.least().compareTo(Story.time(began)) <= 0, found::toString);
        assertTrue(found.least().compareTo(Story.time(began - 0.1)) >= 0, found::toString);
        assertTrue(found.most().orElseThrow().compareTo(Story.time(began + 0.1)) <= 0);
    }

    private static boolean dueFrom(RequestEnded request, double afterRecovery) {
        return request.due().compareTo(Story.time(TRUTH.recovered() + afterRecovery)) >= 0;
    }

    private static List<Event> dropping(Predicate<RequestEnded> which) {
        return Edits.requests(
                EVENTS,
                request ->
                        which.test(request)
                                ? Edits.dropped(request, Outcome.FAILED, DropClass.HTTP_5XX)
                                : request);
    }

    private static BudgetFinding judge(List<Event> events) {
        return Judge.judge(
                        Story.evidence(events),
                        Experiments.with(
                                new Budget.RecoveryTime(ofSeconds(10).minusMillis(500), Share.ALL)))
                .budgets()
                .getFirst();
    }
}
