package io.blackstart.drill;

import io.blackstart.experiment.EnvironmentFile;
import io.blackstart.experiment.Plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The plan of a drill that is not run. */
public final class Planning {
    private static final String RUN_ID = "run-id";

    private Planning() {}

    /**
     * Reads and resolves; a sandbox is started for its addresses and ended again, nothing else is
     * asked.
     */
    public static Plan of(DrillOrder order)
            throws IOException, InterruptedException, SandboxProcess.NotStarted {
        DrillFiles files = DrillFiles.read(order);
        return switch (files.environment()) {
            case EnvironmentFile.Complete complete ->
                    files.plan(RUN_ID, complete, files.kind(complete), 1);
            case EnvironmentFile.OfSandbox sandboxed -> {
                Path truth = Files.createTempFile("blackstart-plan", ".json");
                try (SandboxProcess sandbox = SandboxProcess.start(sandboxed.section(), truth)) {
                    yield files.plan(RUN_ID, sandboxed, sandbox);
                } finally {
                    Files.deleteIfExists(truth);
                }
            }
        };
    }
}
