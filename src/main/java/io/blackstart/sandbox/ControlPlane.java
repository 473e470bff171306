package io.blackstart.sandbox;

import io.blackstart.sandbox.aws.AwsServer;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.aws.Route;
import io.blackstart.sandbox.cloudwatch.CloudWatch;
import io.blackstart.sandbox.dns.AuthoritativeAnswers;
import io.blackstart.sandbox.dns.CachingResolver;
import io.blackstart.sandbox.dns.DnsPair;
import io.blackstart.sandbox.fis.Fis;
import io.blackstart.sandbox.rds.Rds;
import io.blackstart.sandbox.route53.Failover;
import io.blackstart.sandbox.route53.Route53;
import io.blackstart.sandbox.route53.Seeding;
import io.blackstart.sandbox.sts.Sts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * What it stands in front of.
     *
     * @param estate what FIS finds and breaks
     * @param databases the clusters, of which there may be none
     * @param alarms in place of CloudWatch's own
     * @param metrics read once a minute of the cloud's clock
     */
    public record Backing(
            Estate estate, Databases databases, Optional<Alarms> alarms, Metrics metrics) {}

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

    private final Route53 route53;
    private final Fis fis;
    private final CloudWatch cloudWatch;
    private final CloudTimer timer;
    private final AwsServer server;
    private final DnsPair names;

    private ControlPlane(
            Route53 route53,
            Fis fis,
            CloudWatch cloudWatch,
            CloudTimer timer,
            AwsServer server,
            DnsPair names) {
        this.route53 = route53;
        this.fis = fis;
        this.cloudWatch = cloudWatch;
        this.timer = timer;
        this.server = server;
        this.names = names;
    }

    /**
     * Starts everything; nothing is left behind when it throws.
     *
     * @param loadBalancers DNS name of each load balancer and its IPv4 address
     */
    public static ControlPlane start(
            Settings settings, Backing backing, Map<String, String> loadBalancers, Truth truth)
            throws IOException {
        DnsPair names = DnsPair.bind(settings.authoritativeAddress(), settings.resolverAddress());
        CloudTimer timer = new CloudTimer(settings.clock());
        Route53 route53 =
                new Route53(
                        new Route53.Settings(
                                settings.clock(),
                                settings.propagation(),
                                settings.endToStart(),
                                loadBalancers,
                                settings.loadBalancerTtl()),
                        timer,
                        truth);
        CloudWatch cloudWatch =
                new CloudWatch(
                                World.ACCOUNT,
                                settings.clock(),
                                backing.metrics(),
                                InstantSource.system())
                        .start();
        Fis fis =
                new Fis(
                        Fis.Settings.careful(settings.clock()),
                        backing.estate(),
                        backing.databases(),
                        backing.alarms().orElse(cloudWatch.alarms()),
                        truth);
        AwsServer server;
        try {
            List<Route> routes = new ArrayList<>(pathRoutes(route53, fis));
            routes.addAll(rootRoutes(cloudWatch, backing.databases()));
            server = AwsServer.start(settings.awsAddress(), routes);
        } catch (IOException e) {
            cloudWatch.close();
            names.close();
            timer.close();
            route53.close();
            throw e;
        }
        names.authoritative().serve(new AuthoritativeAnswers(route53.authority()), Runnable::run);
        // it waits for the authoritative server, so each question has a thread of its own
        names.resolver()
                .serve(
                        new CachingResolver(names.authoritative().address()),
                        Thread::startVirtualThread);
        return new ControlPlane(route53, fis, cloudWatch, timer, server, names);
    }

    private static List<Route> pathRoutes(Route53 route53, Fis fis) {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route.ByPath(Route53.PATH, route53));
        Fis.PATHS.forEach(path -> routes.add(new Route.ByPath(path, fis)));
        return routes;
    }

    private static List<Route> rootRoutes(CloudWatch cloudWatch, Databases databases) {
        List<Route> routes = new ArrayList<>(cloudWatch.routes());
        routes.add(new Rds(databases).route());
        routes.add(new Sts(World.ACCOUNT).route());
        return routes;
    }

    /** Where all AWS services answer. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Where a POST empties them; the regions go on. */
    public URI resetUri() {
        return server.resetUri();
    }

    /** The alarms of CloudWatch. */
    public Alarms alarms() {
        return cloudWatch.alarms();
    }

    /** The authoritative name server, UDP and TCP. */
    public InetSocketAddress authoritative() {
        return names.authoritative().address();
    }

    /** The caching resolver, UDP and TCP. */
    public InetSocketAddress resolver() {
        return names.resolver().address();
    }

    /**
     * Posts a zone, an HTTPS health check of {@code /healthz} for each side and the failover alias
     * pair through the wire, and returns when the name server answers the pair.
     */
    public Seeded seed(Seed seed) throws IOException, InterruptedException {
        try (Seeding seeding = new Seeding(endpoint())) {
            String zone = seeding.zone(seed.zone());
            String primary = check(seeding, seed, seed.primary());
            String secondary = check(seeding, seed, seed.secondary());
            seeding.pair(
                    zone,
                    seed.name(),
                    List.of(
                            side(Failover.Role.PRIMARY, seed.primary(), primary),
                            side(Failover.Role.SECONDARY, seed.secondary(), secondary)));
            return new Seeded(zone, primary, secondary);
        }
    }

    private static String check(Seeding seeding, Seed seed, Side side)
            throws IOException, InterruptedException {
        return seeding.check(
                side.ip(), seed.name(), seed.port(), seed.interval(), seed.threshold());
    }

    private static Seeding.Side side(Failover.Role role, Side side, String checkId) {
        return new Seeding.Side(role, side.region(), side.loadBalancer(), checkId);
    }

    /** Lifts every cut, then stops all servers and checkers. Closing twice is harmless. */
    @Override
    public void close() {
        fis.close();
        server.close();
        cloudWatch.close();
        route53.close();
        names.close();
        timer.close();
    }
}
