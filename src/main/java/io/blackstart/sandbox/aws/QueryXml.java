package io.blackstart.sandbox.aws;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.POJONode;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/**
 * Answers of the query protocol: a tree of members becomes elements, an item of a list an element
 * in the list's own.
 */
final class QueryXml {
    private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final String TYPE = "text/xml";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder(PROLOGUE);
    private final Map<String, String> itemNames;

    private QueryXml(Map<String, String> itemNames) {
        this.itemNames = itemNames;
    }

    /**
     * The answer to an operation.
     *
     * @param itemNames by the name of a list, what its items are called, where that is not {@code
     *     member}
     */
    static AwsResponse answer(
            String namespace, String operation, JsonNode members, Map<String, String> itemNames) {
        QueryXml xml = new QueryXml(itemNames);
        String id = UUID.randomUUID().toString();
        xml.out.append('<').append(operation).append("Response xmlns=\"").append(namespace);
        xml.out.append("\">");
        xml.element(operation + "Result", members);
        xml.out.append("<ResponseMetadata><RequestId>").append(id);
        xml.out.append("</RequestId></ResponseMetadata></").append(operation).append("Response>");
        return new AwsResponse(200, TYPE, Map.of("x-amzn-RequestId", id), xml.out.toString());
    }

    /**
     * An error.
     *
     * @param namespace may be empty
     */
    static AwsResponse error(String namespace, int status, String code, String message) {
        QueryXml xml = new QueryXml(Map.of());
        String id = UUID.randomUUID().toString();
        xml.out.append("<ErrorResponse");
        if (!namespace.isEmpty()) {
            xml.out.append(" xmlns=\"").append(namespace).append('"');
        }
        xml.out.append("><Error><Type>").append(status < 500 ? "Sender" : "Receiver");
        xml.out.append("</Type><Code>");
        xml.text(code);
        xml.out.append("</Code><Message>");
        xml.text(message);
        xml.out.append("</Message></Error><RequestId>").append(id);
        xml.out.append("</RequestId></ErrorResponse>");
        return new AwsResponse(status, TYPE, Map.of("x-amzn-RequestId", id), xml.out.toString());
    }

    private void element(String name, JsonNode value) {
        if (value.isNull()) {
            return;
        }
        out.append('<').append(name).append('>');
        if (value.isObject()) {
            value.properties().forEach(member -> element(member.getKey(), member.getValue()));
        } else if (value.isArray()) {
            String item = itemNames.getOrDefault(name, "member");
            value.values().forEach(each -> element(item, each));
        } else if (value instanceof POJONode node && node.getPojo() instanceof Instant moment) {
            out.append(MOMENT.format(moment));
        } else {
            text(value.asString());
        }
        out.append("</").append(name).append('>');
    }

    private void text(String text) {
        text.codePoints()
                .forEach(point -> {
                    switch (point) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '\r' -> out.append("&#13;");
                        default -> out.appendCodePoint(allowed(point) ? point : 0xFFFD);
                    }
                });
    }

    /** XML has no way to write the others, and requests may hold them. */
    private static boolean allowed(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
