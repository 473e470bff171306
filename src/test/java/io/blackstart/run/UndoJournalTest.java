package io.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

final class UndoJournalTest {
    private static final List<UndoEntry> ONE_OF_EACH =
            List.of(
                    new UndoEntry.WritesIntended("run-1-"),
                    new UndoEntry.FaultIntended(
                            "sandbox", "run-1", "me-south-1", "http://127.0.0.1:1", ""),
                    new UndoEntry.TemplateCreated("EXT1"),
                    new UndoEntry.ExperimentStarted("EXP1"),
                    new UndoEntry.DatabaseStopIntended(
                            "sandbox", "me-south-1", "orders", "http://127.0.0.1:1", ""),
                    new UndoEntry.DatabaseStarted("me-south-1", "orders", "started again"),
                    new UndoEntry.PointOfNoReturn("eu-central-1 was seen to take writes"),
                    new UndoEntry.FaultMended("stopped"),
                    new UndoEntry.TemplateDeleted("EXT1"),
                    new UndoEntry.WritesCleaned(0));

    @TempDir private Path folder;

    @Test
    void everyKindOfEntryIsReadAsItWasWritten() throws IOException {
        assertEquals(UndoEntry.class.getPermittedSubclasses().length, ONE_OF_EACH.size());
        try (UndoJournal journal = UndoJournal.in(folder)) {
            ONE_OF_EACH.forEach(journal::write);
        }
        assertEquals(ONE_OF_EACH, UndoJournal.read(folder));
    }

    @Test
    void aTornLastLineIsLeftOut() throws IOException {
        try (UndoJournal journal = UndoJournal.in(folder)) {
            journal.write(ONE_OF_EACH.getFirst());
        }
        Files.writeString(
                folder.resolve(UndoJournal.FILE),
                "{\"entry\":\"FaultInt",
                StandardOpenOption.APPEND);
        assertEquals(List.of(ONE_OF_EACH.getFirst()), UndoJournal.read(folder));
    }

    @Test
    void anUnknownEntryIsNotPassedOver() throws IOException {
        Files.writeString(folder.resolve(UndoJournal.FILE), "{\"entry\":\"DatabaseStopped\"}\n");
        assertThrows(IOException.class, () -> UndoJournal.read(folder));
    }
}
