package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.LoadBalancers;
import io.blackstart.sandbox.Metrics;
import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.aws.AwsResponse;
import io.blackstart.sandbox.aws.AwsService;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.dns.Authority;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Route 53's wire: the operations by method and path. What its name servers answer is {@link
 * #authorities()}.
 */
public final class Route53 implements AwsService, AutoCloseable {
    /** The first segment of its paths. */
    public static final String PATH = "2013-04-01";

    /**
     * How it runs.
     *
     * @param propagation on the cloud's clock: a health check's state from the checkers to the name
     *     servers
     * @param endToStart whether a checker's interval begins when a check ends
     * @param loadBalancers that aliases can lead to; asked often, so must answer at once
     * @param loadBalancerTtl in cloud seconds
     * @param checkersPath where the checkers' way to an address really begins; an address itself
     *     where nothing is on the way
     */
    public record Settings(
            CloudClock clock,
            Duration propagation,
            boolean endToStart,
            LoadBalancers loadBalancers,
            long loadBalancerTtl,
            UnaryOperator<InetSocketAddress> checkersPath) {}

    private final NameServers nameServers;
    private final BalancerWatch balancers;
    private final TimedDeadlines deadlines = new TimedDeadlines();
    private final HealthChecks checks;
    private final Metrics metrics;
    private final HostedZones zones;
    private final ZoneApi zoneApi;
    private final RecordApi recordApi;
    private final TestAnswerApi testAnswerApi;
    private final HealthCheckApi healthCheckApi;
    private final TagApi tagApi;

    /** An account without zones and health checks. */
    public Route53(Settings settings, CloudTimer timer, Alarms alarms, Truth truth) {
        nameServers = new NameServers(timer, settings.propagation, truth);
        balancers = new BalancerWatch(settings.loadBalancers, timer, nameServers);
        HealthStates states = new HealthStates(propagating(truth));
        Watching watching =
                new Watching(
                        drive(settings, states, truth),
                        new AlarmWatch.Feed(alarms, timer, states),
                        states);
        checks =
                new HealthChecks(
                        watching,
                        states,
                        (id, healthy) -> nameServers.tell(server -> server.check(id, healthy)));
        metrics = new HealthMetrics(checks, states, watching);
        zones = zones(settings, timer);
        zoneApi = new ZoneApi(zones);
        recordApi = new RecordApi(zones);
        testAnswerApi = new TestAnswerApi(zones, nameServers.all().getFirst());
        healthCheckApi = new HealthCheckApi(checks, watching, alarms);
        tagApi = new TagApi(zones, checks);
    }

    private HealthListener propagating(Truth truth) {
        return (nanos, id, healthy) -> {
            truth.event(
                    nanos, "healthChanged", "", Map.of("healthCheckId", id, "healthy", healthy));
            nameServers.propagate(server -> server.check(id, healthy));
        };
    }

    private HostedZones zones(Settings settings, CloudTimer timer) {
        ServedZone.Translation translation =
                new ServedZone.Translation(settings.clock, settings.loadBalancerTtl);
        return new HostedZones(
                new HostedZones.Surroundings(
                        timer,
                        checks::exists,
                        balancers::exists,
                        zone -> {
                            ServedZone served = new ServedZone(zone, translation);
                            balancers.add(served.balancers());
                            nameServers.tell(server -> server.publish(zone.id(), served));
                        },
                        id -> nameServers.tell(server -> server.withdraw(id))));
    }

    private CheckerFleet.Drive drive(Settings settings, HealthStates states, Truth truth) {
        return new CheckerFleet.Drive(
                settings.clock,
                settings.endToStart,
                new SocketCheck(
                        settings.clock,
                        deadlines,
                        new CheckerSockets(settings.checkersPath),
                        new AuthorityNames(nameServers.all().getFirst())),
                RandomGenerator.getDefault(),
                states,
                (nanos, id, vantage, healthy) ->
                        truth.event(
                                nanos,
                                "checkerChanged",
                                "",
                                Map.of(
                                        "healthCheckId",
                                        id,
                                        "region",
                                        vantage.region(),
                                        "checker",
                                        vantage.ipAddress(),
                                        "healthy",
                                        healthy)));
    }

    /** How its health checks stand, for CloudWatch. */
    public Metrics metrics() {
        return metrics;
    }

    /** What its four name servers answer, in the order in which NS records name them. */
    public List<Authority> authorities() {
        return List.copyOf(nameServers.all());
    }

