package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.List;

/**
 * What to check, and how.
 *
 * @param name the host's name for Host and SNI, or the empty string
 * @param interval cloud seconds, 10 or 30
 * @param regions the checkers' regions; none named means all
 */
record HealthCheckConfig(
        Protocol protocol,
        String ipAddress,
        int port,
        String path,
        String name,
        int interval,
        int threshold,
        boolean measureLatency,
        boolean inverted,
        boolean disabled,
        boolean sni,
        List<String> regions) {
    /** How an endpoint is checked. */
    enum Protocol {
        HTTP,
        HTTPS,
        TCP
    }

    private static final int REGIONS_MIN = 3;
    private static final int TEXT_MAX = 255;

    HealthCheckConfig {
        regions = List.copyOf(regions);
        require(!ipAddress.isEmpty(), "the sandbox checks endpoints by IPAddress only");
        require(port >= 1 && port <= 65_535, "Port must be 1 to 65535, not " + port);
        require(path.length() <= TEXT_MAX, "ResourcePath is longer than " + TEXT_MAX);
        require(name.length() <= TEXT_MAX, "FullyQualifiedDomainName is longer than " + TEXT_MAX);
        require(interval == 10 || interval == 30, "RequestInterval must be 10 or 30: " + interval);
        require(
                threshold >= 1 && threshold <= 10,
                "FailureThreshold must be 1 to 10, not " + threshold);
        require(
                regions.isEmpty() || regions.stream().distinct().count() >= REGIONS_MIN,
                "at least " + REGIONS_MIN + " Regions are needed: " + regions);
        regions.forEach(
                region -> require(Vantage.isRegion(region), "no health checkers are in " + region));
    }

    /** Whether it is spoken over TLS. */
    boolean tls() {
        return protocol == Protocol.HTTPS;
    }

    /** The path that is asked for, with its leading slash. */
    String target() {
        return path.startsWith("/") ? path : "/" + path;
    }

    /** The Host header: without the port when it is the protocol's own. */
    String host() {
        String host = name.isEmpty() ? ipAddress : name;
        boolean usual = port == (tls() ? 443 : 80);
        return usual ? host : host + ":" + port;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AwsFault(400, "InvalidInput", otherwise);
        }
    }
}
