package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.action.Faults.invalid;

import io.blackstart.sandbox.aws.AwsRequest;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON of a request, as far as a request can reasonably go. */
final class Body {
    /** The largest template that keeps all limits is smaller. */
    private static final int CHARACTERS_MAX = 256_000;

    /** A template is six levels deep. */
    private static final int DEPTH_MAX = 16;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH_MAX)
                                                    .build())
                                    .build())
                    .build();

    private Body() {}

    static Fields of(AwsRequest request) {
        if (request.body().length() > CHARACTERS_MAX) {
            throw invalid("the body has more than " + CHARACTERS_MAX + " characters");
        }
        try {
            if (JSON.readTree(request.body()) instanceof ObjectNode object) {
                return new Fields("", object);
            }
        } catch (JacksonException e) {
            throw invalid("the body is not the JSON expected: " + e.getOriginalMessage());
        }
        throw invalid("the body is not a JSON object");
    }
}
