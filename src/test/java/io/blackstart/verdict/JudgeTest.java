package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Test;

class JudgeTest {
    @Test
    void meetsEachBudgetOfAFailoverThatGoesWell() {
        Verdict verdict =
                Judge.judge(
                        Story.evidence(Story.of(Outage.healthy(1))),
                        Experiments.with(Experiments.EACH));

        System.out.println(
                Outage.healthy(1)
                        + " rec "
                        + Outage.healthy(1).recovered()
                        + " flip "
                        + Outage.healthy(1).flipped());
        verdict.budgets().forEach(System.out::println);
        verdict.milestones().forEach(System.out::println);
        System.out.println(
                verdict.clientsBack()
                        + "\n"
                        + verdict.requests()
                        + "\n"
                        + verdict.writes()
                        + verdict.trust()
                        + verdict.diagnoses());
        assertEquals(Outcome.MET, verdict.outcome(), verdict.budgets()::toString);
        assertTrue(verdict.diagnoses().isEmpty(), verdict.diagnoses()::toString);
    }
}
