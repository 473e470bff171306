package io.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.EvidenceReader.Reading;
import io.blackstart.evidence.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class EvidenceFileTest {
    private static final Header HEADER =
            new Header(
                    Header.SCHEMA,
                    "run-1",
                    "experiments/x.yaml",
                    "name: ä",
                    "{}",
                    "sandbox",
                    10,
                    "abc1234",
                    "blackstart run",
                    Map.of("java", "25"),
                    Instant.parse("2026-11-22T03:14:00Z"),
                    42);

    @TempDir private Path folder;

    private static Event note(int n) {
        return new Event.Noted(Duration.ofMillis(n), "note " + n);
    }

    private void write(int events) throws IOException {
        try (EvidenceLog log = new EvidenceLog(folder, HEADER, new StopSignal())) {
            for (int n = 0; n < events; n++) {
                log.accept(note(n));
            }
        }
    }

    @Test
    void whatWasWrittenIsReadInOrder() throws IOException {
        write(1_000);
        EvidenceFile file = EvidenceFile.in(folder);
        assertEquals(HEADER, file.header());
        List<Event> events = new ArrayList<>();
        Reading reading = file.read(events::add);
        assertEquals(1_000, reading.events());
        assertFalse(reading.torn());
        assertEquals(note(0), events.getFirst());
        assertEquals(note(999), events.getLast());
    }

    @Test
    void readingTwiceGivesTheSame() throws IOException {
        write(10);
        EvidenceFile file = EvidenceFile.in(folder);
        assertEquals(file.read(_ -> {}), file.read(_ -> {}));
    }

    @Test
    void whatWasSyncedSurvivesAKill() throws IOException, InterruptedException {
        EvidenceLog log = new EvidenceLog(folder, HEADER, new StopSignal());
        log.accept(note(0));
        log.accept(note(1));
        log.sync();
        // what a kill leaves: the file as it is on disk now, never closed
        Path killed = Files.createDirectories(folder.resolve("killed"));
        Files.copy(folder.resolve(EvidenceLog.FILE), killed.resolve(EvidenceLog.FILE));
        log.close();
        List<Event> events = new ArrayList<>();
        Reading reading = EvidenceFile.in(killed).read(events::add);
        assertEquals(List.of(note(0), note(1)), events);
        assertTrue(reading.torn(), "a gzip stream without its end is a torn file");
    }

    @Test
    void aDiskThatIsFullFromTheStartIsAnErrorThatSaysSo() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "only Linux has a disk that is always full");
        try (FileChannel file = FileChannel.open(full, StandardOpenOption.WRITE)) {
            IOException refused =
                    assertThrows(
                            IOException.class,
                            () -> new EvidenceLog(file, HEADER, new StopSignal()).close());
            assertEquals("No space left on device", refused.getMessage());
        }
    }

    @Test
    void aDiskThatFailsInMidRunEndsTheRunBeforeTheNextStep()
            throws IOException, InterruptedException {
        StopSignal stop = new StopSignal();
        FileChannel file =
                FileChannel.open(
                        folder.resolve(EvidenceLog.FILE),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        try (EvidenceLog log = new EvidenceLog(file, HEADER, stop)) {
            log.accept(note(1));
            log.sync();
            assertEquals(Optional.empty(), stop.reason());
            file.close(); // as when the disk goes away
            log.accept(note(2));
            log.sync();
            StopSignal.Reason reason = stop.reason().orElseThrow();
            assertEquals(Event.Ended.FAILED, reason.ended());
            assertTrue(reason.why().startsWith("the evidence cannot be written: "), reason::why);
        }
        List<Event> kept = new ArrayList<>();
        assertTrue(EvidenceFile.in(folder).read(kept::add).torn());
        assertEquals(List.of(note(1)), kept);
    }

    @Test
    void aFileCutAnywhereIsReadUpToItsLastWholeLine() throws IOException {
        write(2_000);
        byte[] whole = Files.readAllBytes(folder.resolve(EvidenceLog.FILE));
        long before = Long.MAX_VALUE;
        for (double share : new double[] {0.95, 0.7, 0.4}) {
            Files.write(
                    folder.resolve(EvidenceLog.FILE),
                    Arrays.copyOf(whole, (int) (whole.length * share)));
            List<Event> events = new ArrayList<>();
            Reading reading = EvidenceFile.in(folder).read(events::add);
            assertTrue(reading.torn());
            assertTrue(reading.events() < before && reading.events() > 0);
            for (int n = 0; n < events.size(); n++) {
                assertEquals(note(n), events.get(n));
            }
            before = reading.events();
        }
    }
}
