package io.blackstart.sandbox.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class GrantedLeaseTest {
    private static final long MILLI = 1_000_000;
    private static final LeaseTerms THREE_SECONDS = new LeaseTerms(Duration.ofSeconds(3));

    private long now = 5_000 * MILLI;
    private final GrantedLease lease = new GrantedLease(THREE_SECONDS, () -> now);

    @Test
    void oneNeverGrantedIsNeitherHeldNorLapsed() {
        assertFalse(lease.held());
        assertFalse(lease.lapsed());
        assertEquals(Duration.ZERO, lease.remaining());
    }

    @Test
    void itEndsAMarginBeforeWhatWasGranted() {
        lease.extend(now + 3_000 * MILLI);
        assertEquals(Duration.ofMillis(2_700), lease.remaining());
        now += 2_700 * MILLI - 1;
        assertTrue(lease.held());
        now++;
        assertFalse(lease.held());
        assertTrue(lease.lapsed());
    }

    @Test
    void aGrantThatArrivesAfterItsEndGivesNothing() {
        lease.extend(now - 1);
        assertFalse(lease.held());
    }

    @Test
    void anOlderGrantDoesNotShortenIt() {
        lease.extend(now + 3_000 * MILLI);
        lease.extend(now + 1_000 * MILLI);
        assertEquals(Duration.ofMillis(2_700), lease.remaining());
    }

    @Test
    void aNewGrantRevivesIt() {
        lease.extend(now + 300 * MILLI);
        assertTrue(lease.lapsed());
        lease.extend(now + 3_000 * MILLI);
        assertTrue(lease.held());
        assertFalse(lease.lapsed());
    }

    @Test
    void oneThatIsSurrenderedHasLapsedAtOnce() {
        lease.surrender();
        assertFalse(lease.lapsed());
        lease.extend(now + 3_000 * MILLI);
        lease.surrender();
        assertTrue(lease.lapsed());
        assertEquals(now, lease.end().orElseThrow());
        now += MILLI;
        lease.surrender();
        assertEquals(now - MILLI, lease.end().orElseThrow());
    }

    @Test
    void aLeaseTooShortForItsMarginsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LeaseTerms(Duration.ofMillis(299)));
        assertEquals(Duration.ofMillis(50), new LeaseTerms(Duration.ofMillis(300)).period());
    }
}
