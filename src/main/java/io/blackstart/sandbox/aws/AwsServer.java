package io.blackstart.sandbox.aws;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP/1.1 port for all AWS services. A request without a Signature Version 4 is refused with
 * 403, one that is not even HTTP with 400, all in AWS's forms. {@code POST /_sandbox/reset} empties
 * the services.
 */
public final class AwsServer implements AutoCloseable {
    /** No request of the services behind the port comes near it. */
    private static final int BODY_BYTES_MAX = 1_000_000;

    private static final int HEAD_BYTES_MAX = 32 * 1024;
    private static final int CONNECTIONS_MAX = 2_000;
    private static final int REQUESTS_MAX = 500;

    /** For a whole body. */
    private static final Duration BODY_TIME_MAX = Duration.ofSeconds(15);

    private static final Duration IDLE_MAX = Duration.ofSeconds(60);

    private final Desk desk;
    private final InetAddress address;
    private final Duration bodyTimeMax;
    private final ReadLimit.Watch readLimits = new ReadLimit.Watch();
    private final WebServer server;

    private AwsServer(InetAddress address, Desk desk, Duration bodyTimeMax) {
        this.address = address;
        this.desk = desk;
        this.bodyTimeMax = bodyTimeMax;
        this.server =
                WebServer.builder()
                        .shutdownHook(false)
                        .address(address)
                        .port(0)
                        .maxPayloadSize(BODY_BYTES_MAX)
                        .maxTcpConnections(CONNECTIONS_MAX)
                        .maxConcurrentRequests(REQUESTS_MAX)
                        .idleConnectionTimeout(IDLE_MAX)
                        .idleConnectionPeriod(Duration.ofSeconds(5))
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .contentEncoding(encodings -> encodings.addContentEncoding(new Gzip()))
                        // no HTTP/2: the services' own endpoints speak HTTP/1.1
                        .protocolsDiscoverServices(false)
                        .addProtocol(Http1Config.builder().maxHeadersSize(HEAD_BYTES_MAX).build())
                        .directHandlers(directHandlers())
                        .routing(routing -> routing.any(this::handle))
                        .build();
    }

    /**
     * Starts on a free port.
     *
     * @param host loopback address
     * @param routes the ways to the services
     */
    public static AwsServer start(String host, List<Route> routes) throws IOException {
        return start(host, routes, BODY_TIME_MAX);
    }

    /**
     * Starts on a free port.
     *
     * @param bodyTimeMax for a whole body; whoever needs longer is cut off
     */
    static AwsServer start(String host, List<Route> routes, Duration bodyTimeMax)
            throws IOException {
        AwsServer server =
                new AwsServer(InetAddress.getByName(host), new Desk(routes), bodyTimeMax);
        server.server.start();
        return server;
    }

    /** Where it answers, without a path. */
    public URI endpoint() {
        return URI.create("http://" + address.getHostAddress() + ":" + server.port());
    }

    /** Where a POST empties the services. */
    public URI resetUri() {
        return endpoint().resolve(Desk.RESET);
    }

    private void handle(ServerRequest request, ServerResponse response) {
        Incoming head =
                new Incoming(
                        request.prologue().method().text(),
                        request.prologue().uriPath().rawPath(),
                        request.prologue().query().rawValue(),
                        headers(request.headers()),
                        "");
        boolean last = head.header("connection").orElse("").equalsIgnoreCase("close");
        AwsResponse answer;
        try {
            String body = body(request);
            answer =
                    desk.answer(
                            new Incoming(
                                    head.method(),
                                    head.path(),
                                    head.query(),
                                    head.headers(),
                                    body));
        } catch (RequestException e) {
            // the server's own refusal, which it knows how to send
            throw e;
        } catch (AwsFault fault) {
            answer = desk.refusal(head, fault.status(), fault.code(), fault.message());
            last = true;
        } catch (IOException | RuntimeException e) {
            answer = desk.refusal(head, 400, "InvalidInput", "the body cannot be read");
            last = true;
        }
        send(answer, head.method().equals("HEAD"), response);
        if (last) {
            // by itself the server waits for the client to close, or reads a rest as a request
            throw new CloseConnectionException("no other request is expected");
        }
    }

    private static void send(AwsResponse answer, boolean headOnly, ServerResponse response) {
        response.status(Status.create(answer.status()));
        response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
        answer.headers().forEach((name, value) -> response.header(name, value));
        if (headOnly) {
            response.send();
        } else {
            response.send(answer.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    private String body(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return "";
        }
        try (ReadLimit _ = readLimits.begin(bodyTimeMax)) {
            return new String(read(request.content().inputStream()), StandardCharsets.UTF_8);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(BODY_BYTES_MAX + 1);
        if (bytes.length > BODY_BYTES_MAX) {
            throw tooLarge();
        }
        return bytes;
    }

    private static AwsFault tooLarge() {
        return new AwsFault(
                413,
                "RequestEntityTooLarge",
                "the body has more than " + BODY_BYTES_MAX + " bytes");
    }

    private static Map<String, String> headers(ServerRequestHeaders all) {
        Map<String, String> headers = new HashMap<>();
        all.forEach(header -> headers.put(header.name(), header.get()));
        return headers;
    }

    /** What the web server refuses by itself, before it reaches {@link #handle}. */
    private DirectHandlers directHandlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, this::refuse);
        }
        return handlers.build();
    }

    private DirectHandler.TransportResponse refuse(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        AwsFault fault = fault(type, status, Objects.requireNonNullElse(message, ""));
        AwsResponse answer =
                desk.refusal(
                        new Incoming(
                                request.method(),
                                request.path(),
                                "",
                                headers(request.headers()),
                                ""),
                        fault.status(),
                        fault.code(),
                        fault.message());
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(answer.status()))
                .header(HeaderNames.CONTENT_TYPE, answer.contentType())
                .keepAlive(false)
                .entity(answer.body())
                .build();
    }

    private static AwsFault fault(DirectHandler.EventType type, Status status, String message) {
        if (status.code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
            return tooLarge();
        }
        if (status.code() == Status.SERVICE_UNAVAILABLE_503.code()) {
            return new AwsFault(503, "ServiceUnavailable", "there are too many requests at once");
        }
        return switch (type) {
            // nothing of ours throws: what the server tripped over came from the client
            case INTERNAL_ERROR -> new AwsFault(400, "InvalidInput", "the request is no HTTP");
            case BAD_REQUEST, PAYLOAD_TOO_LARGE, FORBIDDEN, HTTP_VERSION_NOT_SUPPORTED, OTHER ->
                    new AwsFault(status.code(), "InvalidInput", message);
        };
    }

    /** Stops at once; open exchanges are cut. */
    @Override
    public void close() {
        server.stop();
        readLimits.close();
    }
}
