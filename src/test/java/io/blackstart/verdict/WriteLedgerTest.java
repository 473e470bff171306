package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.Ids;
import io.blackstart.experiment.Budget;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Predicate;

class WriteLedgerTest {
    private static final Outage TRUTH = Outage.healthy(3);
    private static final List<Event> EVENTS = Story.of(TRUTH);

    @Test
    void lostIsAcknowledgedAndAbsentAndNothingElse() {
        Ids lost =
                ids(request ->
                        Edits.isAcknowledged(request, Story.ACTIVE)
                                && !TRUTH.isReplicated(request.at().toNanos() / 1e9));

        Verdict verdict = judge(EVENTS);

        assertTrue(lost.count() > 0);
        assertEquals(lost.toString(), verdict.writes().lostIds());
        assertEquals(lost.count(), verdict.writes().lost());
        assertEquals(0, verdict.writes().holes());
        assertEquals(0, verdict.writes().unexpected());
        assertTrue(verdict.writes().atRisk() >= lost.count(), verdict.writes()::toString);
        assertEquals(
                verdict.writes().indeterminate(),
                verdict.writes().indeterminateAbsent() + verdict.writes().recovered());
        assertTrue(verdict.writes().indeterminateAbsent() > 0);
    }

    @Test
    void whatWasNeverWrittenAndIsThereIsUnexpected() {
        Verdict verdict = judge(Edits.survivors(EVENTS, _ -> Ids.parse("0-100000")));

        assertEquals(0, verdict.writes().lost());
        long written = verdict.writes().acknowledged() + verdict.writes().indeterminate();
        assertEquals(100_001 - written, verdict.writes().unexpected());
    }

    @Test
    void aLossInTheMiddleIsAHoleAndReachesFarBack() {
        List<Event> holed =
                Edits.survivors(
                        EVENTS, survivors -> Edits.minus(survivors, id -> id == oldWrite()));

        Verdict verdict = judge(holed, new Budget.RecoveryPoint(ofSeconds(3)));

        assertEquals(1, verdict.writes().holes());
        assertEquals(Finding.MISSED, verdict.budgets().getFirst().finding());
    }

    @Test
    void aLossThatReachesTheOldestWriteIsOpen() {
        List<Event> behind =
                Edits.survivors(
                        EVENTS,
                        survivors ->
                                Edits.minus(
                                        survivors,
                                        id ->
                                                ids(request ->
                                                                Edits.isAcknowledged(
                                                                        request, Story.ACTIVE))
                                                        .contains(id)));

        BudgetFinding finding =
                judge(behind, new Budget.RecoveryPoint(ofSeconds(100))).budgets().getFirst();

        assertTrue(finding.measured() instanceof Measured.AtLeast, finding::toString);
        assertEquals(Finding.UNKNOWN, finding.finding());
    }

    @Test
    void survivorsThatDoNotAgreeProveNothing() {
        List<Event> disagreeing =
                EVENTS.stream()
                        .map(event ->
                                event instanceof Event.SurvivorsAgreed agreed
                                        ? new Event.SurvivorsAgreed(
                                                agreed.at(), false, "3 ids more in the second")
                                        : event)
                        .toList();

        Verdict verdict = judge(disagreeing, new Budget.LostWrites(100));

        assertEquals(Finding.UNKNOWN, verdict.budgets().getFirst().finding());
        assertTrue(verdict.budgets().getFirst().why().contains("did not agree"));
        assertEquals(0, verdict.writes().lost());
    }

    @Test
    void noLossProvesNothingWhereNothingWasAtRisk() {
        List<Event> all = Edits.survivors(EVENTS, survivors -> plusLost(survivors));

        Verdict some = judge(all, new Budget.LostWrites(0), new Budget.RecoveryPoint(ofSeconds(1)));
        Verdict none =
                judge(
                        Edits.without(all, event -> event instanceof Event.ReplicationSeen),
                        new Budget.LostWrites(0),
                        new Budget.RecoveryPoint(ofSeconds(1)));

        assertEquals(List.of(Finding.MET, Finding.MET), findings(some));
        assertEquals(List.of(Finding.UNKNOWN, Finding.UNKNOWN), findings(none));
        assertTrue(none.budgets().getFirst().why().contains("othing was at risk"));
    }

    @Test
    void lossesAfterTheMendCountForTheReturn() {
        Ids after =
                ids(request ->
                        Edits.isAcknowledged(request, Story.PASSIVE)
                                && request.at().toNanos() / 1e9 > TRUTH.mended() + 1);
        List<Event> returned =
                Edits.survivors(EVENTS, survivors -> Edits.minus(survivors, after::contains));

        Verdict verdict =
                judge(returned, new Budget.LostWrites(40), new Budget.FailbackLostWrites(0));

        assertEquals(List.of(Finding.MET, Finding.MISSED), findings(verdict));
        assertEquals(
                new Measured.Between(
                        new Quantity.Count(after.count()), new Quantity.Count(after.count())),
                verdict.budgets().getLast().measured());
    }

    private static long oldWrite() {
        return EVENTS.stream()
                .filter(event ->
                        event instanceof RequestEnded request
                                && Edits.isAcknowledged(request, Story.ACTIVE)
                                && request.at().compareTo(ofSeconds(6)) > 0)
                .mapToLong(event -> ((RequestEnded) event).id())
                .findFirst()
                .orElseThrow();
    }

    private static Ids plusLost(Ids survivors) {
        Ids acknowledged = ids(request -> Edits.isAcknowledged(request, Story.ACTIVE));
        return Edits.minus(
                Ids.parse("0-100000"), id -> !survivors.contains(id) && !acknowledged.contains(id));
    }

    private static Ids ids(Predicate<RequestEnded> which) {
        return Ids.of(
                EVENTS.stream()
                        .filter(event ->
                                event instanceof RequestEnded request && which.test(request))
                        .mapToLong(event -> ((RequestEnded) event).id())
                        .toArray());
    }

    private static List<Finding> findings(Verdict verdict) {
        return verdict.budgets().stream().map(BudgetFinding::finding).toList();
    }

    private static Verdict judge(List<Event> events, Budget... budgets) {
        return Judge.judge(
                Story.evidence(events),
                Experiments.with(budgets.length == 0 ? Experiments.EACH : List.of(budgets)));
    }
}
