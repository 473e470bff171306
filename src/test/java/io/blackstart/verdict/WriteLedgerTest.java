package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.Ids;
import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Production;
import io.blackstart.verdict.Verdict.AtProduction;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;
import io.blackstart.verdict.Verdict.WriteSet;
import io.blackstart.verdict.Verdict.Writes;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    void noLossOfFewAtRiskIsToldWithWhatItLeavesOpen() {
        Verdict verdict =
                judge(
                        Edits.survivors(EVENTS, survivors -> plusLost(survivors)),
                        new Budget.LostWrites(0));

        long atRisk = verdict.writes().atRisk();
        assertTrue(atRisk > 3 && atRisk < 30, () -> atRisk + " at risk");
        String why = verdict.budgets().getFirst().why();
        assertTrue(why.contains("of " + atRisk + " at risk, too few to show much"), why);
        assertTrue(why.contains(Words.percent(3.0 / atRisk)), why);
    }

    @Test
    void aLossStandsBesideWhatWasAtRisk() {
        Verdict verdict = judge(EVENTS, new Budget.LostWrites(0));

        String why = verdict.budgets().getFirst().why();
        assertTrue(why.contains("(" + verdict.writes().atRisk() + " were at risk)"), why);
    }

    @Test
    void aLossIsCarriedOverToProductionInTheRatioOfTheRates() {
        Writes lossy = Judge.judge(Story.evidence(EVENTS), inProduction(500)).writes();
        Writes whole =
                Judge.judge(
                                Story.evidence(
                                        Edits.survivors(EVENTS, survivors -> plusLost(survivors))),
                                inProduction(500))
                        .writes();

        // the story writes some 50 a second: a tenth of production
        AtProduction loss = lossy.production().orElseThrow();
        assertEquals(500, loss.writesPerSecond());
        assertTrue(Math.abs(loss.lost() - 10 * lossy.lost()) <= lossy.lost(), loss::toString);
        assertTrue(Math.abs(loss.atRisk() - 10 * lossy.atRisk()) <= lossy.atRisk());
        assertEquals(Optional.empty(), loss.lostMost());
        AtProduction none = whole.production().orElseThrow();
        assertEquals(0, none.lost());
        // the rule of three: 3 of n at risk, whatever n is
        assertTrue(none.lostMost().orElseThrow() >= 26 && none.lostMost().orElseThrow() <= 34);
        assertEquals(Optional.empty(), judge(EVENTS).writes().production());
    }

    @Test
    void anOldWriterThatGoesOnIsASplitBrain() {
        Set<Long> both = new HashSet<>();
        List<Event> split =
                Edits.requests(
                        EVENTS,
                        request -> {
                            double sent = request.sent().toNanos() / 1e9;
                            if (Edits.isAcknowledged(request, Story.PASSIVE)
                                    && sent > TRUTH.recovered() + 1
                                    && sent < TRUTH.mended() - 1
                                    && request.number() % 3 == 0) {
                                both.add(request.id());
                                return Edits.by(request, Story.ACTIVE);
                            }
                            return request;
                        });

        Verdict kept = judge(split);
        Verdict lost = judge(Edits.survivors(split, ids -> Edits.minus(ids, both::contains)));

        assertTrue(both.size() > 10);
        String ids = Ids.of(both.stream().mapToLong(id -> id).toArray()).toString();
        assertEquals(new WriteSet(both.size(), ids), kept.writes().sets().splitBrain());
        assertEquals(List.of(), kept.diagnoses());
        assertEquals(kept.writes().sets().splitBrain(), lost.writes().sets().splitBrain());
        assertEquals("split-brain", lost.diagnoses().getFirst().id());
        assertEquals(0, judge(EVENTS).writes().sets().splitBrain().count());
    }

    private static Experiment inProduction(double writesPerSecond) {
        Experiment plain = Experiments.with(Experiments.EACH);
        return new Experiment(
                plain.name(),
                plain.hypothesis(),
                plain.environment(),
                plain.good(),
                plain.steadyState(),
                plain.load(),
                plain.fault(),
                plain.timeline(),
                plain.budgets(),
                plain.guardRails(),
                Optional.of(new Production(writesPerSecond)));
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
