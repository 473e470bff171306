package io.blackstart.cli;

import io.blackstart.drill.Leftovers;
import io.blackstart.drill.Leftovers.Mended;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code recover}: mends what a run that was killed left behind. */
@Command(
        name = "recover",
        description = "Mends what runs left behind, by their undo journals.",
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "One run's folder (default: all).")
    private Optional<Path> run = Optional.empty();

    @Option(
            names = "--reports",
            paramLabel = "FOLDER",
            description = "Where run folders are (default: ${DEFAULT-VALUE}).",
            defaultValue = "reports")
    private Path reports = Path.of("reports");

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Mended> all =
                run.isPresent()
                        ? Leftovers.mend(run.get()).stream().toList()
                        : Leftovers.mendBelow(reports);
        if (all.isEmpty()) {
            out.println("nothing is left to mend");
        }
        boolean clean = true;
        for (Mended mended : all) {
            out.println(mended.run() + ": " + mended.says());
            clean = clean && mended.clean();
        }
        return clean ? 0 : Main.FAILED;
    }
}
