package io.blackstart.load;

import okhttp3.Request;
import okhttp3.Response;

import java.util.Optional;

/**
 * How one user asks.
 *
 * @param session what the user brings along each time
 * @param withKey whether writes carry an idempotency key
 */
record Manner(Optional<Session> session, boolean withKey) {
    /** Somebody who comes once. */
    static final Manner PLAIN = new Manner(Optional.empty(), false);

    /** Adds what the user brings along. */
    void dress(Request.Builder request) {
        session.ifPresent(known -> known.dress(request));
    }

    /** Takes what the service wants to have brought along next time. */
    void keep(Response response) {
        session.ifPresent(known -> known.keep(response));
    }
}
