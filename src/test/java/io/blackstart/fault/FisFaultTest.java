package io.blackstart.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.run.FakeClock;
import io.blackstart.run.FaultInjector.Answer;
import io.blackstart.run.FaultInjector.FaultFailed;
import io.blackstart.run.UndoEntry;
import io.blackstart.run.UndoJournal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A fault that stops a database, which FIS does not start again. */
final class FisFaultTest {
    private static final UndoEntry.FaultIntended INTENT =
            new UndoEntry.FaultIntended("sandbox", "run-1", "me-south-1", "http://127.0.0.1:1", "");
    private static final UndoEntry STOP =
            new UndoEntry.DatabaseStopIntended(
                    "sandbox", "me-south-1", "orders", "http://127.0.0.1:1", "");

    @TempDir private Path folder;

    private final FakeClock clock = new FakeClock();
    private final FakeFis fis = new FakeFis();
    private final FakeRds rds = new FakeRds("available");
    private final List<Event> evidence = new ArrayList<>();
    private UndoJournal journal;

    @BeforeEach
    void open() throws IOException {
        journal = UndoJournal.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    private FisFault stopping(String parameters) {
        FisAction runbook = DatabaseStopsTest.runbook(DatabaseStopsTest.RUNBOOK, parameters);
        return fault(
                Map.of(
                        "actions",
                        Map.of(
                                "stop",
                                Map.of(
                                        "actionId",
                                        runbook.id(),
                                        "parameters",
                                        runbook.parameters()))));
    }

    private FisFault stoppingOrders() {
        return stopping("{\"ClusterName\":\"orders\",\"Action\":\"Stop\"}");
    }

    private FisFault fault(Map<String, Object> template) {
        Duration second = Duration.ofSeconds(1);
        return new FisFault(
                clock,
                fis,
                new FisTemplateSource.Inline(template),
                new DatabaseUndo(clock, () -> rds, INTENT, journal, second, evidence::add),
                INTENT,
                journal,
                second,
                evidence::add);
    }

    private List<UndoEntry> onDisk() {
        try {
            return UndoJournal.read(folder);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean passed(List<Answer> answers) {
        assertFalse(answers.isEmpty());
        return answers.stream().allMatch(Answer::passed);
    }

    @Test
    void theUndoIsOnDiskBeforeAnythingIsBroken() throws Exception {
        FisFault fault = stoppingOrders();
        assertTrue(passed(fault.preflight()));
        List<UndoEntry> atStart = new ArrayList<>();
        fis.atStart = () -> atStart.addAll(onDisk());

        fault.inject();

        assertTrue(atStart.contains(STOP), atStart.toString());
        assertTrue(evidence.stream().anyMatch(Event.UndoIntended.class::isInstance));
    }

    @Test
    void theDatabaseIsStartedAfterFisHasEndedAndBeforeItCountsAsMended() throws Exception {
        FisFault fault = stoppingOrders();
        fault.preflight();
        fault.inject();
        rds.states.addAll(List.of("stopping", "stopped", "starting", "available"));
        rds.states.removeFirst();

        fault.mend("the planned time is over");

        assertTrue(rds.calls.contains("start orders"), rds.calls.toString());
        assertInstanceOf(Event.FaultMended.class, evidence.getLast());
        assertEquals(
                List.of(
                        new UndoEntry.DatabaseStarted("me-south-1", "orders", "started again"),
                        new UndoEntry.TemplateDeleted("EXT1"),
                        new UndoEntry.FaultMended("stopped")),
                onDisk().subList(onDisk().size() - 3, onDisk().size()));
    }

    @Test
    void mendingTwiceAsksOnce() throws Exception {
        FisFault fault = stoppingOrders();
        fault.preflight();
        fault.inject();
        fault.mend("once");
        List<String> asked = List.copyOf(rds.calls);

        fault.mend("twice");

        assertEquals(asked, rds.calls);
    }

    @Test
    void theDatabaseIsStartedAlthoughFisIsSilentAndGoesOnBeingOwed() throws Exception {
        FisFault fault = stoppingOrders();
        fault.preflight();
        fault.inject();
        fis.silent = true;
        rds.states.addAll(List.of("stopped", "available"));
        rds.states.removeFirst();

        var failed = assertThrows(FaultFailed.class, () -> fault.mend("over"));

        assertTrue(failed.says().contains("./blackstart recover"), failed.says());
        assertTrue(rds.calls.contains("start orders"), rds.calls.toString());
        assertFalse(
                onDisk().stream().anyMatch(UndoEntry.DatabaseStarted.class::isInstance),
                "FIS may stop it again");
    }

    @Test
    void theDatabaseIsStartedAlthoughFisIsSilentAndWasNeverSeenToStart() throws Exception {
        FisFault fault = stoppingOrders();
        fault.preflight();
        fis.losesTheAnswerOfStart = true;
        assertThrows(FaultFailed.class, fault::inject);
        fis.silent = true;
        rds.states.addAll(List.of("stopped", "available"));
        rds.states.removeFirst();

        var failed = assertThrows(FaultFailed.class, () -> fault.mend("refused"));

        assertTrue(failed.says().contains("could not be lifted"), failed.says());
        assertTrue(rds.calls.contains("start orders"), rds.calls.toString());
        assertFalse(onDisk().stream().anyMatch(UndoEntry.DatabaseStarted.class::isInstance));
        assertFalse(onDisk().stream().anyMatch(UndoEntry.FaultMended.class::isInstance));
    }

    @Test
    void anExperimentThatWasNeverSeenToStartIsStoppedByItsTag() throws Exception {
        FisFault fault = stoppingOrders();
        fault.preflight();
        fis.losesTheAnswerOfStart = true;
        assertThrows(FaultFailed.class, fault::inject);

        fault.mend("refused");

        assertTrue(fis.calls.contains("stop"), fis.calls.toString());
        assertEquals(
                List.of(
                        new UndoEntry.TemplateDeleted("EXT1"),
                        new UndoEntry.FaultMended("never seen to start")),
                onDisk().subList(onDisk().size() - 2, onDisk().size()));
    }

    @Test
    void aTemplateThatIsNotDeletedIsReportedAsSuchAndTriedAgain() throws Exception {
        FisFault fault = stoppingOrders();
        fault.preflight();
        fault.inject();
        fis.keepsTemplates = true;

        var failed = assertThrows(FaultFailed.class, () -> fault.mend("over"));

        assertTrue(
                failed.says()
                        .startsWith(
                                "the fault is lifted, but its FIS template EXT1 could not be"
                                        + " deleted: not authorized"),
                failed.says());
        assertInstanceOf(Event.FaultMended.class, evidence.getLast());
        assertFalse(
                onDisk().stream().anyMatch(UndoEntry.FaultMended.class::isInstance),
                "recover has to look at it");

        fis.keepsTemplates = false;
        List<Event> told = List.copyOf(evidence);
        fault.mend("again");

        assertEquals(new UndoEntry.FaultMended("stopped"), onDisk().getLast());
        assertEquals(told, evidence);
        assertEquals(1, fis.calls.stream().filter("stop"::equals).count());
    }

    @Test
    void recoverNamesATemplateThatMayNotBeDeleted() throws Exception {
        fis.keepsTemplates = true;
        Duration second = Duration.ofSeconds(1);

        var failed = assertThrows(FaultFailed.class, () -> FisLeftovers.mend(fis, "run-1", second));
        assertEquals(
                "nothing of the fault is in force, but FIS template EXT1 could not be deleted:"
                        + " not authorized",
                failed.says());

        fis.keepsTemplates = false;
        assertEquals(List.of("deleted FIS template EXT1"), FisLeftovers.mend(fis, "run-1", second));
    }

    @Test
    void anActionThatNobodyUndoesIsRefusedBeforeAnythingIsMade() {
        List<Answer> answers =
                fault(
                                Map.of(
                                        "actions",
                                        Map.of(
                                                "stop",
                                                Map.of("actionId", "aws:ec2:stop-instances"))))
                        .preflight();

        assertFalse(passed(answers));
        assertTrue(
                answers.getLast().says().contains("startInstancesAfterDuration"),
                answers.toString());
        assertEquals(List.of(), fis.calls);
    }

    @Test
    void aDatabaseThatIsNotStartedIsNotMended() throws Exception {
        FisFault fault = stoppingOrders();
        fault.preflight();
        fault.inject();
        rds.silent = true;

        var failed = assertThrows(FaultFailed.class, () -> fault.mend("over"));

        assertEquals(
                "database cluster orders could not be started again: access denied; run:"
                        + " ./blackstart recover",
                failed.says());
        assertFalse(onDisk().stream().anyMatch(UndoEntry.FaultMended.class::isInstance));
    }

    @Test
    void aGlobalDatabaseIsRefusedBeforeAnythingIsMade() {
        rds.globalMembers = List.of(FakeRds.ARN);

        List<Answer> answers = stoppingOrders().preflight();

        assertFalse(passed(answers));
        assertEquals(List.of(), fis.calls);
        assertEquals(List.of(), onDisk());
    }

    @Test
    void aRunbookThatCannotBeReadIsRefused() {
        assertFalse(passed(stopping("{{parameters}}").preflight()));
    }

    @Test
    void aTemplateThatFisDoesNotKnowIsRefusedByName() {
        List<Answer> answers = fault(Map.of("actoins", Map.of())).preflight();

        assertFalse(passed(answers));
        assertTrue(answers.getLast().says().contains("actoins"), answers.toString());
    }

    @Test
    void aFaultThatStopsNoDatabaseAsksRdsNothing() throws Exception {
        FisFault fault =
                fault(
                        Map.of(
                                "actions",
                                Map.of(
                                        "wait",
                                        Map.of(
                                                "actionId",
                                                "aws:fis:wait",
                                                "parameters",
                                                Map.of("duration", "PT1M")))));
        assertTrue(passed(fault.preflight()));
        fault.inject();
        fault.mend("over");

        assertEquals(List.of(), rds.calls);
    }
}
