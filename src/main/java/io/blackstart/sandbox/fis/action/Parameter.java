package io.blackstart.sandbox.fis.action;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A parameter of an action, as FIS describes it, with what the values must be. */
public record Parameter(String name, String description, boolean required, Kind kind) {

    /** What values a parameter takes. All of them travel as texts. */
    public sealed interface Kind {
        /** Anything. */
        record Text() implements Kind {}

        /** An ISO 8601 duration, both bounds included. */
        record Span(Duration shortest, Duration longest) implements Kind {}

        /** A whole number, both bounds included. */
        record Whole(int least, int most) implements Kind {}

        /** {@code true} or {@code false}. */
        record Flag() implements Kind {}

        /** One of some words, or so many of them with commas between. */
        record Word(Set<String> words, int most) implements Kind {
            public Word {
                words = Set.copyOf(words);
            }
        }

        /** So many texts with commas between. */
        record Texts(int most) implements Kind {}

        /** A JSON object. */
        record Json() implements Kind {}
    }

    /** Most actions of FIS last from a minute to twelve hours. */
    static final Kind SPAN = new Kind.Span(Duration.ofMinutes(1), Duration.ofHours(12));

    /** What FIS takes as a share of a hundred. */
    static final Kind PERCENT = new Kind.Whole(1, 100);

    static final Kind TEXT = new Kind.Text();
    static final Kind FLAG = new Kind.Flag();
    static final Kind PORT = new Kind.Whole(0, 65_535);

    static Parameter required(String name, String description, Kind kind) {
        return new Parameter(name, description, true, kind);
    }

    static Parameter optional(String name, String description, Kind kind) {
        return new Parameter(name, description, false, kind);
    }

    /** The duration that most actions need. */
    static Parameter duration() {
        return required("duration", "How long it lasts, as an ISO 8601 duration.", SPAN);
    }

    static Kind oneOf(String... words) {
        return new Kind.Word(Set.of(words), 1);
    }

    /** Refuses a value that is none. */
    void check(String where, String value) {
        String what = where + ": " + name;
        switch (kind) {
            case Kind.Text() -> {}
            case Kind.Span span -> span(what, value, span);
            case Kind.Whole whole -> whole(what, value, whole);
            case Kind.Flag() -> words(what, List.of(value), Set.of("true", "false"));
            case Kind.Word(Set<String> words, int most) ->
                    words(what, split(what, value, most), words);
            case Kind.Texts(int most) -> split(what, value, most);
            case Kind.Json() -> json(what, value);
        }
    }

    private static void span(String what, String value, Kind.Span bounds) {
        Duration span;
        try {
            span = Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw Faults.invalid(what + " is not ISO 8601, as in PT5M: " + value);
        }
        if (span.compareTo(bounds.shortest()) < 0 || span.compareTo(bounds.longest()) > 0) {
            throw Faults.invalid(
                    "%s must be %s to %s, not %s"
                            .formatted(what, bounds.shortest(), bounds.longest(), value));
        }
    }

    private static void whole(String what, String value, Kind.Whole bounds) {
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw Faults.invalid(what + " is no whole number: " + value);
        }
        if (number < bounds.least() || number > bounds.most()) {
            throw Faults.invalid(
                    "%s must be %d to %d, not %s"
                            .formatted(what, bounds.least(), bounds.most(), value));
        }
    }

    private static List<String> split(String what, String value, int most) {
        List<String> parts = Arrays.asList(value.split(",", -1));
        if (parts.size() > most || parts.stream().anyMatch(String::isEmpty)) {
            throw Faults.invalid(
                    "%s has 1 to %d values with commas between, not %s"
                            .formatted(what, most, value));
        }
        return parts;
    }

    private static void words(String what, Collection<String> values, Set<String> words) {
        for (String value : values) {
            if (!words.contains(value)) {
                throw Faults.invalid(
                        "%s must be one of %s, not %s"
                                .formatted(what, words.stream().sorted().toList(), value));
            }
        }
    }

    private static void json(String what, String value) {
        try {
            if (JsonMapper.shared().readTree(value).isObject()) {
                return;
            }
        } catch (JacksonException e) {
            throw Faults.invalid(what + " is not JSON: " + e.getOriginalMessage());
        }
        throw Faults.invalid(what + " is not a JSON object: " + value);
    }
}
