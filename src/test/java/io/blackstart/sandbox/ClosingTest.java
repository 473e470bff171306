package io.blackstart.sandbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class ClosingTest {
    private final List<String> taken = new ArrayList<>();
    private final Closing closing = new Closing();

    @Test
    void aStepThatFailsKeepsNoneFromBeingTaken() {
        closing.step(() -> {
            throw new IOException("first");
        });
        closing.step(() -> taken.add("second"));
        closing.step(() -> {
            throw new IllegalStateException("third");
        });
        IllegalStateException failed = assertThrows(IllegalStateException.class, closing::end);
        assertEquals(List.of("second"), taken);
        assertEquals(
                List.of("first", "third"),
                List.of(failed.getSuppressed()).stream().map(Throwable::getMessage).toList());
    }

    @Test
    void anInterruptionIsPassedOnAtTheEndOnly() {
        closing.step(() -> Thread.currentThread().interrupt());
        closing.step(() -> taken.add("interrupted: " + Thread.currentThread().isInterrupted()));
        assertEquals(List.of("interrupted: false"), taken);
        assertDoesNotThrow(closing::end);
        assertTrue(Thread.interrupted());
        assertFalse(Thread.interrupted());
    }

    @Test
    void whatWasOpenedLastIsClosedFirst() {
        Opened opened = new Opened();
        Opened early = opened.add(new Opened());
        AutoCloseable _ = opened.add(() -> taken.add("late"));
        AutoCloseable _ = early.add(() -> taken.add("a latecomer of what was opened early"));
        opened.close();
        assertEquals(List.of("late", "a latecomer of what was opened early"), taken);
    }
}
