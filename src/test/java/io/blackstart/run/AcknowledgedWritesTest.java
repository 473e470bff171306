package io.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.blackstart.run.AcknowledgedWrites.Acknowledged;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

final class AcknowledgedWritesTest {
    private final AcknowledgedWrites writes = new AcknowledgedWrites();

    @Test
    void nothingIsThereAtFirst() {
        assertEquals(Optional.empty(), writes.newest());
        assertEquals(
                Optional.empty(), writes.any(ofSeconds(9), Duration.ZERO, new SplittableRandom(1)));
    }

    @Test
    void onlyWhatIsOldEnoughIsFound() {
        writes.add(-1, Duration.ZERO);
        writes.add(7, ofMillis(500));
        assertEquals(Optional.of(new Acknowledged(7, ofMillis(500))), writes.newest());
        for (int seed = 0; seed < 50; seed++) {
            assertEquals(
                    Optional.of(new Acknowledged(-1, Duration.ZERO)),
                    writes.any(ofMillis(1_400), ofSeconds(1), new SplittableRandom(seed)));
        }
    }

    @Test
    void manyThreadsLoseNothingAndSeeNothingHalfDone() throws InterruptedException {
        int threads = 4;
        int each = 50_000;
        AtomicLong wrong = new AtomicLong();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            all.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                SplittableRandom random = new SplittableRandom(thread);
                                for (int n = 0; n < each; n++) {
                                    long id = (long) thread * each + n;
                                    writes.add(id, Duration.ofNanos(2 * id));
                                    writes.any(ofSeconds(1), Duration.ZERO, random)
                                            .filter(one -> one.at().toNanos() != 2 * one.id())
                                            .ifPresent(_ -> wrong.incrementAndGet());
                                }
                            }));
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertEquals(0, wrong.get());
        assertEquals(threads * each, writes.count());
        assertTrue(writes.newest().isPresent());
    }
}
