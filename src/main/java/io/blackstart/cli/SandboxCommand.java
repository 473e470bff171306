package io.blackstart.cli;

import io.blackstart.drill.FailoverPair;
import io.blackstart.drill.RegionLook;
import io.blackstart.drill.SandboxProcess;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.EnvironmentFile;
import io.blackstart.run.MonotonicClock;
import io.blackstart.run.StopSignal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sandbox}: the two-region cloud by itself, until somebody ends it. */
@Command(
        name = "sandbox",
        description = {
            "Starts the two-region cloud by itself, says how it is used, and shows how its regions"
                    + " are, until Ctrl-C.",
            "Away from a terminal it also ends with its standard input."
        },
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "ENVIRONMENT",
            description =
                    "An environment file with a sandbox section (default: AWS's real timings).")
    private Optional<Path> environment = Optional.empty();

    @Option(
            names = "--environment",
            paramLabel = "FILE",
            description = "The same, as with the other commands.")
    private Optional<Path> environmentOption = Optional.empty();

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "Where the sandbox writes what really happened (default: ${DEFAULT-VALUE}).",
            defaultValue = "reports/sandbox/truth.json")
    private Path truth = Path.of("reports/sandbox/truth.json");

    private final StopSignal stop;

    SandboxCommand(StopSignal stop) {
        this.stop = stop;
    }

    @Override
    public Integer call() throws Exception {
        EnvironmentFile.OfSandbox file = file();
        PrintWriter out = spec.commandLine().getOut();
        Optional<Path> parent = Optional.ofNullable(truth.toAbsolutePath().getParent());
        if (parent.isPresent()) {
            Files.createDirectories(parent.get());
        }
        try (SandboxProcess sandbox = SandboxProcess.start(file.section(), truth)) {
            Environment filled = file.filledFrom(sandbox.environment()).environment();
            new SandboxBriefing(filled, file.section().speed(), FailoverPair.read(filled))
                    .lines()
                    .forEach(out::println);
            out.println();
            out.println("# the regions; Ctrl-C ends them");
            out.flush();
            endWithStandardInput();
            watch(sandbox, filled, new StatusLines(out, Terminal.interactive()));
            if (!sandbox.running()) {
                spec.commandLine().getErr().println("blackstart: the sandbox ended by itself");
                return Main.FAILED;
            }
        }
        out.println("the sandbox has ended; what really happened: " + truth);
        out.flush();
        return 0;
    }

    private void watch(SandboxProcess sandbox, Environment filled, StatusLines lines)
            throws IOException, InterruptedException {
        MonotonicClock clock = new MonotonicClock(System.nanoTime());
        try (RegionLook regions = new RegionLook(filled)) {
            while (stop.reason().isEmpty() && sandbox.running()) {
                Duration next = clock.elapsed().plus(LOOK_EVERY);
                lines.show(
                        regions.look().stream().map(RegionLook.Region::toString).toList(),
                        LocalTime.now(ZoneId.systemDefault()));
                stop.sleepUntil(clock, next);
            }
        }
    }

    /** On a terminal Ctrl-C is enough, and a reader in the background would be suspended. */
    private void endWithStandardInput() {
        if (Terminal.interactive()) {
            return;
        }
        Thread.ofPlatform()
                .daemon()
                .name("standard input")
                .start(() -> {
                    try {
                        while (System.in.read() >= 0) {
                            // nothing is said here; what counts is the end
                        }
                        stop.stop(Ended.INTERRUPTED, "standard input ended");
                    } catch (IOException unreadable) {
                        stop.stop(Ended.INTERRUPTED, "standard input: " + unreadable.getMessage());
                    }
                });
    }

    private EnvironmentFile.OfSandbox file() throws IOException {
        if (environment.isPresent() && environmentOption.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "the environment is given twice; once is enough");
        }
        Optional<Path> given = environment.or(() -> environmentOption);
        String name = given.map(Path::toString).orElse("the sandbox's defaults");
        String text =
                given.isPresent()
                        ? Files.readString(given.get())
                        : "apiVersion: blackstart/v1\nsandbox: {}\n";
        return switch (EnvironmentFile.parse(name, text)) {
            case EnvironmentFile.OfSandbox sandboxed -> sandboxed;
            case EnvironmentFile.Complete _ ->
                    throw new IllegalArgumentException(
                            name
                                    + ": this environment has no sandbox section, so there is no"
                                    + " sandbox to start");
        };
    }
}
