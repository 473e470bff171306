package io.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What becomes of evidence when the disk does not keep up; that it is written is told elsewhere.
 */
@Timeout(60)
final class EvidenceLogTest {
    private static final Header HEADER =
            new Header(
                    Header.SCHEMA,
                    "run-1",
                    "x.yaml",
                    "name: x",
                    "{}",
                    "sandbox",
                    1,
                    "abc1234",
                    "blackstart run",
                    Map.of(),
                    Instant.parse("2026-11-22T03:14:00Z"),
                    42);

    @TempDir private Path folder;

    private final StopSignal stop = new StopSignal();

    private FileChannel file() throws IOException {
        return FileChannel.open(
                folder.resolve(EvidenceLog.FILE),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
    }

    private static Event note(int n) {
        return new Event.Noted(Duration.ofMillis(n), "note " + n);
    }

    @Test
    void aDiskThatDoesNotKeepUpEndsTheRunAndBlocksNobody() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        try (EvidenceLog log = new EvidenceLog(file(), HEADER, stop, new EventRing(16))) {
            log.follow(_ -> awaitQuietly(stuck));
            // 1 may be with the writer and 16 in the ring; one more finds no place
            for (int n = 0; n < 18; n++) {
                log.accept(note(n));
            }
            assertTrue(stop.reason().isPresent());
            assertEquals(Event.Ended.FAILED, stop.reason().get().ended());
            stuck.countDown();
        }
    }

    @Test
    void aBrokenDiskEndsTheRunAndNobodyWaitsForIt() throws Exception {
        FileChannel file = file();
        try (EvidenceLog log = new EvidenceLog(file, HEADER, stop, new EventRing(16))) {
            file.close();
            log.accept(note(0));
            log.sync();
            assertTrue(stop.reason().isPresent());
            assertTrue(
                    stop.reason().get().why().startsWith("the evidence cannot be written"),
                    stop.reason().get().why());
        } catch (java.io.UncheckedIOException closing) {
            // closing says once more that the file is broken
            assertTrue(closing.toString().contains("closing the evidence"));
        }
    }

    @Test
    void followersSeeEachEventOnceAndInOrder() throws Exception {
        List<Event> seen = Collections.synchronizedList(new ArrayList<>());
        try (EvidenceLog log = new EvidenceLog(folder, HEADER, stop)) {
            log.follow(seen::add);
            for (int n = 0; n < 1_000; n++) {
                log.accept(note(n));
            }
        }
        assertEquals(1_000, seen.size());
        assertEquals(note(999), seen.getLast());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
