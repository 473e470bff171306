package io.blackstart.experiment;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;

import io.blackstart.experiment.Located.At;
import io.blackstart.experiment.Located.Entry;
import io.blackstart.experiment.Located.Mapping;
import io.blackstart.experiment.Located.Sequence;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds a file against its JSON Schema and says each difference where it stands in the file. */
final class SchemaCheck {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Draft 2020-12 with our own annotations, which only {@link Wording} reads. */
    private static final Dialect DIALECT =
            Dialect.builder(Dialects.getDraft202012())
                    .keywords(Stream.of("x-later", "x-now").map(NonValidationKeyword::new).toList())
                    .build();

    private final Schema schema;
    private final Wording wording;

    private SchemaCheck(JsonNode document) {
        this.schema = SchemaRegistry.withDefaultDialect(DIALECT).getSchema(document);
        this.wording = new Wording(document);
    }

    /** A check against a schema beside this class. */
    static SchemaCheck against(String resource) {
        try (InputStream text = SchemaCheck.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return new SchemaCheck(JSON.readTree(text));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + resource, broken);
        }
    }

    /** Notes every difference between the file and the schema. */
    void check(Mapping root, Problems problems) {
        var told = new HashSet<String>();
        for (Error error : schema.validate(json(root))) {
            Place place = place(root, error.getInstanceLocation());
            String property = error.getProperty();
            switch (error.getKeyword()) {
                case "additionalProperties", "propertyNames" -> {
                    Entry entry = ((Mapping) place.value()).entries().get(property);
                    problems.add(
                            entry == null ? place.key() : entry.key(),
                            wording.sentence(error, place.below(property), place.value()));
                }
                case "required", "minProperties", "maxProperties" ->
                        problems.add(
                                place.key(), wording.sentence(error, place.path(), place.value()));
                default -> {
                    // a number where one of several texts belongs fails by its type and again by
                    // the list of texts; the first says it all
                    if (told.add(place.path())) {
                        problems.add(
                                place.value().at(),
                                wording.sentence(error, place.path(), place.value()));
                    }
                }
            }
        }
    }

    /** A file's values as a JSON tree. */
    static JsonNode json(Located value) {
        return switch (value) {
            case Located.Empty _ -> JSON.nullNode();
            case Located.Scalar(_, Object scalar, _) -> JSON.valueToTree(scalar);
            case Sequence(_, List<Located> items) -> {
                var array = JSON.createArrayNode();
                items.forEach(item -> array.add(json(item)));
                yield array;
            }
            case Mapping(_, Map<String, Entry> entries) -> {
                var object = JSON.createObjectNode();
                entries.forEach((key, entry) -> object.set(key, json(entry.value())));
                yield object;
            }
        };
    }

    private static Place place(Mapping root, NodePath pointer) {
        Place place = new Place("", root.at(), root);
        for (int depth = 0; depth < pointer.getNameCount(); depth++) {
            place = place.step(String.valueOf(pointer.getElement(depth)));
        }
        return place;
    }

    /**
     * A value of the file.
     *
     * @param key where its key stands
     */
    private record Place(String path, At key, Located value) {
        Place step(String name) {
            return switch (value) {
                case Mapping(_, Map<String, Entry> entries) ->
                        Optional.ofNullable(entries.get(name))
                                .map(entry -> new Place(below(name), entry.key(), entry.value()))
                                .orElse(this);
                case Sequence(_, List<Located> items) -> {
                    Located item = items.get(Integer.parseInt(name));
                    yield new Place(path + "[" + name + "]", item.at(), item);
                }
                case Located.Scalar _, Located.Empty _ -> this;
            };
        }

        String below(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }
}
