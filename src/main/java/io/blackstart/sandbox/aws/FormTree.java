package io.blackstart.sandbox.aws;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A form of the query protocol as a tree: {@code A.member.1.B=x} is a list A whose first item is a
 * structure with B.
 */
final class FormTree {
    /** No shape of the services behind the port is half as deep. */
    private static final int DEPTH_MAX = 16;

    private FormTree() {}

    /**
     * Reads a form.
     *
     * @throws AwsFault when a name is given twice, or is both a value and a structure
     */
    static ObjectNode of(Map<String, List<String>> form) {
        Map<String, String> flat = new LinkedHashMap<>();
        form.forEach((name, values) -> {
            if (values.size() != 1) {
                throw malformed(name + " is given " + values.size() + " times");
            }
            flat.put(name, values.getFirst());
        });
        return structure(flat, 0);
    }

    private static ObjectNode structure(Map<String, String> flat, int depth) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        byFirstToken(flat).forEach((name, rest) -> node.set(name, value(name, rest, depth + 1)));
        return node;
    }

    private static JsonNode value(String name, Map<String, String> rest, int depth) {
        if (depth > DEPTH_MAX) {
            throw malformed("a name has more than " + DEPTH_MAX + " levels");
        }
        String own = rest.get("");
        if (own != null) {
            if (rest.size() > 1) {
                throw malformed(name + " is both a value and a structure");
            }
            return JsonNodeFactory.instance.stringNode(own);
        }
        Map<String, Map<String, String>> inner = byFirstToken(rest);
        if (inner.keySet().stream().allMatch(FormTree::isIndex)) {
            return list(name, inner, depth);
        }
        if (inner.size() == 1) {
            Map<String, Map<String, String>> items = byFirstToken(inner.values().iterator().next());
            if (items.keySet().stream().allMatch(FormTree::isIndex)) {
                return list(name, items, depth);
            }
        }
        return structure(rest, depth);
    }

    private static ArrayNode list(String name, Map<String, Map<String, String>> items, int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Map<Integer, Map<String, String>> sorted = new TreeMap<>();
        items.forEach((index, item) -> {
            if (sorted.put(Integer.valueOf(index), item) != null) {
                throw malformed(name + " has two items with the same number");
            }
        });
        sorted.values().forEach(item -> list.add(value(name, item, depth + 1)));
        return list;
    }

    private static boolean isIndex(String token) {
        return !token.isEmpty()
                && token.length() <= 6
                && token.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Map<String, Map<String, String>> byFirstToken(Map<String, String> flat) {
        Map<String, Map<String, String>> grouped = new LinkedHashMap<>();
        flat.forEach((name, value) -> {
            int dot = name.indexOf('.');
            String token = dot < 0 ? name : name.substring(0, dot);
            String rest = dot < 0 ? "" : name.substring(dot + 1);
            grouped.computeIfAbsent(token, _ -> new LinkedHashMap<>()).put(rest, value);
        });
        return grouped;
    }

    private static AwsFault malformed(String why) {
        return new AwsFault(400, "MalformedQueryString", why);
    }
}
