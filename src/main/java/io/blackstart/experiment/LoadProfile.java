package io.blackstart.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The users: open-loop requests.
 *
 * @param requestsPerSecond above 0; after the stages of {@code sending}, if there are any
 * @param writes the share of requests that write
 * @param timeout for each read from the connection; for connecting see {@code sending}
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
        Sending sending,
        List<Client> clients,
        Optional<Sessions> sessions) {
    /** Chance keeps a Poisson count within so many standard deviations of its mean. */
    private static final double DEVIATIONS = 4;

    public LoadProfile {
        clients = List.copyOf(clients);
        if (!(requestsPerSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0, not " + requestsPerSecond);
        }
    }

    /** A load that is sent plainly, with one time-out for connecting and reading. */
    public LoadProfile(
            double requestsPerSecond, Share writes, Duration timeout, Share fresh, LoadDns dns) {
        this(requestsPerSecond, writes, timeout, fresh, dns, Sending.plainly(timeout));
    }

    /** Users who try once, and of whom each comes once. */
    public LoadProfile(
            double requestsPerSecond,
            Share writes,
            Duration timeout,
            Share fresh,
            LoadDns dns,
            Sending sending) {
        this(requestsPerSecond, writes, timeout, fresh, dns, sending, List.of(), Optional.empty());
    }

    /** The longest that one request may be under way, all of its attempts together. */
    public Duration longestRequest() {
        Duration attempt = sending.connectTimeout().plus(timeout);
        return clients.stream()
                .map(client -> client.model().longest(attempt))
                .max(Duration::compareTo)
                .orElse(attempt);
    }

    /** How the rate changes. */
    public RateProfile rates() {
        return new RateProfile(sending.stages(), requestsPerSecond);
    }

    /**
     * The mean rate of the first {@code length} of the load; where chance decides, the least that
     * it lets expect.
     */
    public double plannedPerSecond(Duration length) {
        boolean even = sending.arrivals() instanceof Sending.Arrivals.Even;
        if (!length.isPositive() || (even && sending.stages().isEmpty())) {
            return requestsPerSecond;
        }
        double due = rates().dueWithin(length);
        double least = even ? due : Math.max(1, due - DEVIATIONS * Math.sqrt(due));
        return least / (length.toNanos() / 1e9);
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
        IPV6;

        /** How a vantage point is named that is asked for addresses of this family. */
        public String at(String vantage) {
            return switch (this) {
                case IPV4 -> vantage;
                case IPV6 -> vantage + " AAAA";
            };
        }
    }

    /** How a cache treats an answer. */
    public enum Behaviour {
        /** Keeps it for its TTL. */
        TTL,
        /**
         * Keeps it for as long as a JVM does by default, whatever the TTL: 30 s, and 10 s that the
         * name has no address; on the cloud's clock, as TTLs are.
         */
        JVM,
        /** Keeps it for ever, as an old JVM does. */
        PINNED,
        /** Asks for each new connection. */
        NONE
    }
}
