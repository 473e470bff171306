package io.blackstart.sandbox;

import io.blackstart.sandbox.SandboxSettings.Application;
import io.blackstart.sandbox.SandboxSettings.Data;
import io.blackstart.sandbox.SandboxSettings.Names;
import io.blackstart.sandbox.SandboxSettings.Wan;
import io.blackstart.sandbox.lease.LeaseTerms;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
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
        SandboxSettings settings =
                new SandboxSettings(
                        number("speed", 1), path("truth"), names(), application(), data(), wan());
        refuseUnknown();
        refuseUnheeded(settings);
        return settings;
    }

    /** What stands there, as if it were in force, while nothing heeds it. */
    private void refuseUnheeded(SandboxSettings settings) {
        Data data = settings.data();
        boolean automatic = data.promotion() == Data.Promotion.AUTOMATIC;
        boolean pilot = settings.application().standby() == Application.Standby.PILOT_LIGHT;
        boolean alias = settings.names().records() == Names.Records.ALIAS;
        refuseUnless(data.lease().isPresent(), "lease", "fencing is false");
        refuseUnless(automatic, "promotionDelay", "promotion is not automatic");
        refuseUnless(pilot, "scaleOut", "standby is not pilotLight");
        refuseUnless(pilot, "pilotRequests", "standby is not pilotLight");
        refuseUnless(alias, "evaluateTargetHealth", "records is not alias");
    }

    private void refuseUnless(boolean heeded, String key, String because) {
        if (!heeded && value(key).isPresent()) {
            throw new IllegalArgumentException(
                    "sandbox." + key + " has no effect where " + because + "; leave it out");
        }
    }

    private Names names() {
        return new Names(
                number("ttl", 60),
                number("interval", 10),
                number("threshold", 3),
                duration("propagation", "500ms"),
                word("blackholeInterval", Names.BlackholeInterval.START_TO_START),
                word("records", Names.Records.ALIAS),
                flag("primaryCheck", true),
                flag("secondaryCheck", true),
                flag("evaluateTargetHealth", true),
                word("aaaa", Names.Aaaa.NONE));
    }

    private Application application() {
        return new Application(
                word("health", Application.Health.DEEP),
                word("standby", Application.Standby.FULL),
                duration("scaleOut", "60s"),
                number("pilotRequests", 8),
                word("standbyUses", Application.StandbyUses.OWN),
                fraction("errorRate"),
                word("idempotency", Application.Idempotency.KEPT));
    }

    private Data data() {
        Duration lease = duration("lease", "3s");
        return new Data(
                word("replication", Data.Replication.ASYNCHRONOUS),
                duration("replicationDelay", "0s"),
                word("promotion", Data.Promotion.AUTOMATIC),
                duration("promotionDelay", "0s"),
                flag("fencing", true) ? Optional.of(new LeaseTerms(lease)) : Optional.empty(),
                word("comeback", Data.Comeback.LEFT),
                word("topology", Data.Topology.GLOBAL));
    }

    private Wan wan() {
        return new Wan(
                duration("wanDelay", "45ms"),
                duration("wanJitter", "0ms"),
                texts("usersBlocked"),
                texts("checkersBlocked"));
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

    private boolean flag(String key, boolean otherwise) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!value.get().isBoolean()) {
            throw wrong(key, value.get(), "true or false");
        }
        return value.get().asBoolean();
    }

    private double fraction(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return 0;
        }
        if (!value.get().isNumber()) {
            throw wrong(key, value.get(), "a number");
        }
        return value.get().asDouble();
    }

    private Set<String> texts(String key) {
        Set<String> texts = new LinkedHashSet<>();
        Optional<JsonNode> value = value(key);
        if (value.isPresent()) {
            for (JsonNode text : value.get()) {
                texts.add(text.asString());
            }
            if (!value.get().isArray() || texts.size() != value.get().size()) {
                throw wrong(key, value.get(), "a list of regions");
            }
        }
        return texts;
    }

    /** One of the words of an enumeration, in camel case. */
    private <E extends Enum<E>> E word(String key, E usual) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : usual.getDeclaringClass().getEnumConstants()) {
            words.put(camelCase(constant.name()), constant);
        }
        Optional<JsonNode> value = value(key);
        if (value.isEmpty()) {
            return usual;
        }
        E meant = words.get(value.get().isString() ? value.get().asString() : "");
        if (meant == null) {
            throw wrong(key, value.get(), String.join(" or ", words.keySet()));
        }
        return meant;
    }

    private static String camelCase(String constant) {
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < constant.length(); at++) {
            char letter = constant.charAt(at);
            boolean first = !word.isEmpty() && word.charAt(word.length() - 1) == '_';
            if (first) {
                word.setLength(word.length() - 1);
            }
            word.append(first || letter == '_' ? letter : Character.toLowerCase(letter));
        }
        return word.toString();
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
