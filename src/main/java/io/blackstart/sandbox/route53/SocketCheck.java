package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.CloudClock;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Checks over a fresh connection: 4 s on the cloud's clock to connect (TLS included, the
 * certificate is not looked at; 10 s for TCP checks), then 2 s to the status, which must be 2xx or
 * 3xx. Redirects are not followed.
 */
final class SocketCheck implements EndpointCheck {
    private static final Duration CONNECT = Duration.ofSeconds(4);
    private static final Duration CONNECT_TCP = Duration.ofSeconds(10);
    private static final Duration STATUS = Duration.ofSeconds(2);
    private static final int LINE_BYTES_MAX = 8_192;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: (.*))?");
    private static final String TIMED_OUT =
            "Connection timed out. The endpoint or the internet connection is down, or requests are"
                    + " being blocked by your firewall. See"
                    + " https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/"
                    + "dns-failover-router-firewall-rules.html";

    private final CloudClock clock;
    private final Deadlines deadlines;
    private final SSLContext tls;

    SocketCheck(CloudClock clock, Deadlines deadlines) {
        this.clock = clock;
        this.deadlines = deadlines;
        try {
            this.tls = SSLContext.getInstance("TLS");
            this.tls.init(null, new TrustManager[] {new AnyCertificate()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    @Override
    public Observation check(String id, HealthCheckConfig config) {
        try (Socket socket = new Socket()) {
            return check(id, config, socket);
        } catch (IOException e) {
            return Observation.failure("Connection failed. " + e.getMessage());
        }
    }

    private Observation check(String id, HealthCheckConfig config, Socket socket)
            throws IOException {
        boolean tcp = config.protocol() == HealthCheckConfig.Protocol.TCP;
        Socket connection;
        try (var deadline = deadlines.closing(socket, real(tcp ? CONNECT_TCP : CONNECT))) {
            try {
                connection = connect(config, socket, real(tcp ? CONNECT_TCP : CONNECT));
            } catch (SocketTimeoutException e) {
                return Observation.failure(TIMED_OUT);
            } catch (ConnectException e) {
                return Observation.failure("Connection refused. " + e.getMessage());
            } catch (IOException e) {
                return Observation.failure(
                        deadline.passed()
                                ? TIMED_OUT
                                : (e instanceof SSLException ? "SSL error. " : "Connection lost. ")
                                        + e.getMessage());
            }
        }
        return tcp
                ? Observation.success("The health checker connected to the endpoint.")
                : ask(id, config, connection);
    }

    private Socket connect(HealthCheckConfig config, Socket socket, Duration within)
            throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(
                new InetSocketAddress(config.ipAddress(), config.port()),
                (int) Math.max(1, within.toMillis()));
        if (!config.tls()) {
            return socket;
        }
        String host = config.name().isEmpty() ? config.ipAddress() : config.name();
        SSLSocket secure =
                (SSLSocket) tls.getSocketFactory().createSocket(socket, host, config.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setServerNames(
                config.sni() && !config.name().isEmpty()
                        ? List.of(new SNIHostName(config.name()))
                        : List.of());
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private Observation ask(String id, HealthCheckConfig config, Socket connection)
            throws IOException {
        try (connection;
                var deadline = deadlines.closing(connection, real(STATUS))) {
            try {
                connection.getOutputStream().write(request(id, config));
                Observation observation = judge(line(connection.getInputStream()));
                drain(connection.getInputStream());
                return observation;
            } catch (IOException e) {
                return Observation.failure(
                        deadline.passed()
                                ? "Response timed out. No HTTP status came within 2 seconds."
                                : "Connection lost. " + e.getMessage());
            }
        }
    }

    private static byte[] request(String id, HealthCheckConfig config) {
        return ("GET "
                        + config.target()
                        + " HTTP/1.1\r\nHost: "
                        + config.host()
                        + "\r\nUser-Agent: Amazon-Route53-Health-Check-Service (ref "
                        + id
                        + "; report http://amzn.to/1vsZADi)\r\n"
                        + "Accept: */*\r\n"
                        + "Accept-Encoding: *\r\n"
                        + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static Observation judge(String line) {
        Matcher matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
            return Observation.failure("The response is not HTTP.");
        }
        int status = Integer.parseInt(matcher.group(1));
        String reason = matcher.group(2);
        String text =
                "HTTP Status Code "
                        + status
                        + ", "
                        + (reason == null || reason.isBlank() ? usualReason(status) : reason);
        return status >= 200 && status < 400
                ? Observation.success(text)
                : Observation.failure(text);
    }

    private static String usualReason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 503 -> "Service Unavailable";
            default -> "without a reason";
        };
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > LINE_BYTES_MAX) {
                throw new EOFException("the response has no status line");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /** Reads what else came, so that the endpoint is spared a reset. */
    private static void drain(InputStream in) {
        byte[] rest = new byte[4_096];
        try {
            for (int n = in.read(rest); n >= 0; ) {
                n = in.read(rest);
            }
        } catch (IOException e) {
            // the check has been judged by its status; the rest is nobody's business
        }
    }

    private Duration real(Duration cloud) {
        return clock.real(cloud);
    }
}
