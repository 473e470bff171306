package io.blackstart.cli;

import io.blackstart.drill.Conclusion;
import io.blackstart.drill.DrillRun;
import io.blackstart.evidence.Header;
import io.blackstart.experiment.ExperimentFile;
import io.blackstart.report.ConsoleReport;
import io.blackstart.run.EvidenceFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code judge}: the verdict again, from the evidence alone. */
@Command(
        name = "judge",
        description =
                "Judges a run again from its evidence, and writes its verdict and reports anew.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "RUN", description = "A run's folder.")
    private Path run = Path.of("");

    @Override
    public Integer call() throws IOException {
        Header header = EvidenceFile.in(run).header();
        Conclusion conclusion =
                DrillRun.judge(
                        run,
                        ExperimentFile.parse(header.experimentFile(), header.experimentText()));
        spec.commandLine()
                .getOut()
                .print(
                        ConsoleReport.text(
                                conclusion.verdict(), run.toString(), Terminal.colours()));
        return conclusion.exitCode();
    }
}
