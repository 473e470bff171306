package io.blackstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.junit.Drill;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Tag;

import java.io.IOException;
import java.nio.file.Files;
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

    @Tag("long")
    @Drill("experiments/database-stop.yaml")
    void databaseStop(Verdict verdict) {
        assertTrue(verdict.leftBehind().isEmpty(), "the cluster was started again");
    }

    @Tag("long")
    @Drill(
            value = "experiments/database-stop.yaml",
            environment = "experiments/environments/sandbox-shallow-health.yaml",
            expect = Outcome.MISSED)
    void databaseStopBehindAShallowHealthCheck() {}

    @Tag("long")
    @Drill(
            value = "experiments/database-stop.yaml",
            environment = "experiments/environments/sandbox.yaml",
            expect = Outcome.REFUSED)
    void databaseStopOfAGlobalDatabase(Verdict verdict) {
        assertTrue(
                verdict.run().endedWhy().contains("database-isolated.yaml"),
                "the way out: " + verdict.run().endedWhy());
    }

    @Tag("long")
    @Drill("experiments/database-isolated.yaml")
    void databaseIsolated() {}

    @Tag("long")
    @Drill(value = "experiments/availability-zone-loss.yaml", expect = Outcome.INCONCLUSIVE)
    void availabilityZoneLoss(Verdict verdict) throws IOException {
        String truth =
                Files.readString(
                        Path.of(
                                "reports/availability-zone-loss",
                                verdict.run().id(),
                                "truth.json"));
        assertTrue(truth.contains("\"zoneSevered\""), "the zone was lost");
        assertFalse(truth.contains("\"regionBlackholed\""), "the region was not");
        assertFalse(truth.contains("[\"127.0.20.1\"]"), "no name server sent anybody elsewhere");
    }
}
