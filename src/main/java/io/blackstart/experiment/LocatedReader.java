package io.blackstart.experiment;

import io.blackstart.experiment.Located.At;
import io.blackstart.experiment.Located.Empty;
import io.blackstart.experiment.Located.Entry;
import io.blackstart.experiment.Located.Mapping;
import io.blackstart.experiment.Located.Scalar;
import io.blackstart.experiment.Located.Sequence;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Reads YAML or JSON into values that know where they stand. */
final class LocatedReader {
    /** No file says more; beyond 2^63 the schema's validator fails instead of answering. */
    private static final double NUMBER_MAX = 1e15;

    private final String file;
    private final JsonParser tokens;
    private final Problems problems;
    private boolean unsure; // confined to the reading thread

    private LocatedReader(String file, JsonParser tokens, Problems problems) {
        this.file = file;
        this.tokens = tokens;
        this.problems = problems;
    }

    /**
     * The document, or nothing when it is no single YAML mapping; why not is among the problems.
     */
    static Optional<Mapping> yaml(String file, String text, Problems problems) {
        return document(new YAMLFactory(), file, text, problems);
    }

    /** The document, or nothing when it is no single JSON object; why not is among the problems. */
    static Optional<Mapping> json(String file, String text, Problems problems) {
        return document(new JsonFactory(), file, text, problems);
    }

    private static Optional<Mapping> document(
            TokenStreamFactory format, String file, String text, Problems problems) {
        try (JsonParser tokens = format.createParser(ObjectReadContext.empty(), text)) {
            return new LocatedReader(file, tokens, problems).document();
        } catch (JacksonException broken) {
            problems.add(place(file, broken), "the file cannot be read: " + sentence(broken));
            return Optional.empty();
        }
    }

    private Optional<Mapping> document() {
        JsonToken first = tokens.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            problems.add(
                    new At(file, 1, 1),
                    "the file is empty; right would be key: value lines, the first of them"
                            + " apiVersion: blackstart/v1");
            return Optional.empty();
        }
        Located root = value(first);
        if (!(root instanceof Mapping mapping)) {
            problems.add(
                    root.at(), "the file is no mapping; right would be lines such as key: value");
            return Optional.empty();
        }
        if (tokens.nextToken() != null) {
            problems.add(
                    here(), "a second document begins; right would be one document in each file");
        }
        // where a value is not known, all further problems would be guesses
        return unsure ? Optional.empty() : Optional.of(mapping);
    }

    private Located value(JsonToken token) {
        At at = here();
        if (tokens instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            problems.add(
                    at,
                    "*"
                            + tokens.getString()
                            + " is a YAML alias, which is not supported; right would be the value"
                            + " itself");
            unsure = true;
            return new Scalar(at, tokens.getString(), tokens.getString());
        }
        return switch (token) {
            case START_OBJECT -> mapping(at);
            case START_ARRAY -> sequence(at);
            case VALUE_NULL -> new Empty(at);
            case VALUE_TRUE, VALUE_FALSE ->
                    new Scalar(at, tokens.getBooleanValue(), tokens.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at, token);
            case VALUE_STRING -> new Scalar(at, tokens.getString(), tokens.getString());
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new IllegalStateException("no value begins with " + token);
        };
    }

    /** A whole number as a {@code Long}, any other as a {@code Double}. */
    private Scalar number(At at, JsonToken token) {
        double value = tokens.getDoubleValue();
        if (!(Math.abs(value) <= NUMBER_MAX)) {
            problems.add(
                    at,
                    tokens.getString() + " is too large a number; right would be at most 10^15");
            unsure = true;
            return new Scalar(at, 0L, tokens.getString());
        }
        return token == JsonToken.VALUE_NUMBER_INT
                ? new Scalar(at, tokens.getLongValue(), tokens.getString())
                : new Scalar(at, value, tokens.getString());
    }

    private Mapping mapping(At at) {
        var entries = new LinkedHashMap<String, Entry>();
        while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = tokens.currentName();
            At place = here();
            Entry entry = new Entry(place, value(tokens.nextToken()));
            Entry earlier = entries.putIfAbsent(key, entry);
            if (earlier != null) {
                problems.add(
                        place,
                        key
                                + ": this key stands twice; it has a value on line "
                                + earlier.key().line()
                                + " already, take one of them away");
            }
        }
        return new Mapping(at, entries);
    }

    private Sequence sequence(At at) {
        var items = new ArrayList<Located>();
        for (JsonToken next = tokens.nextToken();
                next != JsonToken.END_ARRAY;
                next = tokens.nextToken()) {
            items.add(value(next));
        }
        return new Sequence(at, items);
    }

    private At here() {
        TokenStreamLocation location = tokens.currentTokenLocation();
        return new At(file, location.getLineNr(), location.getColumnNr());
    }

    private static At place(String file, JacksonException broken) {
        if (broken.getCause() instanceof MarkedYamlEngineException marked
                && marked.getProblemMark().isPresent()) {
            var mark = marked.getProblemMark().get();
            return new At(file, mark.getLine() + 1, mark.getColumn() + 1);
        }
        TokenStreamLocation location = broken.getLocation();
        return location == null
                ? new At(file, 1, 1)
                : new At(
                        file,
                        Math.max(1, location.getLineNr()),
                        Math.max(1, location.getColumnNr()));
    }

    private static String sentence(JacksonException broken) {
        if (broken.getCause() instanceof MarkedYamlEngineException marked) {
            return (marked.getContext() == null ? "" : marked.getContext() + ", ")
                    + marked.getProblem()
                    + (marked.getProblem().startsWith("mapping values")
                            ? "; a text with a colon and a blank stands in quotes"
                            : "");
        }
        return broken.getOriginalMessage().lines().findFirst().orElse("no reason is given");
    }
}
