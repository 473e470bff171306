package io.blackstart.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.blackstart.evidence.Event.Noted;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class InMemoryEvidenceTest {
    private static final Header HEADER =
            new Header(
                    Header.SCHEMA,
                    "20261122T020000Z-1",
                    "experiment.yaml",
                    "name: a drill\n",
                    "{}",
                    "sandbox",
                    10,
                    "0123abc",
                    "blackstart run experiment.yaml",
                    Map.of("java", "25"),
                    Instant.parse("2026-11-22T02:00:00Z"),
                    0);
    private static final List<Event> EVENTS =
            List.of(new Noted(Duration.ZERO, "first"), new Noted(Duration.ofNanos(7), "last"));

    @Test
    void handsOnEachEventOfAWholeText() {
        InMemoryEvidence evidence =
                InMemoryEvidence.parse(new InMemoryEvidence(HEADER, EVENTS).text());

        List<Event> read = new ArrayList<>();
        EvidenceReader.Reading reading = evidence.read(read::add);

        assertEquals(EVENTS, read);
        assertEquals(EVENTS.size(), reading.events());
        assertFalse(evidence.torn());
        assertFalse(reading.torn());
    }

    @Test
    void isKnownByTheHashOfItsText() {
        InMemoryEvidence evidence = new InMemoryEvidence(HEADER, EVENTS);
        assertEquals(Sha256.of(evidence.text()), evidence.read(_ -> {}).sha256());
        // the example of the standard, FIPS 180
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Sha256.of("abc"));
    }
}
