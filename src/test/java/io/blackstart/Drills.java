package io.blackstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.junit.Drill;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Tag;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

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
    @Drill("experiments/retrying-clients.yaml")
    void retryingClients(Verdict verdict) throws IOException {
        var attempts = verdict.requests().attempts().orElseThrow();
        assertTrue(attempts.made() > verdict.requests().due(), "some were tried again");
        new TruthComparison(Path.of("reports/retrying-clients", verdict.run().id()), verdict)
                .duplicatesAreCounted();
    }

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
    void databaseStopBehindAShallowHealthCheck(Verdict verdict) {
        assertTrue(
                verdict.budgets().stream()
                        .filter(budget -> budget.name().equals("dnsFlip"))
                        .allMatch(budget -> budget.finding() == Verdict.Finding.MISSED),
                "DNS never flips");
    }

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
        Path truth = Path.of("reports/availability-zone-loss", verdict.run().id(), "truth.json");
        JsonNode events = JsonMapper.shared().readTree(Files.readString(truth)).path("events");
        Set<String> happened = new HashSet<>();
        Set<String> answers = new HashSet<>();
        for (JsonNode event : events) {
            happened.add(event.path("what").asString());
            event.at("/detail/addresses").forEach(address -> answers.add(address.asString()));
        }
        assertTrue(happened.contains("zoneSevered"), "the zone was lost");
        assertFalse(happened.contains("regionBlackholed"), "the region was not");
        assertEquals(Set.of("127.0.10.1"), answers, "no name server sent anybody elsewhere");
    }
}
