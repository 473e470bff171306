package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.SandboxSettings.Names;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sets a failover pair up through Route 53's wire, as an owner would. */
public final class Seeding implements AutoCloseable {
    /**
     * One side of a pair.
     *
     * @param checkId of the health check that decides about it; nothing when its records carry none
     */
    public record Side(String region, String ipv4, String loadBalancer, Optional<String> checkId) {
        /**
         * The IPv4 address, mapped into IPv6: loopback has a single IPv6 address, which could not
         * tell one region from the other.
         */
        String ipv6() {
            return "::ffff:" + ipv4;
        }
    }

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

    /** Creates the records of a pair and waits until the name servers answer them. */
    public void pair(String zoneId, String name, Names names, Side primary, Side secondary)
            throws IOException, InterruptedException {
        Pair pair = new Pair(DomainName.canonical(name), names, primary, secondary);
        List<XmlNode> changes =
                pair.records().stream()
                        .map(record ->
                                XmlNode.of(
                                        "Change",
                                        List.of(
                                                XmlNode.of("Action", "CREATE"),
                                                RecordSetXml.write(record))))
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

    private record Pair(String name, Names names, Side primary, Side secondary) {
        List<RecordSet> records() {
            List<RecordSet> records = new ArrayList<>(failover("A"));
            switch (names.aaaa()) {
                case NONE -> {}
                case PAIRED -> records.addAll(failover("AAAA"));
                case PRIMARY_ONLY ->
                        records.add(
                                new RecordSet(
                                        name,
                                        "AAAA",
                                        new RecordSet.Routing.Simple(),
                                        content("AAAA", primary),
                                        ""));
            }
            return records;
        }

        private List<RecordSet> failover(String type) {
            return List.of(
                    side(type, Failover.PRIMARY, primary),
                    side(type, Failover.SECONDARY, secondary));
        }

        private RecordSet side(String type, Failover role, Side side) {
            return new RecordSet(
                    name,
                    type,
                    new RecordSet.Routing.OneOfPair(side.region(), role),
                    content(type, side),
                    side.checkId().orElse(""));
        }

        private RecordSet.Content content(String type, Side side) {
            return switch (names.records()) {
                case ALIAS ->
                        new RecordSet.Content.Alias(
                                loadBalancerZone(side.region()),
                                side.loadBalancer(),
                                names.evaluateTargetHealth());
                case PLAIN ->
                        new RecordSet.Content.Values(
                                names.ttl(), List.of(type.equals("A") ? side.ipv4() : side.ipv6()));
            };
        }
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
