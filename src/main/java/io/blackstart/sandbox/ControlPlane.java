package io.blackstart.sandbox;

import io.blackstart.sandbox.aws.AwsServer;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.aws.Route;
import io.blackstart.sandbox.cloudwatch.CloudWatch;
import io.blackstart.sandbox.dns.AuthoritativeAnswers;
import io.blackstart.sandbox.dns.Authority;
import io.blackstart.sandbox.dns.CachingResolver;
import io.blackstart.sandbox.dns.DnsServer;
import io.blackstart.sandbox.dns.DnsServers;
import io.blackstart.sandbox.dns.ResolverKind;
import io.blackstart.sandbox.fis.Fis;
import io.blackstart.sandbox.rds.Rds;
import io.blackstart.sandbox.route53.Route53;
import io.blackstart.sandbox.sts.OwnAccount;
import io.blackstart.sandbox.sts.Sts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The sandbox's AWS: Route 53 with its health checkers and name servers, FIS, RDS, CloudWatch and
 * STS behind one endpoint, and caching resolvers, all on loopback sockets.
 */
public final class ControlPlane implements AutoCloseable {

    /**
     * How the control plane runs.
     *
     * @param clock the cloud's clock
     * @param awsAddress loopback address of the AWS endpoint, on a free port of its own
     * @param propagation on the cloud's clock: from the health checkers to the name servers
     * @param endToStart whether a checker's interval begins when a check ends; else when it starts
     * @param loadBalancerTtl TTL in cloud seconds of a load balancer's address, and so of its
     *     aliases
     */
    public record Settings(
            CloudClock clock,
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
     * @param loadBalancers that aliases can lead to
     * @param checkersPath where the health checkers' way to an address really begins
     * @param metrics read once a minute of the cloud's clock
     * @param alarms that FIS asks, in place of CloudWatch's
     */
    public record Backing(
            Estate estate,
            Databases databases,
            LoadBalancers loadBalancers,
            UnaryOperator<InetSocketAddress> checkersPath,
            Metrics metrics,
            Optional<Alarms> alarms) {}

    /** One side of a failover pair: where its health is checked and where its alias leads. */
    public record Side(String region, String ip, String loadBalancer) {}

    private final AwsServer server;
    private final DnsServers names;
    private final Opened opened;

    private ControlPlane(AwsServer server, DnsServers names, Opened opened) {
        this.server = server;
        this.names = names;
        this.opened = opened;
    }

    /** Starts everything; nothing is left behind when it throws. */
    public static ControlPlane start(Settings settings, Backing backing, Truth truth)
            throws IOException {
        Opened opened = new Opened();
        try {
            return start(settings, backing, truth, opened);
        } catch (IOException | RuntimeException failed) {
            try {
                opened.close();
            } catch (RuntimeException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    private static ControlPlane start(
            Settings settings, Backing backing, Truth truth, Opened opened) throws IOException {
        CloudTimer timer = opened.add(new CloudTimer(settings.clock()));
        DnsServers names = opened.add(DnsServers.bind(dnsAddresses()));
        SeveralMetrics metrics = new SeveralMetrics();
        metrics.add(backing.metrics());
        CloudWatch cloudWatch =
                new CloudWatch(World.ACCOUNT, settings.clock(), metrics, InstantSource.system());
        Route53 route53 =
                opened.add(
                        new Route53(
                                new Route53.Settings(
                                        settings.clock(),
                                        settings.propagation(),
                                        settings.endToStart(),
                                        backing.loadBalancers(),
                                        settings.loadBalancerTtl(),
                                        backing.checkersPath()),
                                timer,
                                cloudWatch.alarms(),
                                truth));
        metrics.add(route53.metrics());
        opened.add(cloudWatch).start();
        Fis fis =
                new Fis(
                        Fis.Settings.careful(settings.clock()),
                        backing.estate(),
                        backing.databases(),
                        backing.alarms().orElse(cloudWatch.alarms()),
                        truth);
        List<Route> routes = routes(route53, fis, cloudWatch, backing.databases());
        AwsServer server = opened.add(AwsServer.start(settings.awsAddress(), routes));
        opened.add(fis); // last, so that it is closed first, while all that it broke is still there
        serve(names.servers(), route53, settings.clock());
        return new ControlPlane(server, names, opened);
    }

    /** The name servers first, then the resolvers, each in its order. */
    private static List<String> dnsAddresses() {
        return Stream.concat(
                        World.AUTHORITATIVE.stream(),
                        Stream.of(ResolverKind.values()).map(World::address))
                .toList();
    }

    private static void serve(List<DnsServer> servers, Route53 route53, CloudClock clock) {
        List<DnsServer> authorities = servers.subList(0, World.AUTHORITATIVE.size());
        Iterator<Authority> answers = route53.authorities().iterator();
        for (DnsServer server : authorities) {
            server.serve(new AuthoritativeAnswers(answers.next()), Runnable::run);
        }
        List<InetSocketAddress> asked = authorities.stream().map(DnsServer::address).toList();
        Iterator<DnsServer> others =
                servers.subList(World.AUTHORITATIVE.size(), servers.size()).iterator();
        for (ResolverKind kind : ResolverKind.values()) {
            // it waits for the name servers, so each question has a thread of its own
            others.next()
                    .serve(
                            new CachingResolver(asked, kind.rule(clock)),
                            Thread::startVirtualThread);
        }
    }

    /** The ways to all services: to STS for everybody, to the others for the account alone. */
    private static List<Route> routes(
            Route53 route53, Fis fis, CloudWatch cloudWatch, Databases databases) {
        List<Route> own = new ArrayList<>(cloudWatch.routes());
        own.add(new Route.ByPath(Route53.PATH, route53));
        Fis.PATHS.forEach(path -> own.add(new Route.ByPath(path, fis)));
        own.add(new Rds(databases).route());
        Sts sts = new Sts(World.ACCOUNT);
        List<Route> routes = new ArrayList<>(own.stream().map(new OwnAccount(sts)::only).toList());
        routes.add(sts.route());
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

    /** The first of the authoritative name servers, UDP and TCP. */
    public InetSocketAddress authoritative() {
        return nameServers().getFirst();
    }

    /** The four authoritative name servers, UDP and TCP. */
    public List<InetSocketAddress> nameServers() {
        return names.servers().subList(0, World.AUTHORITATIVE.size()).stream()
                .map(DnsServer::address)
                .toList();
    }

    /** The caching resolver that honours TTLs, UDP and TCP. */
    public InetSocketAddress resolver() {
        return Optional.ofNullable(resolvers().get(ResolverKind.OFFICE)).orElseThrow();
    }

    /** All caching resolvers, UDP and TCP. */
    public Map<ResolverKind, InetSocketAddress> resolvers() {
        Map<ResolverKind, InetSocketAddress> resolvers = new EnumMap<>(ResolverKind.class);
        Iterator<DnsServer> others =
                names.servers().stream().skip(World.AUTHORITATIVE.size()).iterator();
        for (ResolverKind kind : ResolverKind.values()) {
            resolvers.put(kind, others.next().address());
        }
        return resolvers;
    }

    /** Posts a seed through the wire, and returns when the name servers answer the pair. */
    public Seed.Seeded seed(Seed seed) throws IOException, InterruptedException {
        return seed.post(endpoint());
    }

    /** Lifts every cut, then stops all servers and checkers. Closing twice is harmless. */
    @Override
    public void close() {
        opened.close();
    }
}
