package io.blackstart.experiment;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;

import io.blackstart.experiment.Located.Scalar;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what a schema's error means to the person who wrote the file: the offending value, and what
 * would be right, in the words of the schema's own titles.
 */
final class Wording {
    private static final int SHOWN_MAX = 60;

    private final JsonNode schema;

    Wording(JsonNode schema) {
        this.schema = schema;
    }

    /**
     * One sentence.
     *
     * @param path how the file's keys lead to the place
     * @param value what stands there; for an unknown key, the mapping that holds it
     */
    String sentence(Error error, String path, Located value) {
        JsonNode node = owner(error.getSchemaLocation().getFragment());
        return (path.isEmpty() ? "" : path + ": ")
                + switch (error.getKeyword()) {
                    case "additionalProperties" -> unknownKey(node, error.getProperty());
                    case "propertyNames" -> "this name is not possible here; take another one";
                    case "required" -> missing(node, path, error.getProperty());
                    case "minProperties" ->
                            "nothing stands below it; right would be at least one of " + keys(node);
                    case "maxProperties" ->
                            "too much stands below it; right would be only one of " + keys(node);
                    case "minItems" ->
                            "too few values; right would be at least " + error.getArguments()[0];
                    case "maxItems" ->
                            "too many values; right would be at most " + error.getArguments()[0];
                    case "uniqueItems" -> "a value stands in the list twice; once is enough";
                    case "enum" -> notAllowed(node, value);
                    default -> notRight(node, path, value);
                };
    }

    private static String unknownKey(JsonNode node, String key) {
        if (names(node.path("x-later")).contains(key)) {
            return "is not supported by this version; " + node.path("x-now").asString() + " is";
        }
        List<String> known = List.copyOf(node.path("properties").propertyNames());
        return "unknown key"
                + NearestName.to(key, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse(known.isEmpty() ? "" : "; known here: " + keys(node));
    }

    private String missing(JsonNode node, String path, String key) {
        return key
                + " is missing; right would be "
                + find(node, path, key)
                        .map(property -> title(property).orElse("a mapping"))
                        .orElse("to state it");
    }

    /**
     * The property's schema: beside the demand, or, where a branch of the schema demands what the
     * main part describes, on the same path there.
     */
    private Optional<JsonNode> find(JsonNode node, String path, String key) {
        JsonNode main = schema;
        for (String name : path.isEmpty() ? new String[0] : path.split("\\.")) {
            main = main.path("properties").path(name);
        }
        return Stream.of(node, main)
                .map(owner -> owner.path("properties").path(key))
                .filter(property -> title(property).isPresent())
                .findFirst();
    }

    private static String notAllowed(JsonNode node, Located value) {
        String shown = shown(value);
        String text = value instanceof Scalar scalar ? scalar.text() : "";
        List<String> allowed = names(node.path("enum"));
        if (names(node.path("x-later")).contains(text)) {
            return shown
                    + " is not supported by this version; "
                    + String.join(", ", allowed)
                    + (allowed.size() == 1 ? " is" : " are");
        }
        return shown
                + (allowed.size() == 1
                        ? " is not possible; right would be " + allowed.getFirst()
                        : " is not one of " + String.join(", ", allowed))
                + NearestName.to(text, allowed)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
    }

    private String notRight(JsonNode node, String path, Located value) {
        String right = title(node).orElseGet(() -> kind(node.path("type")));
        if (value instanceof Located.Empty) {
            return "no value stands behind this key; right would be " + right;
        }
        // a header's value may be a secret in the wrong place: it is not shown
        String shown = path.contains("headers.") ? "the value" : shown(value);
        return shown
                + " is not "
                + right
                + suggestion(value, right)
                        .filter(_ -> !shown.equals("the value"))
                        .map(better -> "; did you mean " + better + "?")
                        .orElse("");
    }

    private static Optional<String> suggestion(Located value, String right) {
        return switch (value) {
            case Scalar(_, String _, String text) -> Suggestion.forText(text, right);
            case Scalar(_, _, String text) when right.startsWith("a text") ->
                    Optional.of("'" + text + "'");
            case Scalar(_, _, String text) -> Suggestion.forText(text, right);
            case Located.Empty _, Located.Mapping _, Located.Sequence _ -> Optional.empty();
        };
    }

    private Optional<String> title(JsonNode node) {
        if (node.path("title").isString()) {
            return Optional.of(node.path("title").asString());
        }
        if (node.path("$ref").isString()) {
            return title(schema.at(node.path("$ref").asString().substring(1)));
        }
        return node.path("type").isMissingNode()
                ? Optional.empty()
                : Optional.of(kind(node.path("type")));
    }

    private static String kind(JsonNode type) {
        return switch (type.asString("value")) {
            case "object" -> "a mapping, lines such as key: value below it";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> "a value of another kind";
        };
    }

    private static String shown(Located value) {
        return switch (value) {
            case Located.Empty _ -> "nothing";
            case Located.Mapping _ -> "a mapping";
            case Located.Sequence _ -> "a list";
            case Scalar(_, String text, _) -> '"' + shortened(withoutPassword(text)) + '"';
            case Scalar(_, _, String text) -> shortened(text);
        };
    }

    private static String withoutPassword(String text) {
        return text.replaceFirst("//[^/]*@", "//…@");
    }

    private static String shortened(String text) {
        String line = text.replace('\n', ' ');
        return line.length() <= SHOWN_MAX ? line : line.substring(0, SHOWN_MAX) + "…";
    }

    /** The part of the schema that holds the keyword which the fragment names last. */
    private JsonNode owner(NodePath fragment) {
        JsonNode node = schema;
        for (int depth = 0; depth < fragment.getNameCount() - 1; depth++) {
            String name = String.valueOf(fragment.getElement(depth));
            node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
        }
        return node;
    }

    private static String keys(JsonNode node) {
        return node.path("properties").propertyNames().stream().collect(Collectors.joining(", "));
    }

    private static List<String> names(JsonNode list) {
        var names = new ArrayList<String>();
        list.forEach(name -> names.add(name.asString()));
        return names;
    }
}
