package io.blackstart.drill;

import io.blackstart.experiment.EnvironmentFile;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.ExperimentFile;
import io.blackstart.experiment.Plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of an order, read and found right, each by itself. */
record DrillFiles(
        String file,
        String text,
        Experiment experiment,
        Path environmentFile,
        EnvironmentFile environment) {
    /**
     * Reads them.
     *
     * @throws io.blackstart.experiment.InvalidFile with every problem of the first file that is
     *     wrong
     */
    static DrillFiles read(DrillOrder order) throws IOException {
        String file = order.experiment().toString();
        String text = Files.readString(order.experiment());
        Experiment experiment = ExperimentFile.parse(file, text);
        Path beside =
                order.environment()
                        .orElseGet(
                                () -> order.experiment().resolveSibling(experiment.environment()));
        return new DrillFiles(
                file,
                text,
                experiment,
                beside,
                EnvironmentFile.parse(beside.toString(), Files.readString(beside)));
    }

    /**
     * The kind of cloud that a complete environment names: AWS's own, unless its endpoints are
     * overridden.
     */
    String kind(EnvironmentFile.Complete complete) {
        return complete.environment().faultAccount().endpoint().isEmpty() ? "aws" : "other";
    }

    Plan plan(String runId, EnvironmentFile.Complete complete, String kind, int speed) {
        return Plan.of(
                runId,
                file,
                text,
                experiment,
                // a trust file is named from the environment file's folder; an absolute path stays
                complete.environment()
                        .withTrust(pem -> environmentFile.resolveSibling(pem).toString()),
                complete.json(),
                kind,
                speed);
    }

    Plan plan(String runId, EnvironmentFile.OfSandbox sandboxed, SandboxProcess sandbox) {
        return plan(
                runId,
                sandboxed.filledFrom(sandbox.environment()),
                "sandbox",
                sandboxed.section().speed());
    }
}
