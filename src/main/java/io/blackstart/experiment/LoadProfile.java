package io.blackstart.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The users: open-loop requests at a constant rate.
 *
 * @param requestsPerSecond above 0
 * @param writes the share of requests that write
 * @param timeout for connecting and, apart from it, for each read from the connection
 * @param fresh the share of requests on a connection of their own; the others re-use pooled ones;
 *     with clients, these say it instead
 * @param clients the cohorts that users belong to, with shares that are the whole together; none
 *     means that nobody tries again
 * @param sessions who comes again; without them, each request is a user of its own
 */
public record LoadProfile(
        double requestsPerSecond,
        Share writes,
        Duration timeout,
        Share fresh,
        LoadDns dns,
        List<Client> clients,
        Optional<Sessions> sessions) {
    public LoadProfile {
        clients = List.copyOf(clients);
        if (!(requestsPerSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0, not " + requestsPerSecond);
        }
    }

    /** Users who try once, and of whom each comes once. */
    public LoadProfile(
            double requestsPerSecond, Share writes, Duration timeout, Share fresh, LoadDns dns) {
        this(requestsPerSecond, writes, timeout, fresh, dns, List.of(), Optional.empty());
    }

    /** The longest that one request may be under way, all of its attempts together. */
    public Duration longestRequest() {
        // connecting and reading may each take the timeout
        Duration attempt = timeout.multipliedBy(2);
        return clients.stream()
                .map(client -> client.model().longest(attempt))
                .max(Duration::compareTo)
                .orElse(attempt);
    }

    /**
     * Where the users' addresses come from.
     *
     * @param via the vantage point asked: {@code authoritative} or a resolver of the environment
     * @param caches how many DNS caches the users are spread over, 1 to 1,024; their TTL phases are
     *     spread evenly
     */
    public record LoadDns(String via, int caches, Behaviour behaviour, Family family) {}

    /** Which addresses users ask for. */
    public enum Family {
        /** IPv4 only. */
        IPV4,
        /** IPv6, and IPv4 where the name has none: what a host with both does. */
        IPV6
    }

    /** How a cache treats an answer. */
    public enum Behaviour {
        /** Keeps it for its TTL. */
        TTL,
        /** Keeps it for ever, as an old JVM does. */
        PINNED,
        /** Asks for each new connection. */
        NONE
    }
}
