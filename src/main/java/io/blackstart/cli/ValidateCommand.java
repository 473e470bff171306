package io.blackstart.cli;

import io.blackstart.experiment.EnvironmentFile;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.ExperimentFile;
import io.blackstart.experiment.InvalidFile;
import io.blackstart.experiment.InvalidFile.Problem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code validate}: every problem of every file, with line and column. */
@Command(
        name = "validate",
        description = "Checks experiment files and their environments, and lists every problem.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Experiment files.")
    private List<Path> files = List.of();

    @Option(
            names = "--environment",
            paramLabel = "FILE",
            description = "The environment instead of the one that each experiment names.")
    private Optional<Path> environment = Optional.empty();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            int before = problems.size();
            check(file, problems);
            if (problems.size() == before) {
                out.println(file + ": right");
            }
        }
        if (problems.isEmpty()) {
            return 0;
        }
        problems.forEach(spec.commandLine().getErr()::println);
        return Main.WRONG_INPUT;
    }

    private void check(Path file, List<Problem> problems) throws IOException {
        try {
            Experiment experiment = ExperimentFile.parse(file.toString(), Files.readString(file));
            Path beside = environment.orElse(file.resolveSibling(experiment.environment()));
            EnvironmentFile.parse(beside.toString(), Files.readString(beside));
        } catch (InvalidFile invalid) {
            problems.addAll(invalid.problems());
        }
    }
}
