package io.blackstart.sandbox.region;

import io.blackstart.sandbox.CloudClock;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;

/**
 * A region's application load balancer: ends TLS and passes each request to the next target, as
 * {@link TargetGroup} says. What goes wrong on the way gets 502, 503 or 504, without a word of the
 * application.
 *
 * <p>A real one has an address in each zone; here one address stands for all of them, and each
 * zone's target is reached through the node of its own zone.
 */
final class LoadBalancer implements AutoCloseable {
    // AWS's fixed limit for a connection, and its usual idle timeout; on the cloud's clock.
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);
    // However fast the cloud's clock runs, a busy machine needs that long in real time.
    static final Duration REAL_LEAST = Duration.ofMillis(250);
    private static final Duration USERS_IDLE_MAX = Duration.ofMinutes(10);
    private static final int BACKLOG = 512;
    private static final Header SERVER = HeaderValues.createCached("Server", "awselb/2.0");
    private static final Header HTML =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/html");

    private final TargetGroup group;
    private final Map<String, TargetLine> lines;
    private final WebServer server;
    private final LongAdder requests = new LongAdder();
    private final LongAdder ownErrors = new LongAdder();
    private final LongAdder targetErrors = new LongAdder();

    private LoadBalancer(TargetGroup group, Map<String, TargetLine> lines, SSLContext tls) {
        this.group = group;
        this.lines = lines;
        this.server =
                WebServer.builder()
                        .shutdownHook(false)
                        .host("127.0.0.1")
                        .port(0)
                        .backlog(BACKLOG)
                        .maxPayloadSize(Instance.BODY_BYTES_MAX)
                        .idleConnectionTimeout(USERS_IDLE_MAX)
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        // 1.2, since its resumed handshakes need no public-key operation at all
                        .tls(
                                TlsConfig.builder()
                                        .sslContext(tls)
                                        .addEnabledProtocol("TLSv1.2")
                                        .build())
                        .routing(routing -> routing.any(this::pass))
                        .build();
    }

    /**
     * Opens on a free port of 127.0.0.1.
     *
     * @param targets by zone: where the network leads to each target
     */
    static LoadBalancer open(
            TargetGroup group,
            Map<String, InetSocketAddress> targets,
            SSLContext tls,
            CloudClock clock) {
        TargetLine.Patience patience =
                new TargetLine.Patience(real(clock, CONNECT_MAX), real(clock, IDLE_MAX));
        Map<String, TargetLine> lines =
                targets.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        target -> new TargetLine(target.getValue(), patience)));
        LoadBalancer balancer = new LoadBalancer(group, lines, tls);
        balancer.server.start();
        return balancer;
    }

    /** A span of the cloud's clock in real time, as far as a machine can keep it. */
    static Duration real(CloudClock clock, Duration cloud) {
        Duration real = clock.real(cloud);
        return real.compareTo(REAL_LEAST) < 0 ? REAL_LEAST : real;
    }

    /** Where it answers HTTPS. */
    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    /** The connections to the target of a zone. */
    TargetLine line(String zone) {
        TargetLine line = lines.get(zone);
        if (line == null) {
            throw new IllegalArgumentException("no such zone: " + zone);
        }
        return line;
    }

    private void pass(ServerRequest request, ServerResponse response) {
        requests.increment();
        Optional<String> zone = group.next();
        if (zone.isEmpty()) {
            fail(response, Status.SERVICE_UNAVAILABLE_503);
            return;
        }
        TargetReply reply;
        try {
            reply =
                    line(zone.get())
                            .ask(
                                    Passing.request(request),
                                    request.prologue().method().text().equals("HEAD"));
        } catch (SocketTimeoutException late) {
            fail(response, Status.GATEWAY_TIMEOUT_504);
            return;
        } catch (IOException broken) {
            fail(response, Status.BAD_GATEWAY_502);
            return;
        }
        if (reply.status() >= Status.INTERNAL_SERVER_ERROR_500.code()) {
            targetErrors.increment();
        }
        Passing.answer(reply, response);
    }

    /** What was counted since it was asked last. */
    Region.Counts counts() {
        return new Region.Counts(
                requests.sumThenReset(), ownErrors.sumThenReset(), targetErrors.sumThenReset());
    }

    private void fail(ServerResponse response, Status status) {
        ownErrors.increment();
        String title = status.code() + " " + status.reasonPhrase();
        response.status(status);
        response.header(SERVER);
        response.header(HTML);
        response.send(
                "<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<center><h1>%s</h1></center>\r\n</body>\r\n</html>\r\n"
                        .formatted(title, title));
    }

    @Override
    public void close() {
        server.stop();
        lines.values().forEach(TargetLine::close);
    }
}
