package io.blackstart.sandbox.aws;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operation is asked with, whichever protocol it came in. A member that is there but empty
 * counts as absent.
 */
public record Parameters(ObjectNode members) {
    /**
     * From a form, in which {@code Filters.Filter.1.Name} is the name of the first filter.
     *
     * @throws AwsFault when the names contradict each other
     */
    static Parameters ofForm(Map<String, List<String>> form) {
        return new Parameters(FormTree.of(form));
    }

    /** A text. */
    public Optional<String> text(String name) {
        JsonNode value = members.path(name);
        if (value.isContainer()) {
            throw invalid(name, "is not one value");
        }
        return value.isNull() || value.isMissingNode()
                ? Optional.empty()
                : Optional.of(value.asString()).filter(text -> !text.isEmpty());
    }

    /** A text that must be there. */
    public String required(String name) {
        return text(name)
                .orElseThrow(() ->
                        new AwsFault(
                                400,
                                "MissingParameter",
                                "The request must contain the parameter " + name));
    }

    /** A text that is one of a few. */
    public Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> value = text(name);
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw invalid(name, "must be one of " + allowed + ", not " + value.get());
        }
        return value;
    }

    /** A whole number within bounds, both included. */
    public Optional<Integer> whole(String name, int least, int most) {
        return text(name)
                .map(text -> {
                    try {
                        int number = new BigDecimal(limited(name, text)).intValueExact();
                        if (number >= least && number <= most) {
                            return number;
                        }
                    } catch (ArithmeticException | NumberFormatException e) {
                        throw invalid(name, "is no whole number: " + text);
                    }
                    throw invalid(name, "must be from " + least + " to " + most + ", not " + text);
                });
    }

    /** A number, which is finite. */
    public Optional<Double> decimal(String name) {
        return text(name)
                .map(text -> {
                    try {
                        double number = Double.parseDouble(limited(name, text));
                        if (Double.isFinite(number)) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        throw invalid(name, "is no number: " + text);
                    }
                    throw invalid(name, "is not finite: " + text);
                });
    }

    /** A number as it was written is as long as its sender likes, and so is reading it. */
    private static String limited(String name, String text) {
        if (text.length() > 100) {
            throw invalid(name, "is no number: it has " + text.length() + " characters");
        }
        return text;
    }

    /** Whether a flag is set; absent means no. */
    public boolean flag(String name) {
        return oneOf(name, List.of("true", "false")).orElse("false").equals("true");
    }

    /** A moment: ISO 8601, or seconds since 1970. */
    public Optional<Instant> moment(String name) {
        return text(name)
                .map(text -> {
                    try {
                        return text.contains("T")
                                ? OffsetDateTime.parse(text).toInstant()
                                : Instant.ofEpochMilli(
                                        new BigDecimal(limited(name, text))
                                                .movePointRight(3)
                                                .longValue());
                    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
                        throw invalid(name, "is no moment: " + text);
                    }
                });
    }

    /** A list of texts; absent means empty. */
    public List<String> texts(String name) {
        return list(name).stream()
                .map(value -> {
                    if (value.isContainer()) {
                        throw invalid(name, "is no list of values");
                    }
                    return value.asString();
                })
                .toList();
    }

    /** A list of structures; absent means empty. */
    public List<Parameters> structures(String name) {
        return list(name).stream()
                .map(value -> {
                    if (value instanceof ObjectNode object) {
                        return new Parameters(object);
                    }
                    throw invalid(name, "is no list of structures");
                })
                .toList();
    }

    private List<JsonNode> list(String name) {
        JsonNode value = members.path(name);
        if (value.isArray()) {
            return List.copyOf(value.values());
        }
        if (text(name).isPresent()) {
            throw invalid(name, "is no list");
        }
        return List.of();
    }

    /** A structure. */
    public Optional<Parameters> structure(String name) {
        JsonNode value = members.path(name);
        if (value instanceof ObjectNode object) {
            return Optional.of(new Parameters(object));
        }
        if (value.isArray() || text(name).isPresent()) {
            throw invalid(name, "is no structure");
        }
        return Optional.empty();
    }

    /** The refusal of a parameter's value. */
    public static AwsFault invalid(String name, String why) {
        return new AwsFault(400, "InvalidParameterValue", "The parameter " + name + " " + why);
    }
}
