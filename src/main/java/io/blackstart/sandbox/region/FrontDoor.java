package io.blackstart.sandbox.region;

import io.blackstart.sandbox.truth.TruthRecorder;
import io.helidon.common.tls.TlsConfig;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

import javax.net.ssl.SSLContext;

/** The HTTPS server of one region's application, on a free port of 127.0.0.1. */
final class FrontDoor implements AutoCloseable {
    private static final Header NOT_WRITTEN = HeaderValues.createCached("X-Not-Written", "true");
    private static final Header WRITER = HeaderValues.createCached("X-Writer", "true");
    private static final Header NOT_THE_WRITER = HeaderValues.createCached("X-Writer", "false");
    private static final Header JSON =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final int BACKLOG = 512;
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final Duration IDLE_MAX = Duration.ofMinutes(10);

    private final String region;
    private final Header regionHeader;
    private final Orders orders;
    private final TruthRecorder truth;
    private final WebServer server;

    private FrontDoor(String region, Orders orders, SSLContext tls, TruthRecorder truth) {
        this.region = region;
        this.regionHeader = HeaderValues.createCached("X-Region", region);
        this.orders = orders;
        this.truth = truth;
        this.server =
                WebServer.builder()
                        .shutdownHook(false)
                        .host("127.0.0.1")
                        .port(0)
                        .backlog(BACKLOG)
                        .maxPayloadSize(BODY_BYTES_MAX)
                        .idleConnectionTimeout(IDLE_MAX)
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        // 1.2, since its resumed handshakes need no public-key operation at all
                        .tls(
                                TlsConfig.builder()
                                        .sslContext(tls)
                                        .addEnabledProtocol("TLSv1.2")
                                        .build())
                        .routing(this::route)
                        .build();
    }

    /** Opens; the address tells where. */
    static FrontDoor open(String region, Orders orders, SSLContext tls, TruthRecorder truth) {
        FrontDoor door = new FrontDoor(region, orders, tls, truth);
        door.server.start();
        return door;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    }

    private void route(HttpRouting.Builder routing) {
        routing.get("/healthz", (_, response) -> send(response, orders.health()))
                .get("/orders", this::list)
                .get(
                        "/orders/{id}",
                        (request, response) ->
                                finish("GET", id(request), response, orders.get(id(request))))
                .put("/orders/{id}", this::put)
                .delete(
                        "/orders/{id}",
                        (request, response) ->
                                finish(
                                        "DELETE",
                                        id(request),
                                        response,
                                        orders.delete(id(request))));
    }

    private void put(ServerRequest request, ServerResponse response) {
        String body = request.content().hasEntity() ? request.content().as(String.class) : "";
        finish("PUT", id(request), response, orders.put(id(request), body));
    }

    private void list(ServerRequest request, ServerResponse response) {
        Answer answer;
        try {
            answer =
                    orders.list(
                            request.query().first("prefix").orElse(""),
                            request.query().first("after").orElse(""),
                            Integer.parseInt(request.query().first("limit").orElse("1000")));
        } catch (NumberFormatException wrong) {
            answer = Answer.of(400, "{\"error\":\"limit must be a whole number\"}");
        }
        finish("GET", "", response, answer);
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    /** Sends, and takes it down even when the client has gone: the request was processed. */
    private void finish(String method, String id, ServerResponse response, Answer answer) {
        try {
            send(response, answer);
        } finally {
            truth.request(System.nanoTime(), region, method, id, answer.status());
        }
    }

    private void send(ServerResponse response, Answer answer) {
        response.status(Status.create(answer.status()));
        response.header(regionHeader);
        response.header(orders.writer() ? WRITER : NOT_THE_WRITER);
        if (answer.notWritten()) {
            response.header(NOT_WRITTEN);
        }
        if (answer.body().isEmpty()) {
            response.send();
        } else {
            response.header(JSON);
            response.send(answer.bytes());
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
