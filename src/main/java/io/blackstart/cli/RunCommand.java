package io.blackstart.cli;

import io.blackstart.drill.Conclusion;
import io.blackstart.drill.DrillOrder;
import io.blackstart.drill.DrillRun;
import io.blackstart.drill.Leftovers;
import io.blackstart.report.ConsoleReport;
import io.blackstart.run.StopSignal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code run}: one drill, to its verdict. */
@Command(
        name = "run",
        description = "Runs a drill: breaks, watches, mends, judges, reports.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The experiment file.")
    private Path file = Path.of("");

    @Option(
            names = "--environment",
            paramLabel = "FILE",
            description = "The environment instead of the one that the experiment names.")
    private Optional<Path> environment = Optional.empty();

    @Option(
            names = "--reports",
            paramLabel = "FOLDER",
            description = "Where run folders are made (default: ${DEFAULT-VALUE}).",
            defaultValue = "reports")
    private Path reports = Path.of("reports");

    private final StopSignal stop;

    RunCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        for (Leftovers.Mended mended : Leftovers.mendBelow(reports)) {
            out.println("left by " + mended.run() + ": " + mended.says());
            if (!mended.clean()) {
                out.println("nothing was started; run: ./blackstart recover " + mended.run());
                return Main.FAILED;
            }
        }
        String commandLine =
                "blackstart "
                        + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        DrillOrder order =
                new DrillOrder(
                        file,
                        environment,
                        reports,
                        "blackstart run" + commandLine.substring("blackstart".length()));
        Conclusion conclusion =
                DrillRun.run(
                        order, plan -> new LiveConsole(plan, out, Terminal.interactive()), stop);
        out.print(
                ConsoleReport.text(
                        conclusion.verdict(), conclusion.folder().toString(), Terminal.colours()));
        out.flush();
        return conclusion.exitCode();
    }
}
