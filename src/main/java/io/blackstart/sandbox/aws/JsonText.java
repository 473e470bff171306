package io.blackstart.sandbox.aws;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/** JSON as AWS writes it: moments are seconds since 1970, with a fraction. */
final class JsonText {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    private JsonText() {}

    static String of(JsonNode node) {
        return JSON.writeValueAsString(node);
    }

    static String object(Map<String, String> members) {
        return JSON.writeValueAsString(members);
    }

    /**
     * Reads a body.
     *
     * @throws tools.jackson.core.JacksonException when it is no JSON
     */
    static JsonNode read(String text) {
        return JSON.readTree(text);
    }
}
