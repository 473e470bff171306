package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.route53.HealthCheckConfig.Checked;
import io.blackstart.sandbox.route53.HealthCheckConfig.Endpoint;
import io.blackstart.sandbox.route53.HealthCheckConfig.Protocol;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * Checks over a fresh connection: 4 s on the cloud's clock to connect (TLS included, the
 * certificate is not validated; 10 s for TCP checks), then 2 s to the status, which must be 2xx or
 * 3xx, then 2 s more to a text in the body, if one is searched for. Redirects are not followed.
 */
final class SocketCheck implements EndpointCheck {
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration CONNECT_TCP = Duration.ofSeconds(10);
    private static final Duration STATUS = Duration.ofSeconds(2);
    private static final Duration BODY = Duration.ofSeconds(2);
    private static final String TIMED_OUT =
            "Connection timed out. The endpoint or the internet connection is down, or requests are"
                    + " being blocked by your firewall. See"
                    + " https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/"
                    + "dns-failover-router-firewall-rules.html";

    private final CloudClock clock;
    private final Deadlines deadlines;
    private final CheckerSockets sockets;
    private final CheckerNames names;

    SocketCheck(CloudClock clock, Deadlines deadlines, CheckerSockets sockets, CheckerNames names) {
        this.clock = clock;
        this.deadlines = deadlines;
        this.sockets = sockets;
        this.names = names;
    }

    /** One check of one endpoint, at an address of it. */
    private record Visit(String id, Checked config, InetSocketAddress address) {
        private boolean tcp() {
            return config.protocol() == Protocol.TCP;
        }

        private List<SNIServerName> serverName() {
            Endpoint endpoint = config.endpoint();
            return endpoint.sni() ? CheckerSockets.serverName(endpoint.name()) : List.of();
        }

        private byte[] request() {
            return ("GET "
                            + config.endpoint().target()
                            + " HTTP/1.1\r\nHost: "
                            + config.host(config.endpoint().ipAddress())
                            + "\r\nUser-Agent: Amazon-Route53-Health-Check-Service (ref "
                            + id
                            + "; report http://amzn.to/1vsZADi)\r\n"
                            + "Accept: */*\r\n"
                            + "Accept-Encoding: *\r\n"
                            + "Connection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Override
    public Observation check(String id, Checked config) {
        Endpoint endpoint = config.endpoint();
        Optional<InetAddress> address =
                endpoint.ipAddress().isEmpty()
                        ? names.ipv4(endpoint.name())
                        : Optional.of(InetAddress.ofLiteral(endpoint.ipAddress()));
        return address.map(found ->
                        check(new Visit(id, config, new InetSocketAddress(found, endpoint.port()))))
                .orElseGet(() ->
                        Observation.failure(
                                "DNS resolution failed: no IPv4 address for " + endpoint.name()));
    }

    private Observation check(Visit visit) {
        Duration within = clock.real(visit.tcp() ? CONNECT_TCP : CONNECT);
        long until = System.nanoTime() + within.toNanos();
        try (Socket first = new Socket();
                Socket second = new Socket()) {
            Socket connection;
            try (var deadline = deadlines.closing(List.of(first, second), within)) {
                try {
                    connection = connect(visit, first, second, until);
                } catch (IOException e) {
                    return Observation.failure(deadline.passed() ? TIMED_OUT : unreachable(e));
                }
            }
            return visit.tcp()
                    ? Observation.success("The health checker connected to the endpoint.")
                    : ask(visit, connection);
        } catch (IOException e) {
            return Observation.failure("Connection failed. " + e.getMessage());
        }
    }

    private static String unreachable(IOException e) {
        return switch (e) {
            case SocketTimeoutException _ -> TIMED_OUT;
            case ConnectException _ -> "Connection refused. " + e.getMessage();
            case SSLException _ -> "SSL error. " + e.getMessage();
            default -> "Connection lost. " + e.getMessage();
        };
    }

    /**
     * Connects the first socket, and the second one without a server name when the endpoint answers
     * the name with a certificate of somebody else.
     */
    private Socket connect(Visit visit, Socket first, Socket second, long until)
            throws IOException {
        sockets.connect(first, visit.address(), left(until));
        if (!visit.config().protocol().tls()) {
            return first;
        }
        Endpoint endpoint = visit.config().endpoint();
        String host = endpoint.name().isEmpty() ? endpoint.ipAddress() : endpoint.name();
        List<SNIServerName> named = visit.serverName();
        SSLSocket secure = sockets.secure(first, host, named);
        if (named.isEmpty() || CheckerSockets.certifies(secure, host)) {
            return secure;
        }
        secure.close();
        sockets.connect(second, visit.address(), left(until));
        // under another host, or the session with the name would be resumed
        return sockets.secure(second, visit.address().getAddress().getHostAddress(), List.of());
    }

    private static Duration left(long until) {
        return Duration.ofNanos(Math.max(1, until - System.nanoTime()));
    }

    private Observation ask(Visit visit, Socket connection) throws IOException {
        try (connection) {
            HttpReply reply = new HttpReply(connection.getInputStream());
            HttpReply.Status status;
            try (var deadline = deadlines.closing(List.of(connection), clock.real(STATUS))) {
                try {
                    connection.getOutputStream().write(visit.request());
                    status = reply.status();
                    if (!status.good() || !visit.config().protocol().matches()) {
                        return headed(reply, status);
                    }
                } catch (IOException e) {
                    return lost(e, deadline, "No HTTP status came within 2 seconds.");
                }
            }
            return search(visit, status, reply, connection);
        }
    }

    /** The status decides, unless headers that came with it are not well-formed. */
    private static Observation headed(HttpReply reply, HttpReply.Status status) {
        try {
            reply.headers();
            reply.drain();
        } catch (HttpReply.Malformed e) {
            return Observation.failure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // the status came in time, which is all that is asked for
        }
        return status.good()
                ? Observation.success(status.text())
                : Observation.failure(status.text());
    }

    private Observation search(
            Visit visit, HttpReply.Status status, HttpReply reply, Socket connection) {
        try (var deadline = deadlines.closing(List.of(connection), clock.real(BODY))) {
            try {
                reply.headers();
                if (reply.bodyContains(visit.config().endpoint().search())) {
                    return Observation.success(status.text());
                }
                return Observation.failure(
                        "The search string is not in the first "
                                + HttpReply.BODY_BYTES_MAX
                                + " bytes of the response body. "
                                + status.text());
            } catch (IOException e) {
                return lost(e, deadline, "The response body did not come within 2 more seconds.");
            }
        }
    }

    private static Observation lost(IOException e, Deadlines.Deadline deadline, String late) {
        if (e instanceof HttpReply.Malformed) {
            return Observation.failure(String.valueOf(e.getMessage()));
        }
        return Observation.failure(
                deadline.passed()
                        ? "Response timed out. " + late
                        : "Connection lost. " + e.getMessage());
    }
}
