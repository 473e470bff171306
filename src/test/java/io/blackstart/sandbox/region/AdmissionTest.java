package io.blackstart.sandbox.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class AdmissionTest {
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void letsInAsManyAsAllowedAndMoreAfterOneHasLeft() {
        Admission admission = new Admission(2, told::incrementAndGet);
        assertTrue(admission.enter());
        assertTrue(admission.enter());
        assertFalse(admission.enter());
        admission.leave();
        assertTrue(admission.enter());
    }

    @Test
    void oneAfterTheOtherIsNoLoadAndTwoTogetherAreOnce() {
        Admission admission = new Admission(8, told::incrementAndGet);
        for (int i = 0; i < 5; i++) {
            assertTrue(admission.enter());
            admission.leave();
        }
        assertEquals(0, told.get());
        for (int i = 0; i < 8; i++) {
            admission.enter();
        }
        assertEquals(1, told.get());
    }

    @Test
    void aRefusalIsLoadToo() {
        Admission admission = new Admission(1, told::incrementAndGet);
        assertTrue(admission.enter());
        assertFalse(admission.enter());
        assertEquals(1, told.get());
    }

    @Test
    void onceLiftedThereIsNoLimit() {
        Admission admission = new Admission(1, told::incrementAndGet);
        assertTrue(admission.enter());
        admission.lift();
        assertTrue(IntStream.range(0, 1_000).allMatch(_ -> admission.enter()));
    }

    @Test
    void strayErrorsStrikeAtTheirRateAndNeverAtNone() {
        StrayErrors some = new StrayErrors(0.01, new SplittableRandom(1));
        long struck = IntStream.range(0, 100_000).filter(_ -> some.strikes()).count();
        assertTrue(struck > 800 && struck < 1_200, "1,000 are expected: " + struck);
        StrayErrors none = new StrayErrors(0, new SplittableRandom(1));
        assertTrue(IntStream.range(0, 10_000).noneMatch(_ -> none.strikes()));
    }
}
