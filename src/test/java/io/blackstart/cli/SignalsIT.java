package io.blackstart.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.run.EvidenceFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is left after a run is stopped under its fault: nothing. */
final class SignalsIT {
    /** Asks nothing of the baseline that a busy machine could refuse. */
    private static final String EXPERIMENT = "src/test/resources/drills/signals.yaml";

    @TempDir private Path folder;

    private Path reports() {
        return folder.resolve("reports");
    }

    private Launched underTheFault() throws IOException {
        Launched run = Launched.start(folder, "run", EXPERIMENT, "--reports", reports().toString());
        await().atMost(120, SECONDS)
                .until(() -> run.output().contains(" running") || !run.process().isAlive());
        assertTrue(run.process().isAlive(), () -> "it ended before its fault: " + run.said());
        return run;
    }

    private Path runFolder() throws IOException {
        try (Stream<Path> found = Files.walk(reports(), 2)) {
            return found.filter(path -> Files.exists(path.resolve("undo.ndjson")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void gone(List<ProcessHandle> processes) {
        assertFalse(processes.isEmpty(), "the sandbox and PostgreSQL were processes of their own");
        await().atMost(10, SECONDS)
                .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aTerminatedRunMendsClosesAndIsJudged() throws Exception {
        try (Launched run = underTheFault()) {
            List<ProcessHandle> below = run.process().descendants().toList();
            run.process().destroy(); // SIGTERM
            int code = run.exitCode();
            assertTrue(code == 1 || code == 2, () -> "judged: " + code + " " + run.said());
            gone(below);
            List<Event> events = new ArrayList<>();
            EvidenceFile.in(runFolder()).read(events::add);
            assertTrue(
                    events.stream().anyMatch(Event.FaultMended.class::isInstance),
                    "the fault was lifted");
            assertEquals(
                    Ended.INTERRUPTED,
                    ((Event.RunEnded) events.getLast()).ended(),
                    events.getLast().toString());
            assertTrue(Files.exists(runFolder().resolve("verdict.json")));
            assertTrue(Files.exists(runFolder().resolve("report.html")));
        }
    }

    @Test
    void aKilledRunLeavesNothingRunningAndTheNextOneStartsClean() throws Exception {
        try (Launched run = underTheFault()) {
            List<ProcessHandle> below = run.process().descendants().toList();
            run.process().destroyForcibly(); // kill -9
            gone(below);
        }
        try (Launched judged = Launched.start(folder, "judge", runFolder().toString())) {
            assertTrue(judged.exitCode() <= 2, "a torn file is judged: " + judged.errors());
        }
        try (Launched recovered =
                Launched.start(folder, "recover", "--reports", reports().toString())) {
            assertEquals(0, recovered.exitCode(), recovered.errors());
            assertTrue(
                    recovered.output().contains("the sandbox that held the fault is gone"),
                    recovered.output());
        }
        try (Launched again =
                Launched.start(folder, "recover", "--reports", reports().toString())) {
            assertEquals(0, again.exitCode());
            assertEquals("nothing is left to mend\n", again.output());
        }
    }
}
