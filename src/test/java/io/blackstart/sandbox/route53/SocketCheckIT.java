package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.route53.HealthCheckConfig.Protocol;

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
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One check over real sockets. */
class SocketCheckIT {
    private final MockWebServer server = new MockWebServer();
    private final Deadlines deadlines = new Deadlines();
    private final SocketCheck check = new SocketCheck(new CloudClock(1), deadlines);
    // a tenth of the time, for what is meant to run out of it
    private final SocketCheck hasty = new SocketCheck(new CloudClock(10), deadlines);

    @BeforeEach
    void start() throws IOException {
        HeldCertificate certificate =
                new HeldCertificate.Builder()
                        .commonName("somebody.else.test")
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

    private static HealthCheckConfig config(Protocol protocol, int port, String name) {
        return new HealthCheckConfig(
                protocol,
                "127.0.0.1",
                port,
                "/h?a=1&b=2",
                name,
                10,
                3,
                false,
                false,
                false,
                true,
                List.of());
    }
}
