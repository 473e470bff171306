package io.blackstart.experiment;

import io.blackstart.experiment.Located.At;
import io.blackstart.experiment.Located.Entry;
import io.blackstart.experiment.Located.Mapping;
import io.blackstart.experiment.Located.Scalar;
import io.blackstart.experiment.Located.Sequence;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A mapping of a file while it is read. What the schema has refused already reads as absent, so
 * that a check of two values stays silent when one of them is wrong by itself.
 *
 * @param path how messages name it, {@code budgets.recoveryTime}; empty for the whole file
 * @param at where its key stands; where the nearest key above it stands when it is left out
 */
record Section(String path, At at, Map<String, Entry> entries, Problems problems) {
    private static final double WHOLE_MAX = 1e15;

    static Section of(Mapping root, Problems problems) {
        return new Section("", root.at(), root.entries(), problems);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The mapping below a key; an empty one when there is none. */
    Section section(String key) {
        return section(key, entries.get(key));
    }

    private Section section(String key, @Nullable Entry entry) {
        if (entry == null) {
            return new Section(path(key), at, Map.of(), problems);
        }
        return entry.value() instanceof Mapping mapping
                ? new Section(path(key), entry.key(), mapping.entries(), problems)
                : new Section(path(key), entry.key(), Map.of(), problems);
    }

    /** The mappings in a list, in order. */
    List<Section> sections(String key) {
        var sections = new ArrayList<Section>();
        if (has(key) && value(key).orElseThrow() instanceof Sequence(_, List<Located> items)) {
            for (Located item : items) {
                String name = key + "[" + sections.size() + "]";
                sections.add(section(name, new Entry(item.at(), item)));
            }
        }
        return sections;
    }

    Optional<Located> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    Optional<String> text(String key) {
        return scalar(key).filter(scalar -> scalar.value() instanceof String).map(Scalar::text);
    }

    Optional<String> text(String key, String absent) {
        return has(key) ? text(key) : Optional.of(absent);
    }

    Optional<Duration> duration(String key) {
        return text(key).flatMap(DurationText::parse);
    }

    Optional<Duration> duration(String key, Duration absent) {
        return has(key) ? duration(key) : Optional.of(absent);
    }

    Optional<Share> share(String key) {
        return scalar(key)
                .flatMap(scalar ->
                        switch (scalar.value()) {
                            case String text -> Share.parse(text);
                            case Number number -> share(number.doubleValue());
                            default -> Optional.empty();
                        });
    }

    private static Optional<Share> share(double number) {
        return number >= 0 && number <= 1 ? Optional.of(new Share(number)) : Optional.empty();
    }

    Optional<Share> share(String key, Share absent) {
        return has(key) ? share(key) : Optional.of(absent);
    }

    Optional<Long> whole(String key) {
        // to a schema, 10.0 is a whole number too
        return scalar(key)
                .map(Scalar::value)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).doubleValue())
                .filter(number -> number == Math.rint(number) && Math.abs(number) < WHOLE_MAX)
                .map(Double::longValue);
    }

    Optional<Long> whole(String key, long absent) {
        return has(key) ? whole(key) : Optional.of(absent);
    }

    Optional<Boolean> flag(String key) {
        return scalar(key)
                .map(Scalar::value)
                .filter(Boolean.class::isInstance)
                .map(Boolean.class::cast);
    }

    /** The texts of a list; those of another kind are left out. */
    List<String> texts(String key) {
        return value(key).orElse(null) instanceof Sequence(_, List<Located> items)
                ? items.stream()
                        .filter(Scalar.class::isInstance)
                        .map(item -> ((Scalar) item).text())
                        .toList()
                : List.of();
    }

    /** What a mapping from names holds, each value read by {@code read}, in the file's order. */
    <T> Map<String, T> named(Function<String, Optional<T>> read) {
        var values = new LinkedHashMap<String, T>();
        for (String key : entries.keySet()) {
            read.apply(key).ifPresent(value -> values.put(key, value));
        }
        return values;
    }

    Map<String, String> named() {
        return named(this::text);
    }

    /** Notes what is wrong with a key's value, at the value, or here when it is left out. */
    void problem(String key, String what) {
        Entry entry = entries.get(key);
        problems.add(entry == null ? at : entry.value().at(), path(key) + ": " + what);
    }

    /** Notes what is wrong with a key, at the key. */
    void keyProblem(String key, String what) {
        Entry entry = entries.get(key);
        problems.add(entry == null ? at : entry.key(), path(key) + ": " + what);
    }

    private Optional<Scalar> scalar(String key) {
        return value(key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
