package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.LoadBalancers;
import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.aws.AwsResponse;
import io.blackstart.sandbox.aws.AwsService;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.dns.Authority;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
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
     */
    public record Settings(
            CloudClock clock,
            Duration propagation,
            boolean endToStart,
            LoadBalancers loadBalancers,
            long loadBalancerTtl) {}

    private final NameServers nameServers;
    private final BalancerWatch balancers;
    private final Deadlines deadlines = new Deadlines();
    private final HealthChecks checks;
    private final HostedZones zones;
    private final ZoneApi zoneApi;
    private final RecordApi recordApi;
    private final TestAnswerApi testAnswerApi;
    private final HealthCheckApi healthCheckApi;
    private final TagApi tagApi;

    /** An account without zones and health checks. */
    public Route53(Settings settings, CloudTimer timer, Truth truth) {
        nameServers = new NameServers(timer, settings.propagation, truth);
        balancers = new BalancerWatch(settings.loadBalancers, timer, nameServers);
        checks =
                new HealthChecks(
                        new CheckerFleet.Drive(
                                settings.clock,
                                settings.endToStart,
                                new SocketCheck(settings.clock, deadlines),
                                RandomGenerator.getDefault(),
                                (nanos, id, healthy) -> {
                                    truth.event(
                                            nanos,
                                            "healthChanged",
                                            "",
                                            Map.of("healthCheckId", id, "healthy", healthy));
                                    nameServers.propagate(server -> server.check(id, healthy));
                                }),
                        (id, healthy) -> nameServers.tell(server -> server.check(id, healthy)));
        zones = zones(settings, timer);
        zoneApi = new ZoneApi(zones);
        recordApi = new RecordApi(zones);
        testAnswerApi = new TestAnswerApi(zones, nameServers.all().getFirst());
        healthCheckApi = new HealthCheckApi(checks);
        tagApi = new TagApi(zones, checks);
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

    /** Forgets all zones, and with them what the name servers answer. */
    public void reset() {
        zones.clear();
    }

    /** Stops all checkers. */
    @Override
    public void close() {
        balancers.close();
        checks.close();
        deadlines.close();
    }
}
