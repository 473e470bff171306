package io.blackstart.experiment;

import java.time.Duration;
import java.util.Optional;

/**
 * A cohort of users by the client that they use.
 *
 * @param name unique in its load
 * @param share of the requests, or of the users where there are sessions
 * @param connectionAge a pooled connection is not used again when it is older
 * @param idempotencyKey whether it writes under a key that stays the same when it tries again
 */
public record Client(
        String name,
        Share share,
        Connections connections,
        ClientModel model,
        Optional<Duration> connectionAge,
        boolean idempotencyKey) {
    /** How it connects. */
    public enum Connections {
        /** A connection for each request. */
        FRESH,
        /** Connections are kept open. */
        POOLED
    }

    public Client {
        if (connections == Connections.FRESH && connectionAge.isPresent()) {
            throw new IllegalArgumentException(
                    "a connection of one request has no age to be limited");
        }
    }
}
