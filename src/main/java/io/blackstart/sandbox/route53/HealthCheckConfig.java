package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a health check looks at, and how. */
sealed interface HealthCheckConfig {
    /** AWS's name of the type. */
    String type();

    /** What is made of the state that is found. */
    Standing standing();

    /**
     * What is made of the state that is found.
     *
     * @param inverted whether the health check says the opposite
     * @param disabled whether nothing is looked at, and all counts as healthy
     */
    record Standing(boolean inverted, boolean disabled) {
        /** The state of the health check where this is found. */
        boolean healthy(boolean found) {
            return (disabled || found) != inverted;
        }
    }

    /** How an endpoint is checked; the names are AWS's types. */
    enum Protocol {
        HTTP,
        HTTPS,
        HTTP_STR_MATCH,
        HTTPS_STR_MATCH,
        TCP;

        /** Whether it is spoken over TLS. */
        boolean tls() {
            return this == HTTPS || this == HTTPS_STR_MATCH;
        }

        /** Whether the body has to contain a text. */
        boolean matches() {
            return this == HTTP_STR_MATCH || this == HTTPS_STR_MATCH;
        }
    }

    /**
     * An endpoint.
     *
     * @param ipAddress IPv4 or IPv6, or the empty string: then the name is resolved anew at each
     *     check. AWS refuses private and local addresses; the sandbox has no others
     * @param path with its query, or the empty string
     * @param name for the Host header, for SNI and, without an address, for DNS; or the empty
     *     string
     * @param search text in the body, case counts; the empty string where the type has none
     * @param sni whether the name is sent in the TLS handshake
     */
    record Endpoint(
            String ipAddress, int port, String path, String name, String search, boolean sni) {
        private static final Predicate<String> HOST =
                Pattern.compile("[A-Za-z0-9_*-]+(\\.[A-Za-z0-9_*-]+)*\\.?").asMatchPredicate();
        private static final Predicate<String> IN_REQUEST_LINE =
                Pattern.compile("[!-~]*").asMatchPredicate();

        public Endpoint {
            require(
                    !ipAddress.isEmpty() || !name.isEmpty(),
                    "IPAddress or FullyQualifiedDomainName is needed");
            require(isAddress(ipAddress), "IPAddress is no IP address: " + ipAddress);
            require(port >= 1 && port <= 65_535, "Port must be 1 to 65535, not " + port);
            limit("ResourcePath", path);
            require(IN_REQUEST_LINE.test(path), "ResourcePath is no path: " + path);
            limit("FullyQualifiedDomainName", name);
            require(
                    name.isEmpty() || HOST.test(name),
                    "FullyQualifiedDomainName is no domain name: " + name);
            limit("SearchString", search);
        }

        private static boolean isAddress(String text) {
            try {
                return text.isEmpty() || !InetAddress.ofLiteral(text).isMulticastAddress();
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private static void limit(String what, String text) {
            require(text.length() <= TEXT_MAX, what + " is longer than " + TEXT_MAX);
        }

        /** The path that is asked for, with its leading slash. */
        String target() {
            return path.startsWith("/") ? path : "/" + path;
        }
    }

    /**
     * Checkers that ask an endpoint.
     *
     * @param interval cloud seconds, 10 or 30
     * @param threshold checks in a row that turn a checker's mind, 1 to 10
     * @param measureLatency only kept: CloudWatch's latency graphs are not there
     * @param regions the checkers' regions in order; none named means all
     */
    record Checked(
            Protocol protocol,
            Endpoint endpoint,
            int interval,
            int threshold,
            boolean measureLatency,
            List<String> regions,
            Standing standing)
            implements HealthCheckConfig {
        private static final int REGIONS_MIN = 3;

        public Checked {
            regions = regions.stream().distinct().sorted().toList();
            require(
                    interval == 10 || interval == 30,
                    "RequestInterval must be 10 or 30, not " + interval);
            require(
                    threshold >= 1 && threshold <= 10,
                    "FailureThreshold must be 1 to 10, not " + threshold);
            require(
                    regions.isEmpty() || regions.size() >= REGIONS_MIN,
                    "at least " + REGIONS_MIN + " Regions are needed: " + regions);
            regions.forEach(region ->
                    require(Vantage.isRegion(region), "no health checkers are in " + region));
            require(
                    protocol.matches() != endpoint.search().isEmpty(),
                    protocol.matches()
                            ? "SearchString is needed for " + protocol
                            : "SearchString is not for " + protocol);
            require(
                    protocol != Protocol.TCP || endpoint.path().isEmpty(),
                    "ResourcePath is not for " + protocol);
        }

        @Override
        public String type() {
            return protocol.name();
        }

        /**
         * The Host header: without the port when it is the protocol's own.
         *
         * @param ipAddress that is asked
         */
        String host(String ipAddress) {
            String literal = ipAddress.contains(":") ? "[" + ipAddress + "]" : ipAddress;
            String host = endpoint.name().isEmpty() ? literal : endpoint.name();
            boolean usual = endpoint.port() == (protocol.tls() ? 443 : 80);
            return usual ? host : host + ":" + endpoint.port();
        }
    }

    /**
     * The states of other health checks, counted.
     *
     * @param children ids, in order
     * @param threshold how many of them must be healthy: 0 is always met, more than there are never
     */
    record Calculated(List<String> children, int threshold, Standing standing)
            implements HealthCheckConfig {
        private static final int CHILDREN_MAX = 256;

        public Calculated {
            children = children.stream().distinct().sorted().toList();
            require(
                    children.size() <= CHILDREN_MAX,
                    "at most " + CHILDREN_MAX + " ChildHealthChecks, not " + children.size());
            require(
                    threshold >= 0 && threshold <= CHILDREN_MAX,
                    "HealthThreshold must be 0 to " + CHILDREN_MAX + ", not " + threshold);
        }

        @Override
        public String type() {
            return "CALCULATED";
        }
    }

    /** The metric behind a CloudWatch alarm. */
    record Metric(String region, String alarm, Insufficient insufficient, Standing standing)
            implements HealthCheckConfig {
        private static final int REGION_MAX = 64;

        public Metric {
            require(
                    !region.isEmpty() && region.length() <= REGION_MAX,
                    "AlarmIdentifier's Region must have 1 to " + REGION_MAX + " characters");
            require(
                    !alarm.isEmpty() && alarm.length() <= TEXT_MAX + 1,
                    "AlarmIdentifier's Name must have 1 to 256 characters");
        }

        @Override
        public String type() {
            return "CLOUDWATCH_METRIC";
        }
    }

    /** What a health check says when its alarm's metric says too little. */
    enum Insufficient {
        HEALTHY("Healthy"),
        UNHEALTHY("Unhealthy"),
        LAST_KNOWN("LastKnownStatus");

        private final String wire;

        Insufficient(String wire) {
            this.wire = wire;
        }

        /** As it stands on the wire. */
        String wire() {
            return wire;
        }
    }

    /** The longest text that AWS takes in most places. */
    int TEXT_MAX = 255;

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AwsFault(400, "InvalidInput", otherwise);
        }
    }
}
