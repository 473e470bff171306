package io.blackstart.sandbox.range;

import io.blackstart.sandbox.truth.TruthRecorder;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One region of the range: a service that keeps numbered orders in memory. Plain HTTP on a port of
 * 127.0.0.1; a link leads to it.
 */
final class Post implements AutoCloseable {
    static final int SLOW_MILLIS = 1_500;

    /** An instance that hangs lets go of a request after so long, without an answer. */
    private static final Duration HANGS_MOST = Duration.ofSeconds(150);

    private static final int INSTANCES = 3;
    private static final int PAGE_MOST = 1_000;
    private static final int BACKLOG = 512;

    private final String region;
    private final double errors;
    private final TruthRecorder truth;
    private final ConcurrentSkipListMap<String, String> orders = new ConcurrentSkipListMap<>();
    private final Queue<String> committed = new ConcurrentLinkedQueue<>();
    private final AtomicLong came = new AtomicLong();
    private final SplittableRandom random; // guarded by itself
    private final WebServer server;

    private volatile boolean writer;
    private volatile boolean slow;
    private volatile boolean oneHangs;

    /**
     * Serves at once.
     *
     * @param errors the share of requests that fail for no reason, before anything is done
     */
    Post(String region, double errors, long seed, TruthRecorder truth) {
        this.region = region;
        this.errors = errors;
        this.truth = truth;
        this.random = new SplittableRandom(seed);
        this.server =
                WebServer.builder()
                        .shutdownHook(false)
                        .host("127.0.0.1")
                        .port(0)
                        .backlog(BACKLOG)
                        .shutdownGracePeriod(Duration.ZERO)
                        .connectionOptions(options -> options.tcpNoDelay(true))
                        .routing(this::route)
                        .build();
        server.start();
    }

    int port() {
        return server.port();
    }

    void writes(boolean writes) {
        writer = writes;
    }

    void slow(boolean isSlow) {
        slow = isSlow;
    }

    void oneHangs(boolean hangs) {
        oneHangs = hangs;
    }

    /** What it holds now. */
    List<String> ids() {
        return List.copyOf(orders.keySet());
    }

    /** Takes over what another post holds. */
    void restore(Map<String, String> copy) {
        orders.putAll(copy);
    }

    Map<String, String> copy() {
        return Map.copyOf(orders);
    }

    /** The orders that were committed last, oldest first. */
    List<String> newest(int most) {
        List<String> all = List.copyOf(committed);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    boolean isWriter() {
        return writer;
    }

    private void route(HttpRouting.Builder routing) {
        routing.get("/healthz", (_, response) -> send(response, 200, "{}"))
                .get("/orders", this::list)
                .get("/orders/{id}", (request, response) -> serve("GET", request, response))
                .put("/orders/{id}", (request, response) -> serve("PUT", request, response))
                .delete("/orders/{id}", (request, response) -> serve("DELETE", request, response));
    }

    private void list(ServerRequest request, ServerResponse response) {
        String prefix = request.query().first("prefix").orElse("");
        String after = request.query().first("after").orElse("");
        List<String> page = new ArrayList<>();
        for (String id :
                orders.tailMap(after.isEmpty() ? prefix : after, after.isEmpty()).keySet()) {
            if (!id.startsWith(prefix) || page.size() > PAGE_MOST) {
                break;
            }
            page.add(id);
        }
        List<String> shown = page.subList(0, Math.min(PAGE_MOST, page.size()));
        String next = page.size() > PAGE_MOST ? ",\"next\":\"" + shown.getLast() + "\"" : "";
        String ids = shown.isEmpty() ? "" : "\"" + String.join("\",\"", shown) + "\"";
        send(response, 200, "{\"ids\":[" + ids + "]" + next + "}");
    }

    private void serve(String method, ServerRequest request, ServerResponse response) {
        String id = request.path().pathParameters().get("id");
        String body = request.content().hasEntity() ? request.content().as(String.class) : "";
        if (oneHangs && came.getAndIncrement() % INSTANCES == 0) {
            hang();
        }
        if (slow) {
            LockSupport.parkNanos(Duration.ofMillis(SLOW_MILLIS).toNanos());
        }
        int status = strikes() ? 500 : act(method, id, body);
        try {
            send(response, status, status == 200 ? orders.getOrDefault(id, "") : "");
        } finally {
            truth.request(System.nanoTime(), region, method, id, status);
        }
    }

    private int act(String method, String id, String body) {
        return switch (method) {
            case "GET" -> orders.containsKey(id) ? 200 : 404;
            case "PUT" -> put(id, body);
            default -> delete(id);
        };
    }

    private int delete(String id) {
        if (orders.remove(id) == null) {
            return 404;
        }
        truth.deleted(region, id, 1);
        return 204;
    }

    private int put(String id, String body) {
        if (!writer) {
            return 503;
        }
        if (orders.put(id, body) == null) {
            committed.add(id);
            truth.commit(System.nanoTime(), region, id);
        }
        return 201;
    }

    /** Never answers: the process is there, and does nothing any more. */
    private static void hang() {
        LockSupport.parkNanos(HANGS_MOST.toNanos());
        throw new IllegalStateException("this instance hung");
    }

    private boolean strikes() {
        synchronized (random) {
            return random.nextDouble() < errors;
        }
    }

    private void send(ServerResponse response, int status, String body) {
        response.status(Status.create(status));
        response.header(HeaderNames.create("X-Region"), region);
        response.header(HeaderNames.create("X-Writer"), Boolean.toString(writer));
        if (status == 503) {
            response.header(HeaderNames.create("X-Not-Written"), "true");
        }
        if (body.isEmpty()) {
            response.send();
        } else {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
            response.send(body);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
