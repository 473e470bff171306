package io.blackstart.sandbox.aws;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client sent, before anything of it is understood.
 *
 * @param path as it stands on the wire
 * @param query as it stands on the wire, without the question mark; may be empty
 * @param headers the first value of each, by name in lower case
 */
record Incoming(
        String method, String path, String query, Map<String, String> headers, String body) {
    Incoming {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /** A header by its name in lower case. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** What stands between the path's first and second slash, not decoded. */
    String firstSegment() {
        String[] parts = path.split("/", 3);
        return parts.length < 2 ? "" : parts[1];
    }
}
