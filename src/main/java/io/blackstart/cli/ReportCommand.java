package io.blackstart.cli;

import io.blackstart.drill.DrillRun;
import io.blackstart.evidence.Header;
import io.blackstart.experiment.ExperimentFile;
import io.blackstart.run.EvidenceFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code report}: the reports again, whatever the verdict. */
@Command(
        name = "report",
        description = "Writes the reports of runs anew from their evidence.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Folders of runs.")
    private List<Path> runs = List.of();

    @Override
    public Integer call() throws IOException {
        for (Path run : runs) {
            Header header = EvidenceFile.in(run).header();
            DrillRun.judge(
                    run, ExperimentFile.parse(header.experimentFile(), header.experimentText()));
            spec.commandLine().getOut().println(run.resolve("report.html"));
        }
        return 0;
    }
}
