package io.blackstart.sandbox.region;

import java.util.List;

/** A target's answer. */
final class TargetReply {
    private final int status;
    private final List<Field> fields;
    private final byte[] body;

    TargetReply(int status, List<Field> fields, byte[] body) {
        this.status = status;
        this.fields = List.copyOf(fields);
        this.body = body;
    }

    /** A header field. */
    record Field(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    int status() {
        return status;
    }

    List<Field> fields() {
        return fields;
    }

    byte[] body() {
        return body;
    }
}
