package io.blackstart.experiment;

import java.time.Duration;

/**
 * The users: open-loop requests at a constant rate.
 *
 * @param requestsPerSecond above 0
 * @param writes the share of requests that write
 * @param timeout for connecting and, apart from it, for each read from the connection
 * @param fresh the share of requests on a connection of their own; the others re-use pooled ones
 */
public record LoadProfile(
        double requestsPerSecond, Share writes, Duration timeout, Share fresh, LoadDns dns) {
    public LoadProfile {
        if (!(requestsPerSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0, not " + requestsPerSecond);
        }
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
