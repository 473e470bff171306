package io.blackstart.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a file, and where it stands there. */
sealed interface Located {
    /** Where the value begins. */
    At at();

    /** A place in a file; line and column from 1. */
    record At(String file, int line, int column) {}

    /** {@code key: value} pairs, in the file's order. */
    record Mapping(At at, Map<String, Entry> entries) implements Located {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** This mapping without one key. */
        Mapping without(String key) {
            var rest = new LinkedHashMap<>(entries);
            rest.remove(key);
            return new Mapping(at, rest);
        }
    }

    /** A mapping's value with the place of its key. */
    record Entry(At key, Located value) {}

    /** A list. */
    record Sequence(At at, List<Located> items) implements Located {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * A single value.
     *
     * @param value a {@code String}, {@code Long}, {@code Double} or {@code Boolean}
     * @param text as the file writes it
     */
    record Scalar(At at, Object value, String text) implements Located {}

    /** A key with nothing behind it, or {@code null}. */
    record Empty(At at) implements Located {}

    /** The value alone, as maps, lists, strings, numbers and booleans. */
    default Object plain() {
        return switch (this) {
            case Scalar(_, Object value, _) -> value;
            case Empty _ -> "";
            case Sequence(_, List<Located> items) -> items.stream().map(Located::plain).toList();
            case Mapping(_, Map<String, Entry> entries) -> {
                var map = new LinkedHashMap<String, Object>();
                entries.forEach((key, entry) -> map.put(key, entry.value().plain()));
                yield Collections.unmodifiableMap(map);
            }
        };
    }

    /** Every value without content, this one and those below. */
    default List<Empty> empties() {
        return switch (this) {
            case Scalar _ -> List.of();
            case Empty empty -> List.of(empty);
            case Sequence(_, List<Located> items) ->
                    items.stream().flatMap(item -> item.empties().stream()).toList();
            case Mapping(_, Map<String, Entry> entries) -> {
                var below = new ArrayList<Empty>();
                entries.values().forEach(entry -> below.addAll(entry.value().empties()));
                yield below;
            }
        };
    }
}
