package io.blackstart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.drill.Conclusion;
import io.blackstart.drill.DrillOrder;
import io.blackstart.drill.DrillRun;
import io.blackstart.run.StopSignal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.LongSummaryStatistics;
import java.util.Optional;

/**
 * Twenty first drills in a row, and how far what was dropped is spread, some 16 minutes: {@code
 * ./mvnw verify -Dit.test=PhaseSpreadIT -DexcludedGroups=}. On a busy machine the spread is not
 * that of the TTL's phase alone; {@code PhaseSpreadTest} has nothing else in it.
 */
@Tag("long")
final class PhaseSpreadIT {
    private static final int REPEATS = Integer.getInteger("repeats", 20);

    @Test
    void whatIsDroppedHardlyDependsOnWhenTheFaultBegins() throws Exception {
        LongSummaryStatistics dropped = new LongSummaryStatistics();
        for (int i = 0; i < REPEATS; i++) {
            Conclusion conclusion =
                    DrillRun.run(
                            new DrillOrder(
                                    Path.of("experiments/first-drill.yaml"),
                                    Optional.empty(),
                                    Path.of("reports"),
                                    "PhaseSpreadIT"),
                            _ -> _ -> {},
                            new StopSignal());
            if (conclusion.verdict().trust().why().isEmpty()) {
                long count = conclusion.verdict().requests().dropped();
                dropped.accept(count);
                System.out.println(conclusion.verdict().run().id() + " dropped " + count);
            }
        }
        System.out.println("dropped " + dropped);
        assertTrue(
                dropped.getCount() >= Math.max(1, REPEATS / 2),
                "most runs can be trusted: " + dropped);
    }
}
