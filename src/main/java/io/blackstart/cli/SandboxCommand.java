package io.blackstart.cli;

import io.blackstart.drill.SandboxProcess;
import io.blackstart.experiment.EnvironmentFile;
import io.blackstart.experiment.SandboxSection;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sandbox}: the two-region cloud by itself, until Ctrl-C. */
@Command(
        name = "sandbox",
        description = "Starts the two-region cloud by itself and keeps it until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "ENVIRONMENT",
            description =
                    "An environment file with a sandbox section (default: AWS's real timings).")
    private Optional<Path> environment = Optional.empty();

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "Where the sandbox writes what really happened (default: ${DEFAULT-VALUE}).",
            defaultValue = "truth.json")
    private Path truth = Path.of("truth.json");

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (SandboxProcess sandbox = SandboxProcess.start(section(), truth)) {
            out.println(sandbox.readyLine());
            out.flush();
            spec.commandLine().getErr().println("the sandbox runs; Ctrl-C ends it");
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            sandbox.awaitEnd();
        }
        return 0;
    }

    private SandboxSection section() throws Exception {
        if (environment.isEmpty()) {
            return new SandboxSection("{}", 1);
        }
        Path file = environment.get();
        return switch (EnvironmentFile.parse(file.toString(), Files.readString(file))) {
            case EnvironmentFile.OfSandbox sandboxed -> sandboxed.section();
            case EnvironmentFile.Complete _ ->
                    throw new IllegalArgumentException(
                            file
                                    + ": this environment has no sandbox section, so there is no"
                                    + " sandbox to start");
        };
    }
}
