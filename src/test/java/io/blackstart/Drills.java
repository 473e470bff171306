package io.blackstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.junit.Drill;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Tag;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The shipped experiments, each with the outcome that its first lines promise; run one with the
 * green arrow.
 */
final class Drills {
    @Drill(value = "experiments/first-drill.yaml", acceptStalledMachine = true)
    void firstDrill(Verdict verdict) throws IOException {
        assertTrue(verdict.requests().due() > 5_000, "a drill of thousands of requests");
        assertTrue(verdict.writes().acknowledged() > 500, "and hundreds of writes");
        assertTrue(verdict.leftBehind().isEmpty());
        new TruthComparison(Path.of("reports/first-drill", verdict.run().id()), verdict).holds();
    }

    @Drill(value = "experiments/control-no-fault.yaml", expect = Outcome.INCONCLUSIVE)
    void controlWithoutFault(Verdict verdict) {
        assertTrue(
                verdict.budgets().stream()
                        .allMatch(budget -> budget.finding() == Verdict.Finding.UNKNOWN),
                "nothing was broken, so nothing is proven");
        assertEquals(0, verdict.writes().lost());
    }

    @Tag("long")
    @Drill(value = "experiments/promotion-broken.yaml", expect = Outcome.MISSED)
    void promotionBroken(Verdict verdict) {
        assertTrue(
                verdict.diagnoses().stream()
                        .anyMatch(found -> found.id().startsWith("promotion-broken")));
    }

    @Tag("long")
    @Drill("experiments/primary-region-blackhole.yaml")
    void primaryRegionBlackhole() {}
}
