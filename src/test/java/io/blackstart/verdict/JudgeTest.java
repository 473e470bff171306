package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.InMemoryEvidence;
import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Fault;
import io.blackstart.experiment.Share;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Diagnosis;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The verdict as a whole, on one run each. */
class JudgeTest {
    private static final Outage TRUTH = Outage.healthy(1);

    @Test
    void meetsEachBudgetOfAFailoverThatGoesWell() {
        Verdict verdict = judge(Story.of(TRUTH), Experiments.EACH);

        assertEquals(Outcome.MET, verdict.outcome(), verdict.budgets()::toString);
        assertEquals(List.of(), verdict.diagnoses());
        assertEquals(List.of(), verdict.trust().why());
    }

    @Test
    void saysWhyInOneSentenceWithFigures() {
        Verdict verdict = judge(Story.of(TRUTH), Experiments.EACH);

        String why = of(verdict, "recoveryTime").why();
        assertTrue(
                why.matches(
                        "All clients were served again \\d+\\.\\d\\d s to \\d+\\.\\d\\d s after the"
                                + " fault; the budget is 12 s"),
                why);
    }

    @Test
    void provesNothingWhereNothingWasBroken() {
        List<Event> events = Story.of(TRUTH.withBegan(Outage.NEVER).withFlips(false));

        Verdict control =
                Judge.judge(
                        Story.evidence(events),
                        Experiments.with(Experiments.EACH, new Fault.Nothing()));
        Verdict planned = judge(events, Experiments.EACH);

        assertEquals(Outcome.INCONCLUSIVE, control.outcome());
        assertEquals(Outcome.INCONCLUSIVE, planned.outcome());
        for (BudgetFinding budget : control.budgets()) {
            assertEquals(Finding.UNKNOWN, budget.finding(), budget::toString);
            assertEquals(new Measured.Nothing(), budget.measured());
            assertTrue(budget.why().startsWith("The fault did not bite"), budget::why);
        }
        assertEquals(List.of(), control.diagnoses());
        assertEquals(List.of("fault-did-not-bite"), ids(planned));
    }

    @Test
    void callsABaselineTooNoisyThatHidesTheFault() {
        Verdict verdict = judge(Story.of(TRUTH.withNoise(0.95)), Experiments.EACH);

        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        assertEquals(List.of(), verdict.diagnoses());
        String why = of(verdict, "recoveryTime").why();
        assertTrue(why.contains("failed before the fault already"), why);
    }

    @Test
    void tellsABrokenPromotionByReadsThatCameBackAndWritesThatDidNot() {
        Verdict verdict = judge(Story.of(TRUTH.withPromoted(Outage.NEVER)), Experiments.EACH);

        assertEquals(Outcome.MISSED, verdict.outcome());
        BudgetFinding recovery = of(verdict, "recoveryTime");
        assertEquals(Finding.MISSED, recovery.finding());
        assertTrue(
                recovery.why()
                        .matches("Reads came back after \\d+.*, writes did not before the fault.*"),
                recovery.why());
        assertEquals(List.of("promotion-broken-or-slow"), ids(verdict));
        // nobody else took writes: what was not lost proves nothing
        assertEquals(Finding.UNKNOWN, of(verdict, "lostWrites").finding());
        assertEquals(Finding.UNKNOWN, of(verdict, "recoveryPoint").finding());
        assertEquals(Finding.MET, of(verdict, "dnsFlip").finding());
    }

    @Test
    void recoveryThatBeginsAfterTheMendIsNone() {
        Outage late = TRUTH.withPromoted(TRUTH.mended() + 1);

        Verdict verdict = judge(Story.of(late), new Budget.RecoveryTime(ofSeconds(19), Share.ALL));

        assertEquals(Finding.MISSED, verdict.budgets().getFirst().finding());
        assertTrue(verdict.budgets().getFirst().measured() instanceof Measured.AtLeast);
    }

    @Test
    void aFlipThatNeverComesIsMissedOnceItWasWatchedLongerThanItsBudget() {
        Verdict verdict =
                judge(
                        Story.of(TRUTH.withFlips(false)),
                        new Budget.DnsFlip(ofSeconds(5), "authoritative"),
                        new Budget.DnsFlip(ofSeconds(500), "authoritative"),
                        new Budget.DnsFlip(ofSeconds(5), "nowhere"));

        assertEquals(
                List.of(Finding.MISSED, Finding.UNKNOWN, Finding.UNKNOWN),
                verdict.budgets().stream().map(BudgetFinding::finding).toList());
    }

