package io.blackstart.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Evidence held in memory, for tests and small tools.
 *
 * @param torn whether its text ended inside a line
 */
public record InMemoryEvidence(Header header, List<Event> events, boolean torn)
        implements EvidenceReader {
    public InMemoryEvidence {
        events = List.copyOf(events);
    }

    /** Whole evidence. */
    public InMemoryEvidence(Header header, List<Event> events) {
        this(header, events, false);
    }

    /**
     * Evidence from the text of a file; what follows the last line break is dropped.
     *
     * @throws UnreadableEvidence when a whole line is none
     */
    public static InMemoryEvidence parse(String text) {
        int end = text.lastIndexOf('\n') + 1;
        List<String> lines = text.substring(0, end).lines().toList();
        if (lines.isEmpty()) {
            throw new UnreadableEvidence("evidence begins with a header line");
        }
        List<Event> events = new ArrayList<>();
        lines.stream().skip(1).map(EvidenceLines::readEvent).forEach(events::add);
        return new InMemoryEvidence(
                EvidenceLines.readHeader(lines.getFirst()), events, end < text.length());
    }

    /** The text of its file, whole lines only. */
    public String text() {
        StringBuilder text = new StringBuilder(EvidenceLines.write(header)).append('\n');
        events.forEach(event -> text.append(EvidenceLines.write(event)).append('\n'));
        return text.toString();
    }

    @Override
    public Reading read(Consumer<Event> consumer) {
        events.forEach(consumer);
        return new Reading(events.size(), torn, Sha256.of(text()));
    }
}
