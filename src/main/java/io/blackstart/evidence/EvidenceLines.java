package io.blackstart.evidence;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The line format of evidence: the header, then each event, as one line of JSON without its line
 * break. An event's line begins with its kind: <code>{"event":"Noted","at":12,"text":"…"}</code>;
 * durations are whole nanoseconds, instants ISO-8601. Safe for use by several threads.
 */
public final class EvidenceLines {
    private static final JsonFactory JSON = new JsonFactory();
    private static final RecordJson HEADER = RecordJson.of(Header.class);
    private static final Map<String, RecordJson> EVENTS =
            Arrays.stream(Event.class.getPermittedSubclasses())
                    .collect(Collectors.toMap(Class::getSimpleName, RecordJson::of));

    private EvidenceLines() {}

    /** The first line. */
    public static String write(Header header) {
        StringWriter line = new StringWriter(4096);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            HEADER.writeFields(json, header);
            json.writeEndObject();
        }
        return line.toString();
    }

    /** One event's line. */
    public static String write(Event event) {
        String kind = event.getClass().getSimpleName();
        RecordJson fields = EVENTS.get(kind);
        if (fields == null) {
            throw new IllegalStateException(kind + " is not among the permitted events");
        }
        StringWriter line = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeName("event");
            json.writeString(kind);
            fields.writeFields(json, (Record) event);
            json.writeEndObject();
        }
        return line.toString();
    }

    /**
     * The header in the first line.
     *
     * @throws UnreadableEvidence when it is none; {@link UnreadableEvidence.Newer} when its schema
     *     is not {@link Header#SCHEMA}
     */
    public static Header readHeader(String line) {
        Header header = (Header) read(line, HEADER::readFields);
        if (!header.schema().equals(Header.SCHEMA)) {
            throw new UnreadableEvidence.Newer(
                    "the evidence's schema is "
                            + header.schema()
                            + "; this version reads "
                            + Header.SCHEMA);
        }
        return header;
    }

    /**
     * The event in a line.
     *
     * @throws UnreadableEvidence when it is none; {@link UnreadableEvidence.Newer} when its kind is
     *     unknown
     */
    public static Event readEvent(String line) {
        return (Event) read(line, EvidenceLines::readEvent);
    }

    private static Object readEvent(JsonParser parser) {
        if (!"event".equals(parser.nextName()) || parser.nextToken() != JsonToken.VALUE_STRING) {
            throw new UnreadableEvidence("a line begins with \"event\"");
        }
        String kind = parser.getString();
        RecordJson fields = EVENTS.get(kind);
        if (fields == null) {
            throw new UnreadableEvidence.Newer("this version knows no event " + kind);
        }
        return fields.readFields(parser);
    }

    private static Object read(String line, Function<JsonParser, Object> content) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableEvidence("a line is a JSON object");
            }
            Object value = content.apply(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableEvidence("a line holds one JSON object only");
            }
            return value;
        } catch (JacksonException notJson) {
            throw new UnreadableEvidence("not the JSON of evidence", notJson);
        }
    }
}
