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

    /** The refusal of an instance that has enough to do: nothing was begun. */
    static Answer overloaded() {
        return new Answer(503, "{\"error\":\"too many requests at a time\"}", true);
    }

    /** An error for no reason, before anything was done. */
    static Answer stray() {
        return of(500, "{\"error\":\"a stray error\"}");
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
