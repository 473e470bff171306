package io.blackstart;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blackstart.drill.Conclusion;
import io.blackstart.drill.DrillOrder;
import io.blackstart.drill.DrillRun;
import io.blackstart.run.StopSignal;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Five first drills in a row, each against its own truth: {@code ./mvnw verify
 * -Dit.test=RepeatedDrillIT -DexcludedGroups=}.
 */
@Tag("long")
final class RepeatedDrillIT {
    @RepeatedTest(5)
    void firstDrillAgreesWithItsTruth() throws Exception {
        Conclusion conclusion =
                DrillRun.run(
                        new DrillOrder(
                                Path.of("experiments/first-drill.yaml"),
                                Optional.empty(),
                                Path.of("reports"),
                                "RepeatedDrillIT"),
                        _ -> _ -> {},
                        new StopSignal());
        assumeTrue(
                conclusion.verdict().trust().why().isEmpty(),
                () -> "this machine was busy: " + conclusion.verdict().trust().why());
        new TruthComparison(conclusion.folder(), conclusion.verdict()).holds();
    }
}
