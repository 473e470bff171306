package io.blackstart.sandbox.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

class UnfencedTest {
    @Test
    void itWritesWhileItsDatabaseDoesAndIsNeverSuperseded() {
        Unfenced unfenced = assertInstanceOf(Unfenced.class, Lease.of(Optional.empty()));
        assertFalse(unfenced.held());
        assertEquals(Duration.ZERO, unfenced.remaining());
        unfenced.seen(OwnDatabase.Part.PRIMARY);
        assertTrue(unfenced.held());
        assertTrue(unfenced.remaining().compareTo(Duration.ofHours(1)) > 0);
        unfenced.seen(OwnDatabase.Part.STANDBY);
        assertFalse(unfenced.held());
        assertFalse(unfenced.lapsed());
        unfenced.seen(OwnDatabase.Part.PRIMARY);
        unfenced.seen(OwnDatabase.Part.SILENT);
        assertFalse(unfenced.held());
        assertFalse(unfenced.lapsed());
    }
}
