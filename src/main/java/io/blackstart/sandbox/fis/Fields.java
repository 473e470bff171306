package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.action.Faults.invalid;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The fields of an object that was sent, each read with its type and limits; what is null counts as
 * absent.
 *
 * @param where the object, as messages name it
 */
record Fields(String where, ObjectNode node) {
    static Fields of(String where, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return new Fields(where, object);
        }
        throw invalid(where + " must be an object");
    }

    String name(String field) {
        return where.isEmpty() ? field : where + "." + field;
    }

    private Optional<JsonNode> value(String field) {
        return node.optional(field).filter(value -> !value.isNull());
    }

    boolean has(String field) {
        return value(field).isPresent();
    }

    Optional<String> text(String field, Limit limit) {
        return value(field).map(value -> text(name(field), value, limit));
    }

    private static String text(String where, JsonNode value, Limit limit) {
        if (!value.isString()) {
            throw invalid(where + " must be a string");
        }
        return limit.check(where, value.asString());
    }

    String required(String field, Limit limit) {
        return text(field, limit).orElseThrow(() -> invalid(name(field) + " is required"));
    }

    /** One of some words. */
    Optional<String> word(String field, Set<String> words) {
        Optional<String> word = text(field, Limit.NAME);
        word.filter(text -> !words.contains(text))
                .ifPresent(text -> {
                    throw invalid(
                            "%s must be one of %s, not %s"
                                    .formatted(
                                            name(field), words.stream().sorted().toList(), text));
                });
        return word;
    }

    Optional<Integer> whole(String field) {
        return value(field)
                .map(value -> {
                    if (!value.isInt()) {
                        throw invalid(name(field) + " must be a whole number");
                    }
                    return value.asInt();
                });
    }

    Optional<Fields> object(String field) {
        return value(field).map(value -> of(name(field), value));
    }

    /** A list; empty when it is not there. */
    private <T> List<T> list(String field, BiFunction<String, JsonNode, T> read) {
        Optional<JsonNode> list = value(field);
        if (list.isEmpty()) {
            return List.of();
        }
        if (!list.get().isArray()) {
            throw invalid(name(field) + " must be a list");
        }
        List<T> items = new ArrayList<>();
        for (JsonNode item : list.get()) {
            items.add(read.apply(name(field) + "[" + items.size() + "]", item));
        }
        return items;
    }

    List<Fields> objects(String field) {
        return list(field, Fields::of);
    }

    List<String> texts(String field, Limit limit) {
        return list(field, (where, item) -> text(where, item, limit));
    }

    /** A map; empty when it is not there. */
    private <T> Map<String, T> map(String field, Limit keys, BiFunction<String, JsonNode, T> read) {
        Map<String, T> map = new LinkedHashMap<>();
        object(field)
                .ifPresent(object ->
                        object.node()
                                .properties()
                                .forEach(entry -> {
                                    String key =
                                            keys.check("a key of " + name(field), entry.getKey());
                                    map.put(key, read.apply(object.name(key), entry.getValue()));
                                }));
        return map;
    }

    Map<String, Fields> members(String field, Limit keys) {
        return map(field, keys, Fields::of);
    }

    Map<String, String> texts(String field, Limit keys, Limit values) {
        return map(field, keys, (where, value) -> text(where, value, values));
    }
}
