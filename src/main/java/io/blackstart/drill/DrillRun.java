package io.blackstart.drill;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Header;
import io.blackstart.experiment.EnvironmentFile;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Plan;
import io.blackstart.report.Reports;
import io.blackstart.run.EvidenceFile;
import io.blackstart.run.EvidenceLog;
import io.blackstart.run.MonotonicClock;
import io.blackstart.run.StopSignal;
import io.blackstart.run.UndoJournal;
import io.blackstart.verdict.Judge;
import io.blackstart.verdict.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One drill, from its files to its verdict: reads, starts the sandbox where one is asked for, runs,
 * judges from the evidence file alone, and writes the reports.
 */
public final class DrillRun {
    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private DrillRun() {}

    /**
     * Runs a drill to its end, whatever happens on the way.
     *
     * @param live is handed the plan, and then every event as it is recorded
     * @param stop ends the run early; the fault is mended first
     * @throws io.blackstart.experiment.InvalidFile when a file is wrong; nothing was started
     * @throws SandboxProcess.NotStarted when there is no sandbox to run in
     */
    public static Conclusion run(
            DrillOrder order, Function<Plan, Consumer<Event>> live, StopSignal stop)
            throws IOException, InterruptedException, SandboxProcess.NotStarted {
        DrillFiles files = DrillFiles.read(order);
        String runId = runId(Instant.now());
        Path folder = order.reports().resolve(name(order.experiment())).resolve(runId);
        switch (files.environment()) {
            case EnvironmentFile.Complete complete -> {
                Plan plan = files.plan(runId, complete, files.kind(complete), 1);
                Files.createDirectories(folder);
                play(plan, folder, order, live, stop);
            }
            case EnvironmentFile.OfSandbox sandboxed -> {
                Files.createDirectories(folder);
                try (SandboxProcess sandbox =
                        SandboxProcess.start(sandboxed.section(), folder.resolve("truth.json"))) {
                    play(files.plan(runId, sandboxed, sandbox), folder, order, live, stop);
                }
            }
        }
        return judge(folder, files.experiment());
    }

    /**
     * Runs a drill in a sandbox that runs already, with the settings that the environment's sandbox
     * section says, and leaves the sandbox running.
     */
    static Conclusion runIn(SandboxProcess sandbox, DrillOrder order, StopSignal stop)
            throws IOException, InterruptedException {
        DrillFiles files = DrillFiles.read(order);
        if (!(files.environment() instanceof EnvironmentFile.OfSandbox sandboxed)) {
            throw new IllegalArgumentException(files.environmentFile() + " is of no sandbox");
        }
        String runId = runId(Instant.now());
        Path folder = order.reports().resolve(name(order.experiment())).resolve(runId);
        Files.createDirectories(folder);
        play(files.plan(runId, sandboxed, sandbox), folder, order, _ -> _ -> {}, stop);
        return judge(folder, files.experiment());
    }

    /**
     * Runs a drill in a complete environment with another fault than the one that its file names:
     * one whose truth is known. The whole way is the one of {@link #run}.
     */
    public static Conclusion rehearse(DrillOrder order, Rehearsal rehearsal, StopSignal stop)
            throws IOException, InterruptedException {
        DrillFiles files = DrillFiles.read(order);
        if (!(files.environment() instanceof EnvironmentFile.Complete complete)) {
            throw new IllegalArgumentException(files.environmentFile() + " is of a sandbox");
        }
        String runId = runId(Instant.now());
        Path folder = order.reports().resolve(runId);
        Files.createDirectories(folder);
        Plan plan = files.plan(runId, complete, files.kind(complete), 1);
        play(plan, folder, order, _ -> _ -> {}, Optional.of(rehearsal), stop);
        return judge(folder, files.experiment());
    }

    /** Judges a run's evidence against these budgets, and writes verdict and reports beside it. */
    public static Conclusion judge(Path folder, Experiment experiment) throws IOException {
        Verdict verdict = Judge.judge(EvidenceFile.in(folder), experiment);
        Reports.write(folder, verdict);
        return new Conclusion(folder, verdict);
    }

    private static void play(
            Plan plan,
            Path folder,
            DrillOrder order,
            Function<Plan, Consumer<Event>> live,
            StopSignal stop)
            throws IOException, InterruptedException {
        play(plan, folder, order, live, Optional.empty(), stop);
    }

    private static void play(
            Plan plan,
            Path folder,
            DrillOrder order,
            Function<Plan, Consumer<Event>> live,
            Optional<Rehearsal> rehearsal,
            StopSignal stop)
            throws IOException, InterruptedException {
        long origin = System.nanoTime();
        Instant startedAt = Instant.now();
        Header header =
                new Header(
                        Header.SCHEMA,
                        plan.runId(),
                        plan.experimentFile(),
                        plan.experimentText(),
                        plan.environmentText(),
                        plan.kind(),
                        plan.speed(),
                        System.getProperty("blackstart.commit", "unknown"),
                        order.commandLine(),
                        Map.of(
                                "java",
                                Runtime.version().toString(),
                                "os",
                                System.getProperty("os.name")
                                        + " "
                                        + System.getProperty("os.version"),
                                "seenFrom",
                                seenFrom()),
                        startedAt,
                        origin);
        try (EvidenceLog log = new EvidenceLog(folder, header, stop);
                UndoJournal journal = UndoJournal.in(folder)) {
            Consumer<Event> watching = live.apply(plan);
            new Stage(plan, new MonotonicClock(origin), log, watching, journal, rehearsal, stop)
                    .run();
        }
    }

    /** Where this machine stands: as the user names it, else its own name, else nothing. */
    private static String seenFrom() {
        return Stream.of("BLACKSTART_VANTAGE", "HOSTNAME", "COMPUTERNAME")
                .map(System::getenv)
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String runId(Instant now) {
        // four random letters: two runs in one second must not share a folder or ids
        StringBuilder letters = new StringBuilder();
        ThreadLocalRandom.current().ints(4, 'a', 'z' + 1).forEach(c -> letters.append((char) c));
        return RUN_ID.format(now) + "-" + letters;
    }

    private static String name(Path experiment) {
        String file =
                Optional.ofNullable(experiment.getFileName())
                        .map(Path::toString)
                        .orElse("experiment");
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
