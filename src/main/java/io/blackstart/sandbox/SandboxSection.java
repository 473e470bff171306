package io.blackstart.sandbox;

import io.blackstart.sandbox.lease.LeaseTerms;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code sandbox:} section as text, and its strict reading. */
final class SandboxSection {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private final JsonNode section;
    private final Set<String> known = new HashSet<>();

    private SandboxSection(JsonNode section) {
        this.section = section;
    }

    static SandboxSettings parse(String json) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JacksonException notJson) {
            throw new IllegalArgumentException(
                    "the sandbox section is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("the sandbox section is not an object: " + node);
        }
        return new SandboxSection(node).settings();
    }

    private SandboxSettings settings() {
        int speed = number("speed", 1);
        boolean synchronous = choice("replication", "asynchronous", "synchronous");
        boolean broken = choice("promotion", "automatic", "broken");
        Duration wanDelay = duration("wanDelay", "45ms");
        LeaseTerms lease = new LeaseTerms(duration("lease", "3s"));
        Optional<Path> truth = path("truth");
        int ttl = number("ttl", 60);
        int interval = number("interval", 10);
        int threshold = number("threshold", 3);
        Duration propagation = duration("propagation", "500ms");
        boolean endToStart = choice("blackholeInterval", "startToStart", "endToStart");
        refuseUnknown();
        return new SandboxSettings(
                speed,
                synchronous,
                !broken,
                wanDelay,
                lease,
                truth,
                ttl,
                interval,
                threshold,
                propagation,
                endToStart);
    }

    private Optional<JsonNode> value(String key) {
        known.add(key);
        return section.optional(key).filter(value -> !value.isNull());
    }

    private int number(String key, int otherwise) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.get().isInt()) {
            throw wrong(key, value.get(), "a whole number");
        }
        return value.get().asInt();
    }

    /** Whether the second of two words is there; the first holds where nothing is said. */
    private boolean choice(String key, String usual, String other) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return false;
        }
        String word = value.get().isString() ? value.get().asString() : "";
        if (!List.of(usual, other).contains(word)) {
            throw wrong(key, value.get(), usual + " or " + other);
        }
        return word.equals(other);
    }

    private Duration duration(String key, String otherwise) {
        Optional<JsonNode> value = value(key);
        String text = value.map(JsonNode::toString).orElse('"' + otherwise + '"');
        Matcher matcher = DURATION.matcher(text.substring(1, Math.max(1, text.length() - 1)));
        if (!text.startsWith("\"") || !matcher.matches()) {
            throw wrong(key, value.orElseThrow(), "a duration such as \"" + otherwise + '"');
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }

    private Optional<Path> path(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (value.get().isString() && !value.get().asString().isEmpty()) {
                return Optional.of(Path.of(value.get().asString()).toAbsolutePath());
            }
        } catch (InvalidPathException invalid) {
            throw wrong(key, value.get(), "a path");
        }
        throw wrong(key, value.get(), "a path");
    }

    private void refuseUnknown() {
        Set<String> unknown = new TreeSet<>(section.propertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "the sandbox knows no "
                            + String.join(", ", unknown)
                            + "; it knows "
                            + String.join(", ", new TreeSet<>(known)));
        }
    }

    private static IllegalArgumentException wrong(String key, JsonNode value, String right) {
        return new IllegalArgumentException(
                "sandbox." + key + " is " + value + "; it must be " + right);
    }
}
