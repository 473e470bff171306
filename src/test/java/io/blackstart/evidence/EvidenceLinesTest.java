package io.blackstart.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event.Noted;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class EvidenceLinesTest {
    static Stream<Class<?>> kinds() {
        return Stream.of(Event.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsBackEachKindAsItWasWritten(Class<?> kind) throws ReflectiveOperationException {
        SplittableRandom random = new SplittableRandom(kind.getSimpleName().hashCode());
        for (int i = 0; i < 300; i++) {
            Event event = (Event) AnyEvent.of(kind, random);
            String line = EvidenceLines.write(event);

            assertEquals(event, EvidenceLines.readEvent(line), line);
            assertFalse(line.contains("\n"), line);
        }
    }

    @Test
    void readsBackTheHeader() throws ReflectiveOperationException {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 300; i++) {
            Header any = (Header) AnyEvent.of(Header.class, random);
            Header header = withSchema(any, Header.SCHEMA);

            assertEquals(header, EvidenceLines.readHeader(EvidenceLines.write(header)));
        }
    }

    @Test
    void aLineBeginsWithItsKindAndCountsInNanoseconds() {
        assertEquals(
                "{\"event\":\"Noted\",\"at\":1500000000,\"text\":\"hello\"}",
                EvidenceLines.write(new Noted(Duration.ofMillis(1_500), "hello")));
    }

    @Test
    void aKindOfANewerVersionIsCalledNewer() {
        var newer =
                assertThrows(
                        UnreadableEvidence.Newer.class,
                        () -> EvidenceLines.readEvent("{\"event\":\"Teleported\",\"at\":1}"));

        assertTrue(newer.toString().contains("Teleported"), newer.toString());
    }

    @Test
    void aSchemaOfANewerVersionIsCalledNewer() throws ReflectiveOperationException {
        Header any = (Header) AnyEvent.of(Header.class, new SplittableRandom(3));
        String line = EvidenceLines.write(withSchema(any, "blackstart/evidence/99"));

        assertThrows(UnreadableEvidence.Newer.class, () -> EvidenceLines.readHeader(line));
    }

    @Test
    void aFieldOfANewerVersionIsPassedOver() {
        assertEquals(
                new Noted(Duration.ofNanos(7), "x"),
                EvidenceLines.readEvent(
                        "{\"event\":\"Noted\",\"mood\":{\"a\":[1]},\"at\":7,\"text\":\"x\"}"));
    }

    @Test
    void whatIsNoEventIsUnreadable() {
        for (String line :
                List.of(
                        "",
                        "nonsense",
                        "[]",
                        "{\"at\":7}",
                        "{\"event\":\"Noted\",\"at\":7}",
                        "{\"event\":\"Noted\",\"at\":\"7\",\"text\":\"x\"}",
                        "{\"event\":\"Noted\",\"at\":7,\"text\":7}",
                        "{\"event\":\"Noted\",\"at\":7,\"text\":\"x\"} {}",
                        "{\"event\":\"PhaseBegan\",\"at\":7,\"phase\":\"LUNCH\"}",
                        "{\"event\":\"Noted\",\"at\":7,\"te")) {
            assertThrows(UnreadableEvidence.class, () -> EvidenceLines.readEvent(line), line);
        }
    }

    @Test
    void aTornTailIsDroppedAndTold() throws ReflectiveOperationException {
        Header any = (Header) AnyEvent.of(Header.class, new SplittableRandom(4));
        Header header = withSchema(any, Header.SCHEMA);
        Noted noted = new Noted(Duration.ZERO, "whole");
        String whole = new InMemoryEvidence(header, List.of(noted)).text();

        InMemoryEvidence torn = InMemoryEvidence.parse(whole + "{\"event\":\"No");

        assertEquals(new InMemoryEvidence(header, List.of(noted), true), torn);
        assertEquals(
                InMemoryEvidence.parse(whole).read(_ -> {}).sha256(), torn.read(_ -> {}).sha256());
    }

    private static Header withSchema(Header any, String schema) {
        return new Header(
                schema,
                any.runId(),
                any.experimentFile(),
                any.experimentText(),
                any.environmentText(),
                any.kind(),
                any.speed(),
                any.commit(),
                any.commandLine(),
                any.versions(),
                any.startedAt(),
                any.originNanos());
    }
}
