package io.blackstart.load;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether an answer holds what was written. */
final class Content {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Content() {}

    /**
     * Whether each field of the written object stands in the answer with the same value; a written
     * text that is not a JSON object must stand in the answer literally; nothing written is always
     * held.
     */
    static boolean holds(String answer, String written) {
        if (written.isBlank()) {
            return true;
        }
        try {
            JsonNode want = JSON.readTree(written);
            if (!want.isObject()) {
                return answer.contains(written);
            }
            JsonNode have = JSON.readTree(answer);
            return want.properties().stream()
                    .allMatch(field -> field.getValue().equals(have.get(field.getKey())));
        } catch (JacksonException _) {
            // not JSON on one side: then only the literal text counts
            return answer.contains(written);
        }
    }
}
