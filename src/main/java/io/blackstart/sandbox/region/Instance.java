package io.blackstart.sandbox.region;

import io.blackstart.sandbox.lease.Lease;
import io.blackstart.sandbox.truth.TruthRecorder;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The application's process in one zone: plain HTTP on a port of 127.0.0.1, for a load balancer to
 * lead to. It can be stopped and started again at the same port.
 */
final class Instance implements AutoCloseable {
    /** Requests with more than that get 413, from the load balancer as well. */
    static final int BODY_BYTES_MAX = 64 * 1024;

    private static final Header NOT_WRITTEN = HeaderValues.createCached("X-Not-Written", "true");
    private static final Header WRITER = HeaderValues.createCached("X-Writer", "true");
    private static final Header NOT_THE_WRITER = HeaderValues.createCached("X-Writer", "false");
    private static final Header JSON =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final int BACKLOG = 512;
    // Longer than a load balancer keeps a connection, or it would be closed under a request.
    private static final Duration IDLE_MAX = Duration.ofMinutes(10);

    private final Place place;
    private final Header regionHeader;
    private final Header zoneHeader;
    private final Parts parts;
    private final TruthRecorder truth;
    private Optional<WebServer> server = Optional.empty(); // guarded by this

    Instance(Place place, Parts parts, TruthRecorder truth) {
        this.place = place;
        this.regionHeader = HeaderValues.createCached("X-Region", place.region());
        this.zoneHeader = HeaderValues.createCached("X-Zone", place.region() + place.zone());
        this.parts = parts;
        this.truth = truth;
    }

    /**
     * Where it stands.
     *
     * @param zone the letter of its zone
     * @param port of 127.0.0.1
     */
    record Place(String region, String zone, int port) {}

    /**
     * What it is made of.
     *
     * @param lease whoever holds it is the writer
     */
    record Parts(
            Orders orders, Health health, Lease lease, Admission admission, StrayErrors errors) {}

    /** Serves from now on; harmless when it does already. */
    synchronized void start() {
        if (server.isPresent()) {
            return;
        }
        WebServer started =
                WebServer.builder()
                        .shutdownHook(false)
                        .host("127.0.0.1")
                        .port(place.port())
                        .backlog(BACKLOG)
                        .maxPayloadSize(BODY_BYTES_MAX)
                        .idleConnectionTimeout(IDLE_MAX)
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .routing(this::route)
                        .build();
        started.start();
        server = Optional.of(started);
    }

    /** Ends; what it has answered by now is all that it answers until it is started again. */
    @Override
    public synchronized void close() {
        server.ifPresent(WebServer::stop);
        server = Optional.empty();
    }

    /** Serves as much as comes from now on. */
    void unlimited() {
        parts.admission().lift();
    }

    private void route(HttpRouting.Builder routing) {
        routing.get("/healthz", (_, response) -> send(response, parts.health().now()))
                .get(
                        "/orders",
                        (request, response) -> serve("GET", "", response, () -> list(request)))
                .get(
                        "/orders/{id}",
                        (request, response) ->
                                serve(
                                        "GET",
                                        id(request),
                                        response,
                                        () -> parts.orders().get(id(request))))
                .put(
                        "/orders/{id}",
                        (request, response) ->
                                serve("PUT", id(request), response, () -> put(request)))
                .post("/orders", (request, response) -> post(request, response))
                .delete(
                        "/orders/{id}",
                        (request, response) ->
                                serve(
                                        "DELETE",
                                        id(request),
                                        response,
                                        () -> parts.orders().delete(id(request))));
    }

    private void post(ServerRequest request, ServerResponse response) {
        String body = request.content().hasEntity() ? request.content().as(String.class) : "";
        String key = request.headers().first(IDEMPOTENCY_KEY).orElse("");
        String id = Orders.posted(body).map(OrderStore.Order::id).orElse("");
        serve("POST", id, response, () -> parts.orders().post(key, body));
    }

    private Answer put(ServerRequest request) {
        String body = request.content().hasEntity() ? request.content().as(String.class) : "";
        return parts.orders().put(id(request), body);
    }

    private Answer list(ServerRequest request) {
        try {
            return parts.orders()
                    .list(
                            request.query().first("prefix").orElse(""),
                            request.query().first("after").orElse(""),
                            Integer.parseInt(request.query().first("limit").orElse("1000")));
        } catch (NumberFormatException wrong) {
            return Answer.of(400, "{\"error\":\"limit must be a whole number\"}");
        }
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    /** Sends, and takes it down even when the client has gone: the request was processed. */
    private void serve(String method, String id, ServerResponse response, Supplier<Answer> orders) {
        Answer answer = answer(orders);
        try {
            send(response, answer);
        } finally {
            truth.request(System.nanoTime(), place.region(), method, id, answer.status());
        }
    }

    private Answer answer(Supplier<Answer> orders) {
        if (!parts.admission().enter()) {
            return Answer.overloaded();
        }
        try {
            return parts.errors().strikes() ? Answer.stray() : orders.get();
        } finally {
            parts.admission().leave();
        }
    }

    private void send(ServerResponse response, Answer answer) {
        response.status(Status.create(answer.status()));
        response.header(regionHeader);
        response.header(zoneHeader);
        response.header(parts.lease().held() ? WRITER : NOT_THE_WRITER);
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
}
