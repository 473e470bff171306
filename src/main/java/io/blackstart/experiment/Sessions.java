package io.blackstart.experiment;

import java.util.Optional;

/**
 * Users who come again, each with a client, a DNS cache and cookies of their own.
 *
 * @param users how many, at least 1
 * @param header carries the user's own value on each request
 */
public record Sessions(int users, Optional<String> header) {
    public Sessions {
        if (users < 1) {
            throw new IllegalArgumentException("there is at least one user, not " + users);
        }
    }
}