    @Test
    void whatWasCutShortIsMissedOnlyWhenItWasOverItsBudgetAlready() {
        List<Event> events = Edits.killedAt(Story.of(TRUTH), TRUTH.began() + 6);

        Verdict verdict =
                judge(
                        events,
                        new Budget.RecoveryTime(ofSeconds(2), Share.ALL),
                        new Budget.RecoveryTime(ofSeconds(12), Share.ALL),
                        new Budget.DroppedCount(100),
                        new Budget.DroppedCount(5_000),
                        new Budget.LostWrites(100));

        assertEquals(
                List.of(
                        Finding.MISSED,
                        Finding.UNKNOWN,
                        Finding.MISSED,
                        Finding.UNKNOWN,
                        Finding.UNKNOWN),
                verdict.budgets().stream().map(BudgetFinding::finding).toList(),
                verdict.budgets()::toString);
        assertEquals("interrupted", verdict.run().ended());
    }

    @Test
    void aRunThatWasRefusedProvesNothing() {
        List<Event> events =
                Edits.ending(
                        Edits.killedAt(Story.of(TRUTH), 10),
                        Ended.REFUSED,
                        "the steady state does not hold");

        Verdict verdict = judge(events, Experiments.EACH);

        assertEquals(Outcome.REFUSED, verdict.outcome());
        assertEquals(
                List.of(Finding.UNKNOWN),
                verdict.budgets().stream().map(BudgetFinding::finding).distinct().toList());
        assertTrue(of(verdict, "recoveryTime").why().endsWith("the steady state does not hold"));
    }

    @Test
    void emptyEvidenceIsInconclusive() {
        Verdict verdict = judge(List.of(), Experiments.EACH);

        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        assertEquals(0, verdict.requests().due());
    }

    @Test
    void aConceptThatFailsIsUnknownAndTheOthersStand() {
        List<Event> broken =
                Story.of(TRUTH).stream()
                        .map(event ->
                                event instanceof Event.SurvivorsRead read
                                        ? new Event.SurvivorsRead(
                                                read.at(),
                                                read.pass(),
                                                true,
                                                "7-3",
                                                0,
                                                read.duplicateIds())
                                        : event)
                        .toList();

        Verdict verdict = judge(broken, Experiments.EACH);

        assertEquals(Finding.UNKNOWN, of(verdict, "lostWrites").finding());
        assertTrue(of(verdict, "lostWrites").why().startsWith("The judge failed at"));
        assertEquals(Finding.MET, of(verdict, "recoveryTime").finding());
        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
    }

    @Test
    void aBudgetInsideTheBoundsIsUnknown() {
        BudgetFinding exact = of(judge(Story.of(TRUTH), Experiments.EACH), "recoveryTime");
        Measured.Between measured = (Measured.Between) exact.measured();
        var least = ((Verdict.Quantity.Time) measured.least()).value();
        var most = ((Verdict.Quantity.Time) measured.most()).value();

        Verdict verdict =
                judge(
                        Story.of(TRUTH),
                        new Budget.RecoveryTime(most, Share.ALL),
                        new Budget.RecoveryTime(most.minusNanos(1), Share.ALL),
                        new Budget.RecoveryTime(least, Share.ALL),
                        new Budget.RecoveryTime(least.minusNanos(1), Share.ALL));

        assertEquals(
                List.of(Finding.MET, Finding.UNKNOWN, Finding.UNKNOWN, Finding.MISSED),
                verdict.budgets().stream().map(BudgetFinding::finding).toList());
    }

    @Test
    void halfOfTheClientsAreBackBeforeAllOfThem() {
        Verdict verdict =
                judge(
                        Story.of(TRUTH.withPromoted(TRUTH.began() + 1)),
                        new Budget.RecoveryTime(ofSeconds(6), new Share(0.5)),
                        new Budget.RecoveryTime(ofSeconds(6), Share.ALL));

        assertEquals(
                List.of(Finding.MET, Finding.MISSED),
                verdict.budgets().stream().map(BudgetFinding::finding).toList(),
                verdict.budgets()::toString);
    }

    @Test
    void theSameEvidenceIsTheSameVerdict() {
        InMemoryEvidence evidence = Story.evidence(Story.of(TRUTH));
        InMemoryEvidence read = InMemoryEvidence.parse(evidence.text());

        assertEquals(
                Judge.judge(evidence, Experiments.with(Experiments.EACH)),
                Judge.judge(read, Experiments.with(Experiments.EACH)));
    }

    private static Verdict judge(List<Event> events, Budget... budgets) {
        return judge(events, List.of(budgets));
    }

    private static Verdict judge(List<Event> events, List<Budget> budgets) {
        return Judge.judge(Story.evidence(events), Experiments.with(budgets));
    }

    private static BudgetFinding of(Verdict verdict, String name) {
        return verdict.budgets().stream()
                .filter(budget -> budget.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(Verdict verdict) {
        return verdict.diagnoses().stream().map(Diagnosis::id).toList();
    }
}
