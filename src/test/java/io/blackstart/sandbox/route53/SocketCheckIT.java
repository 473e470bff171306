package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.route53.HealthCheckConfig.Checked;
import io.blackstart.sandbox.route53.HealthCheckConfig.Endpoint;
import io.blackstart.sandbox.route53.HealthCheckConfig.Protocol;
import io.blackstart.sandbox.route53.HealthCheckConfig.Standing;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One check over real sockets. */
class SocketCheckIT {
    private final MockWebServer server = new MockWebServer();
    private final TimedDeadlines deadlines = new TimedDeadlines();
    private final SocketCheck check = check(1, UnaryOperator.identity());
    // a tenth of the time, for what is meant to run out of it
    private final SocketCheck hasty = check(10, UnaryOperator.identity());
    private final Map<String, InetAddress> names = new ConcurrentHashMap<>();

    @BeforeEach
    void start() throws IOException {
        HeldCertificate certificate =
                new HeldCertificate.Builder()
                        .commonName("app.test")
                        .addSubjectAlternativeName("app.test")
                        .validityInterval(0, 1)
                        .build();
        server.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(certificate)
                        .build()
                        .sslSocketFactory());
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
        deadlines.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK | true | Success: HTTP Status Code 200, OK",
                "HTTP/1.1 204 No Content | true | Success: HTTP Status Code 204, No Content",
                "HTTP/1.1 302 Found | true | Success: HTTP Status Code 302, Found",
                "HTTP/1.1 399 Odd | true | Success: HTTP Status Code 399, Odd",
                "HTTP/1.1 400 Bad Request | false | Failure: HTTP Status Code 400, Bad Request",
                "HTTP/1.1 503 Service Unavailable | false | Failure: HTTP Status Code 503, Service"
                        + " Unavailable",
            })
    void theStatusDecides(String line, boolean passed, String report) {
        server.enqueue(new MockResponse.Builder().status(line).build());
        Observation seen = check.check("id", config(Protocol.HTTPS, server.getPort(), "app.test"));
        assertEquals(report, seen.report());
        assertEquals(passed, seen.passed());
    }

    @Test
    void asksLikeRoute53() throws InterruptedException {
        server.enqueue(new MockResponse.Builder().build());
        var _ = check.check("the-id", config(Protocol.HTTPS, server.getPort(), "app.test"));
        RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
        assertNotNull(request);
        assertEquals("GET /h?a=1&b=2 HTTP/1.1", request.getRequestLine());
        assertEquals("app.test:" + server.getPort(), request.getHeaders().get("Host"));
        assertEquals(
                "Amazon-Route53-Health-Check-Service (ref the-id; report http://amzn.to/1vsZADi)",
                request.getHeaders().get("User-Agent"));
        assertEquals(List.of("app.test"), request.getHandshakeServerNames());
    }

    @Test
    void anEndpointThatAcceptsAndIsSilentTimesOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            int port = silent.getLocalPort();
            Observation tls = hasty.check("id", config(Protocol.HTTPS, port, "app.test"));
            assertTrue(
                    tls.report().startsWith("Failure: Connection timed out. The endpoint"),
                    tls.report());
            Observation plain = hasty.check("id", config(Protocol.HTTP, port, ""));
            assertTrue(plain.report().startsWith("Failure: Response timed out."), plain.report());
            assertTrue(hasty.check("id", config(Protocol.TCP, port, "")).passed());
        }
    }

    @Test
    void nobodyListeningIsRefusedAndPlainTextIsNoTls() throws IOException {
        int closed;
        try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = gone.getLocalPort();
        }
        Observation refused = check.check("id", config(Protocol.TCP, closed, ""));
        assertTrue(refused.report().startsWith("Failure: Connection refused."), refused.report());

        try (MockWebServer plain = new MockWebServer()) {
            plain.start(InetAddress.getLoopbackAddress(), 0);
            Observation seen =
                    check.check("id", config(Protocol.HTTPS, plain.getPort(), "app.test"));
            assertFalse(seen.passed());
            assertTrue(seen.report().startsWith("Failure: "), seen.report());
        }
    }

    @Test
    void aNameThatTheCertificateLacksIsLeftOutOfASecondHandshake() throws InterruptedException {
        server.enqueue(new MockResponse.Builder().build());
        Observation seen =
                check.check("id", config(Protocol.HTTPS, server.getPort(), "other.test"));
        assertEquals("Success: HTTP Status Code 200, OK", seen.report());
        RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
        assertNotNull(request);
        assertEquals(List.of(), request.getHandshakeServerNames());
        assertEquals("other.test:" + server.getPort(), request.getHeaders().get("Host"));
    }

    @Test
    void aNameIsResolvedAnewAtEachCheck() throws IOException {
        try (MockWebServer named = plain()) {
            named.enqueue(new MockResponse.Builder().build());
            Checked config = byName(Protocol.HTTP, named.getPort(), "");
            Observation before = check.check("id", config);
            assertEquals(
                    "Failure: DNS resolution failed: no IPv4 address for here.test",
                    before.report());
            names.put("here.test", InetAddress.getLoopbackAddress());
            assertEquals("Success: HTTP Status Code 200, OK", check.check("id", config).report());
        }
    }

    @Test
    void theCheckersWayLeadsElsewhere() throws IOException {
        try (MockWebServer really = plain()) {
            really.enqueue(new MockResponse.Builder().build());
            SocketCheck led =
                    check(
                            1,
                            address ->
                                    address.equals(
                                                    new InetSocketAddress(
                                                            InetAddress.ofLiteral("192.0.2.7"), 80))
                                            ? new InetSocketAddress(
                                                    InetAddress.getLoopbackAddress(),
                                                    really.getPort())
                                            : address);
            Endpoint far = new Endpoint("192.0.2.7", 80, "", "", "", false);
            assertEquals(
                    "Success: HTTP Status Code 200, OK",
                    led.check("id", checked(Protocol.HTTP, far)).report());
        }
    }

    @Test
    void nothingLeavesLoopback() {
        Endpoint far = new Endpoint("192.0.2.7", 80, "", "", "", false);
        Observation seen = hasty.check("id", checked(Protocol.HTTP, far));
        assertTrue(seen.report().startsWith("Failure: Connection timed out."), seen.report());
    }

    @ParameterizedTest
    @CsvSource({"200, true", "302, true", "503, false"})
    void aTextIsSearchedForWhereTheStatusIsGood(int status, boolean passed) throws IOException {
        names.put("here.test", InetAddress.getLoopbackAddress());
        try (MockWebServer found = plain()) {
            found.enqueue(
                    new MockResponse.Builder().code(status).chunkedBody("all is WELL", 3).build());
            Checked config = byName(Protocol.HTTP_STR_MATCH, found.getPort(), "WELL");
            assertEquals(passed, check.check("id", config).passed());
        }
    }

    @Test
    void aTextOfAnotherCaseIsNotFound() throws IOException {
        names.put("here.test", InetAddress.getLoopbackAddress());
        try (MockWebServer other = plain()) {
            other.enqueue(new MockResponse.Builder().body("all is WELL").build());
            Checked config = byName(Protocol.HTTP_STR_MATCH, other.getPort(), "well");
            Observation seen = check.check("id", config);
            assertFalse(seen.passed());
            assertTrue(seen.report().startsWith("Failure: The search string is not"), "" + seen);
        }
    }

    @Test
    void aBodyThatDoesNotComeTimesOut() throws IOException {
        names.put("here.test", InetAddress.getLoopbackAddress());
        try (MockWebServer slow = plain()) {
            slow.enqueue(
                    new MockResponse.Builder()
                            .bodyDelay(1, TimeUnit.MINUTES)
                            .body("all is WELL")
                            .build());
            Checked config = byName(Protocol.HTTP_STR_MATCH, slow.getPort(), "WELL");
            assertEquals(
                    "Failure: Response timed out. The response body did not come within 2 more"
                            + " seconds.",
                    hasty.check("id", config).report());
        }
    }

    @Test
    void aTextIsSearchedForOverTls() {
        server.enqueue(new MockResponse.Builder().body("all is WELL").build());
        Endpoint endpoint =
                new Endpoint("127.0.0.1", server.getPort(), "/", "app.test", "is WELL", true);
        assertTrue(check.check("id", checked(Protocol.HTTPS_STR_MATCH, endpoint)).passed());
    }

    private SocketCheck check(int speed, UnaryOperator<InetSocketAddress> path) {
        return new SocketCheck(
                new CloudClock(speed),
                deadlines,
                new CheckerSockets(path),
                name -> Optional.ofNullable(names.get(name)));
    }

    private static MockWebServer plain() throws IOException {
        MockWebServer plain = new MockWebServer();
        plain.start(InetAddress.getLoopbackAddress(), 0);
        return plain;
    }

    private static Checked byName(Protocol protocol, int port, String search) {
        return checked(protocol, new Endpoint("", port, "/", "here.test", search, false));
    }

    private static Checked config(Protocol protocol, int port, String name) {
        String path = protocol == Protocol.TCP ? "" : "/h?a=1&b=2";
        return checked(protocol, new Endpoint("127.0.0.1", port, path, name, "", true));
    }

    private static Checked checked(Protocol protocol, Endpoint endpoint) {
        return new Checked(protocol, endpoint, 10, 3, false, List.of(), new Standing(false, false));
    }
}