    @Override
    public AwsResponse answer(AwsRequest request) {
        Answer answer = dispatch(request);
        return new AwsResponse(
                answer.status(),
                "text/xml",
                answer.created().isEmpty()
                        ? Map.of("x-amzn-RequestId", UUID.randomUUID().toString())
                        : Map.of(
                                "x-amzn-RequestId",
                                UUID.randomUUID().toString(),
                                "Location",
                                "https://route53.amazonaws.com/" + PATH + answer.created()),
                answer.body().document());
    }

    private Answer dispatch(AwsRequest request) {
        List<String> path = request.path();
        String collection = path.size() > 1 ? path.get(1) : "";
        String operation =
                request.method()
                        + " "
                        + collection
                        + (path.size() > 2 ? "/{}" : "")
                        + (path.size() == 4 ? "/" + part(collection, path.get(3)) : "");
        String id = path.size() > 2 ? bareId(path.get(2)) : "";
        return switch (operation) {
            case "POST hostedzone" -> zoneApi.create(body(request));
            case "GET hostedzone" -> zoneApi.list(request);
            case "GET hostedzonesbyname" -> zoneApi.listByName(request);
            case "GET hostedzonecount" -> zoneApi.count();
            case "GET hostedzone/{}" -> zoneApi.get(id);
            case "POST hostedzone/{}" -> zoneApi.comment(id, body(request));
            case "DELETE hostedzone/{}" -> zoneApi.delete(id);
            case "POST hostedzone/{}/features" -> zoneApi.features(id, body(request));
            case "GET hostedzone/{}/dnssec" -> zoneApi.dnssec(id);
            case "POST hostedzone/{}/rrset" -> recordApi.change(id, body(request));
            case "GET hostedzone/{}/rrset" -> recordApi.list(id, request);
            case "GET change/{}" -> recordApi.getChange(id);
            case "GET testdnsanswer" -> testAnswerApi.answer(request);
            case "POST healthcheck" -> healthCheckApi.create(body(request));
            case "GET healthcheck" -> healthCheckApi.list(request);
            case "GET healthcheck/{}" -> healthCheckApi.get(id);
            case "POST healthcheck/{}" -> healthCheckApi.update(id, body(request));
            case "DELETE healthcheck/{}" -> healthCheckApi.delete(id);
            case "GET healthcheck/{}/status" -> healthCheckApi.status(id);
            case "GET healthcheck/{}/lastfailurereason" -> healthCheckApi.lastFailureReason(id);
            case "GET healthcheckcount" -> healthCheckApi.count();
            case "GET checkeripranges" -> healthCheckApi.checkerIpRanges();
            case "POST tags/{}" -> tagApi.list(id, body(request));
            case "POST tags/{}/{}" -> tagApi.change(id, bareId(path.get(3)), body(request));
            case "GET tags/{}/{}" -> tagApi.list(id, bareId(path.get(3)));
            default ->
                    throw new AwsFault(
                            404,
                            "UnknownOperation",
                            "the sandbox's Route 53 does not know " + operation);
        };
    }

    private static String part(String collection, String segment) {
        return collection.equals("tags") ? "{}" : segment.toLowerCase(Locale.ROOT);
    }

    private static XmlNode body(AwsRequest request) {
        return XmlNode.parse(request.body());
    }

    /** An id without the prefix that some clients send along, as in {@code /hostedzone/Z1}. */
    static String bareId(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    @Override
    public AwsResponse error(int status, String code, String message) {
        XmlNode error =
                XmlNode.of(
                        "ErrorResponse",
                        List.of(
                                XmlNode.of(
                                        "Error",
                                        List.of(
                                                XmlNode.of(
                                                        "Type",
                                                        status < 500 ? "Sender" : "Receiver"),
                                                XmlNode.of("Code", code),
                                                XmlNode.of("Message", message))),
                                XmlNode.of("RequestId", UUID.randomUUID().toString())));
        return new AwsResponse(status, "text/xml", Map.of(), error.document());
    }

    /** Forgets all zones with what the name servers answer, changes, health checks and tags. */
    @Override
    public void reset() {
        zones.clear();
        checks.reset();
        tagApi.reset();
    }

    /** Stops all checkers. */
    @Override
    public void close() {
        balancers.close();
        checks.close();
        deadlines.close();
    }
}
