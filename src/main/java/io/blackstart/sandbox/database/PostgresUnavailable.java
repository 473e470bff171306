package io.blackstart.sandbox.database;

import java.io.IOException;
import java.io.Serial;

/** PostgreSQL cannot run here; the message is one sentence for the user. */
public final class PostgresUnavailable extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /** A sentence that says what is missing or wrong. */
    public PostgresUnavailable(String message) {
        super(message);
    }

    /** The same, with what led to it. */
    public PostgresUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
