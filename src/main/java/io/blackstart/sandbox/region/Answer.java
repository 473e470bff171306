package io.blackstart.sandbox.region;

import java.nio.charset.StandardCharsets;

/**
 * What an application answers.
 *
 * @param body JSON, or empty for none
 * @param notWritten whether it says that it certainly did not write
 */
record Answer(int status, String body, boolean notWritten) {
    static Answer of(int status, String body) {
        return new Answer(status, body, false);
    }

    /** The refusal of a region that is not the writer. */
    static Answer refused() {
        return new Answer(503, "{\"error\":\"not the writer\"}", true);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
