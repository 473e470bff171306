package io.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class EventRingTest {
    private static Event.Noted note(int thread, int n) {
        return new Event.Noted(Duration.ofNanos(n), Integer.toString(thread));
    }

    @Test
    void handsOnInOrder() throws IOException {
        EventRing ring = new EventRing(8);
        List<Event> seen = new ArrayList<>();
        for (int n = 0; n < 30; n++) {
            assertTrue(ring.offer(note(0, n)));
            if (n % 5 == 4) {
                ring.drain(seen::add);
            }
        }
        assertEquals(30, seen.size());
        for (int n = 0; n < 30; n++) {
            assertEquals(note(0, n), seen.get(n));
        }
    }

    @Test
    void aFullRingTakesNothingMoreUntilItIsDrained() throws IOException {
        EventRing ring = new EventRing(4);
        for (int n = 0; n < 4; n++) {
            assertTrue(ring.offer(note(0, n)));
        }
        assertFalse(ring.offer(note(0, 4)));
        List<Event> seen = new ArrayList<>();
        ring.drain(seen::add);
        assertEquals(4, seen.size());
        assertTrue(ring.offer(note(0, 5)));
    }

    @Test
    void manyThreadsLoseNothingAndKeepTheirOrder() throws Exception {
        EventRing ring = new EventRing(1 << 10);
        int threads = 6;
        int each = 20_000;
        List<Thread> writers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            writers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int n = 0; n < each; ) {
                                    if (ring.offer(note(thread, n))) {
                                        n++;
                                    } else {
                                        Thread.onSpinWait();
                                    }
                                }
                            }));
        }
        int[] next = new int[threads];
        while (ring.taken() < (long) threads * each) {
            ring.drain(event -> {
                int thread = Integer.parseInt(((Event.Noted) event).text());
                assertEquals(next[thread]++, event.at().toNanos());
            });
            Thread.onSpinWait();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        for (int count : next) {
            assertEquals(each, count);
        }
    }

    @Test
    void whatItsSinkCouldNotTakeIsNotOfferedTwice() throws IOException {
        EventRing ring = new EventRing(4);
        ring.offer(note(0, 0));
        ring.offer(note(0, 1));
        assertThrows(
                IOException.class,
                () ->
                        ring.drain(_ -> {
                            throw new IOException("full disk");
                        }));
        List<Event> seen = new ArrayList<>();
        ring.drain(seen::add);
        assertEquals(List.of(note(0, 1)), seen);
    }
}
