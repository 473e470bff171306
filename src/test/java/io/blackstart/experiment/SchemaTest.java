package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class SchemaTest {
    @ParameterizedTest
    @ValueSource(strings = {"experiment", "environment"})
    void schemasAreRightThemselves(String name) throws IOException {
        var metaSchema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertEquals(List.of(), metaSchema.validate(schema(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"experiment", "environment"})
    void everyPropertyIsDescribed(String name) throws IOException {
        var described = new ArrayList<String>();
        var silent = new ArrayList<String>();
        properties(schema(name), "", described, silent);

        assertEquals(List.of(), silent);
        assertTrue(described.size() > 50, described.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"experiment", "environment"})
    void everyDefaultIsDescribedInWords(String name) throws IOException {
        for (JsonNode owner : schema(name).findParents("default")) {
            String described = owner.path("description").asString();
            assertTrue(
                    described.contains(owner.path("default").asString() + "."),
                    owner.path("default") + " in: " + described);
        }
    }

    private static void properties(
            JsonNode node, String path, List<String> described, List<String> silent) {
        // a branch that only demands what is described elsewhere describes nothing itself
        node.path("properties")
                .forEachEntry((key, property) -> {
                    boolean demands =
                            property.size() == 1
                                    && (property.has("const") || property.has("required"));
                    String place = path + "/" + key;
                    if (property.path("description").asString("").isBlank() && !demands) {
                        silent.add(place);
                    } else {
                        described.add(place);
                    }
                });
        node.forEachEntry((key, below) -> properties(below, path + "/" + key, described, silent));
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(
                        SchemaTest.class.getResourceAsStream(name + ".schema.json"), name)) {
            return JsonMapper.shared().readTree(text);
        }
    }
}
