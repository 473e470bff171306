package io.blackstart.sandbox.route53;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Sets a failover pair up through Route 53's wire, as an owner would. */
public final class Seeding implements AutoCloseable {
    /**
     * One side of a pair.
     *
     * @param checkId of the health check that decides about it
     */
    public record Side(Failover.Role role, String region, String loadBalancer, String checkId) {}

    /** The sandbox checks no signature, but wants to see one. */
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=SANDBOX/20260101/us-east-1/route53/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 20;

    private final URI endpoint;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Posts to an endpoint. */
    public Seeding(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Creates a hosted zone; returns its id. */
    public String zone(String name) throws IOException, InterruptedException {
        XmlNode response =
                post(
                        "/hostedzone",
                        XmlNode.of(
                                "CreateHostedZoneRequest",
                                List.of(
                                        XmlNode.of("Name", name),
                                        XmlNode.of("CallerReference", reference()))));
        return Route53.bareId(part(response, "HostedZone").required("Id"));
    }

    /** Creates an HTTPS health check of {@code /healthz}; returns its id. */
    public String check(String ip, String name, int port, int interval, int threshold)
            throws IOException, InterruptedException {
        List<XmlNode> config =
                List.of(
                        XmlNode.of("IPAddress", ip),
                        XmlNode.of("Port", Integer.toString(port)),
                        XmlNode.of("Type", "HTTPS"),
                        XmlNode.of("ResourcePath", "/healthz"),
                        XmlNode.of("FullyQualifiedDomainName", name),
                        XmlNode.of("RequestInterval", Integer.toString(interval)),
                        XmlNode.of("FailureThreshold", Integer.toString(threshold)),
                        XmlNode.of("EnableSNI", "true"));
        XmlNode response =
                post(
                        "/healthcheck",
                        XmlNode.of(
                                "CreateHealthCheckRequest",
                                List.of(
                                        XmlNode.of("CallerReference", reference()),
                                        XmlNode.of("HealthCheckConfig", config))));
        return part(response, "HealthCheck").required("Id");
    }

    /** Creates the pair and waits until the name servers answer it. */
    public void pair(String zoneId, String name, List<Side> sides)
            throws IOException, InterruptedException {
        List<XmlNode> changes =
                sides.stream()
                        .map(side ->
                                XmlNode.of(
                                        "Change",
                                        List.of(
                                                XmlNode.of("Action", "CREATE"),
                                                record(name, side))))
                        .toList();
        XmlNode response =
                post(
                        "/hostedzone/" + zoneId + "/rrset/",
                        XmlNode.of(
                                "ChangeResourceRecordSetsRequest",
                                List.of(
                                        XmlNode.of(
                                                "ChangeBatch",
                                                List.of(XmlNode.of("Changes", changes))))));
        XmlNode change = part(response, "ChangeInfo");
        String path = "/change/" + Route53.bareId(change.required("Id"));
        while (change.required("Status").equals("PENDING")) {
            Thread.sleep(POLL_MILLIS);
            change = part(send(request(path).GET().build()), "ChangeInfo");
        }
    }

    private static XmlNode record(String name, Side side) {
        return RecordSetXml.write(
                new RecordSet(
                        RecordSetXml.name(name),
                        "A",
                        new RecordSet.Routing.OneOfPair(side.region(), side.role()),
                        new RecordSet.Content.Alias(
                                loadBalancerZone(side.region()), side.loadBalancer(), true),
                        side.checkId()));
    }

    /** The zone of a region's load balancers; only shown, never looked up. */
    private static String loadBalancerZone(String region) {
        return switch (region) {
            case "me-south-1" -> "ZS929ML54UICD";
            case "eu-central-1" -> "Z215JYRZR1TBD5";
            default -> "Z00000000000000000000";
        };
    }

    private XmlNode post(String path, XmlNode body) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString(body.document()))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(endpoint.resolve("/" + Route53.PATH + path))
                .timeout(TIMEOUT)
                .header("Authorization", AUTHORIZATION);
    }

    private XmlNode send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(request.uri() + " was refused: " + response.body());
        }
        return XmlNode.parse(response.body());
    }

    private static XmlNode part(XmlNode response, String name) throws IOException {
        return response.child(name)
                .orElseThrow(() -> new IOException(response.name() + " has no " + name));
    }

    private static String reference() {
        return "sandbox-" + UUID.randomUUID();
    }

    /** Lets go of its connections. */
    @Override
    public void close() {
        client.close();
    }
}
