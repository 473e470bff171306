package io.blackstart.sandbox;

import static io.blackstart.sandbox.Planes.PRIMARY_BALANCER;
import static io.blackstart.sandbox.Planes.SECONDARY_BALANCER;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.ControlPlane.Side;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import software.amazon.awssdk.services.route53.model.HealthCheckObservation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A failover from the checkers' sockets to the name server's answer. */
class ControlPlaneIT {
    /** Patient: the machine may be busy; the facts do not depend on it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private volatile boolean primaryUp = true;

    @Test
    void answersTheSecondaryWhileThePrimaryIsUnhealthyAndThePrimaryAgainAfterwards()
            throws Exception {
        RecordedTruth truth = new RecordedTruth();
        try (MockWebServer primary = server("127.0.10.1", 0);
                MockWebServer secondary = server("127.0.20.1", primary.getPort());
                ControlPlane plane = Planes.start(10, new RecordedFaults(), truth)) {
            Seed.Seeded seeded =
                    plane.seed(
                            new Seed(
                                    "example.test",
                                    "app.example.test",
                                    new Side("me-south-1", "127.0.10.1", PRIMARY_BALANCER),
                                    new Side("eu-central-1", "127.0.20.1", SECONDARY_BALANCER),
                                    secondary.getPort(),
                                    SandboxSettings.defaults().names()));
            String check = seeded.primaryCheckId().orElseThrow();
            assertEquals(List.of("127.0.10.1"), addresses(plane.authoritative()));

            primaryUp = false;
            await().atMost(PATIENCE)
                    .until(() -> addresses(plane.authoritative()).equals(List.of("127.0.20.1")));
            assertTrue(
                    observations(plane, check).stream()
                            .anyMatch(observation ->
                                    observation
                                            .statusReport()
                                            .status()
                                            .equals(
                                                    "Failure: HTTP Status Code 503, Service"
                                                            + " Unavailable")));

            primaryUp = true;
            for (InetSocketAddress server : plane.nameServers()) {
                await().atMost(PATIENCE)
                        .until(() -> addresses(server).equals(List.of("127.0.10.1")));
            }
            await().atMost(PATIENCE)
                    .until(() -> addresses(plane.resolver()).equals(List.of("127.0.10.1")));

            var answers =
                    truth.of("answerChanged").stream()
                            .collect(
                                    Collectors.groupingBy(event ->
                                            String.valueOf(event.detail().get("nameServer"))));
            assertEquals(4, answers.size(), "each name server changes its own answers");
            answers.values()
                    .forEach(changes ->
                            assertEquals(
                                    List.of(
                                            List.of("127.0.10.1"),
                                            List.of("127.0.20.1"),
                                            List.of("127.0.10.1")),
                                    changes.stream()
                                            // a machine too busy for a check in time flaps more
                                            .limit(3)
                                            .map(event -> event.detail().get("addresses"))
                                            .toList()));
            var changes =
                    truth.of("healthChanged").stream()
                            .filter(event -> check.equals(event.detail().get("healthCheckId")))
                            .toList();
            assertEquals(
                    List.of(false, true),
                    changes.stream().limit(2).map(event -> event.detail().get("healthy")).toList());
            answers.values()
                    .forEach(told ->
                            assertTrue(
                                    told.get(1).nanos() - changes.getFirst().nanos()
                                            >= Duration.ofMillis(500).dividedBy(10).toNanos(),
                                    "the state needs its time to the name server"));
        }
    }

    private static List<HealthCheckObservation> observations(ControlPlane plane, String check) {
        try (var route53 = Planes.route53(plane.endpoint())) {
            return route53.getHealthCheckStatus(request -> request.healthCheckId(check))
                    .healthCheckObservations();
        }
    }

    private static List<String> addresses(InetSocketAddress server) throws Exception {
        SimpleResolver resolver = new SimpleResolver(server);
        resolver.setTimeout(Duration.ofSeconds(5));
        Message query =
                Message.newQuery(
                        Record.newRecord(
                                Name.fromString("app.example.test."),
                                Type.A,
                                org.xbill.DNS.DClass.IN));
        return resolver.send(query).getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }

    private MockWebServer server(String address, int port) throws Exception {
        HeldCertificate certificate =
                // of another name, each check would have to shake hands twice
                new HeldCertificate.Builder().addSubjectAlternativeName("app.example.test").build();
        MockWebServer server = new MockWebServer();
        server.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(certificate)
                        .build()
                        .sslSocketFactory());
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        boolean up = primaryUp || !address.equals("127.0.10.1");
                        return new MockResponse.Builder()
                                .status(up ? "HTTP/1.1 200 OK" : "HTTP/1.1 503 Service Unavailable")
                                .body("{}")
                                .build();
                    }
                });
        server.start(InetAddress.getByName(address), port);
        return server;
    }
}
