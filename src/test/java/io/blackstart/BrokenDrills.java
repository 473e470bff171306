package io.blackstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.drill.Conclusion;
import io.blackstart.drill.DrillOrder;
import io.blackstart.drill.DrillRun;
import io.blackstart.run.StopSignal;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The classic mistakes of {@code experiments/broken}: each fails as its header says, by the budgets
 * named here and no other. Some 20 minutes: {@code ./mvnw verify -Dit.test=BrokenDrills
 * -DexcludedGroups=}.
 */
@Tag("long")
final class BrokenDrills {
    @ParameterizedTest
    @CsvSource({
        "no-health-check-on-primary, recoveryTime dnsFlip",
        "evaluate-target-health-off, recoveryTime dnsFlip",
        "ttl-too-long, recoveryTime",
        "detection-too-slow, recoveryTime dnsFlip detection",
        "health-check-too-shallow, recoveryTime dnsFlip detection",
        "promotion-broken, recoveryTime",
        "promotion-slow, recoveryTime",
        "replication-stopped, recoveryTime recoveryPoint lostWrites",
        "standby-points-at-dead-writer, recoveryTime",
        "shared-fate, recoveryTime dnsFlip",
        "both-unhealthy, recoveryTime dnsFlip",
        "pinned-dns, recoveryTime",
        "keep-alive-never-resolves, recoveryTime",
        "aaaa-not-paired, recoveryTime",
        "old-primary-not-fenced, failback.lostWrites",
        "failback-to-stale, failback.lostWrites",
        "standby-too-small, recoveryTime",
        "checkers-blocked, recoveryTime dnsFlip",
        "forgotten-idempotency-keys, duplicatedWrites"
    })
    void failsAsItsHeaderSays(String name, String missed) throws Exception {
        Conclusion conclusion =
                DrillRun.run(
                        new DrillOrder(
                                Path.of("experiments/broken/" + name + ".yaml"),
                                Optional.empty(),
                                Path.of("reports"),
                                "BrokenDrills"),
                        _ -> _ -> {},
                        new StopSignal());
        Verdict verdict = conclusion.verdict();
        assertEquals(Outcome.MISSED, verdict.outcome(), verdict.run().toString());
        assertEquals(List.of(missed.split(" ", -1)), found(verdict, Finding.MISSED));
        assertEquals(List.of(), found(verdict, Finding.UNKNOWN), "all others are met");
        new TruthComparison(conclusion.folder(), verdict).duplicatesAreCounted();
    }

    private static List<String> found(Verdict verdict, Finding finding) {
        return verdict.budgets().stream()
                .filter(budget -> budget.finding() == finding)
                .map(Verdict.BudgetFinding::name)
                .toList();
    }
}
