package io.blackstart.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.experiment.EnvironmentFile;
import io.blackstart.run.EvidenceFile;
import io.blackstart.run.StopSignal;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same experiment twice in one sandbox: there, and back again. Two and a half minutes: {@code
 * ./mvnw verify -Dit.test=EitherDirectionIT -DexcludedGroups=}.
 */
@Tag("long")
final class EitherDirectionIT {
    private static final Path DRILLS = Path.of("src/test/resources/drills");

    @TempDir private Path folder;

    @Test
    void theNextDrillGoesTheOtherWay() throws Exception {
        Path environment = DRILLS.resolve("either-direction-environment.yaml");
        var file =
                (EnvironmentFile.OfSandbox)
                        EnvironmentFile.parse(
                                environment.toString(), Files.readString(environment));
        try (SandboxProcess sandbox =
                SandboxProcess.start(file.section(), folder.resolve("truth.json"))) {
            assertEquals("me-south-1", active(drilled(sandbox)));
            assertEquals("eu-central-1", active(drilled(sandbox)));
        }
    }

    private Conclusion drilled(SandboxProcess sandbox) throws IOException, InterruptedException {
        Conclusion conclusion =
                DrillRun.runIn(
                        sandbox,
                        new DrillOrder(
                                DRILLS.resolve("either-direction.yaml"),
                                Optional.empty(),
                                folder.resolve("reports"),
                                "EitherDirectionIT"),
                        new StopSignal());
        Verdict verdict = conclusion.verdict();
        boolean stalled =
                verdict.outcome() == Outcome.INCONCLUSIVE && !verdict.trust().why().isEmpty();
        assertTrue(
                verdict.outcome() == Outcome.MET || stalled,
                () -> verdict.run() + " " + verdict.budgets());
        return conclusion;
    }

    private static String active(Conclusion conclusion) throws IOException {
        List<Event> events = new ArrayList<>();
        EvidenceFile.in(conclusion.folder()).read(events::add);
        return events.stream()
                .filter(Event.RolesFound.class::isInstance)
                .map(event -> ((Event.RolesFound) event).active())
                .findFirst()
                .orElseThrow();
    }
}
