package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DnsAnswered;
import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Share;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Defects planted in the harness itself, in a drill that goes well: none may pass. A stalled sender
 * is in {@link TrustLossTest}, a skewed clock in {@link HarnessTrustTest}, a full disk in {@code
 * EvidenceFileTest} and {@code RunnerTest}.
 */
class HarnessDefectsTest {
    private static final Outage TRUTH = Outage.healthy(2);
    private static final List<Event> EVENTS = Story.of(TRUTH);

    static IntStream cuts() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void evidenceTornAnywherePassesNothing(int fortieth) {
        List<Event> torn = EVENTS.subList(0, EVENTS.size() * fortieth / 40);

        assertEquals(Outcome.INCONCLUSIVE, judge(torn, Experiments.EACH).outcome());
        // not even where the one thing asked for is in what is left
        List<Budget> one = List.of(new Budget.RecoveryTime(Duration.ofSeconds(12), Share.ALL));
        assertNotEquals(Outcome.MET, judge(torn, one).outcome());
    }

    @Test
    void aResolverThatNeverAnsweredShowsNoFlip() {
        List<Event> dead =
                EVENTS.stream()
                        .map(event ->
                                event instanceof DnsAnswered answer
                                                && answer.vantage().equals("office")
                                        ? new DnsAnswered(
                                                answer.asked().plusSeconds(1),
                                                answer.asked(),
                                                answer.vantage(),
                                                answer.server(),
                                                "TIMEOUT",
                                                List.of(),
                                                0)
                                        : event)
                        .toList();

        Verdict verdict = judge(dead, Experiments.EACH);

        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        BudgetFinding office =
                verdict.budgets().stream()
                        .filter(budget -> budget.vantage().equals("office"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Finding.UNKNOWN, office.finding(), office::toString);
    }

    @Test
    void aResolverThatDiedUnderTheFaultShowsNoFlip() {
        List<Event> dead =
                Edits.without(
                        EVENTS,
                        event ->
                                event instanceof DnsAnswered answer
                                        && answer.vantage().equals("office")
                                        && answer.asked().compareTo(Story.time(TRUTH.began())) > 0);

        List<Budget> office = List.of(new Budget.DnsFlip(Duration.ofSeconds(10), "office"));
        assertNotEquals(Outcome.MET, judge(dead, office).outcome());
    }

    @Test
    void evidenceOfNothingPassesNothing() {
        Verdict verdict = judge(List.of(), Experiments.EACH);

        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        assertTrue(verdict.trust().why().contains("no request was recorded"));
    }

    private static Verdict judge(List<Event> events, List<Budget> budgets) {
        return Judge.judge(Story.evidence(events), Experiments.with(budgets));
    }
}
