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

        assertEquals(Outcome.MET, verdict.outcome(), verdict.budgets()::toString);
        assertTrue(verdict.diagnoses().isEmpty(), verdict.diagnoses()::toString);
    }
}
