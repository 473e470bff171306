package io.blackstart.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ClockCompared;
import io.blackstart.evidence.Event.Control;
import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.run.MonotonicClock;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A control, and the clock of who answers, through real sockets. */
final class ControlProbeIT {
    private final MonotonicClock clock = new MonotonicClock(System.nanoTime());
    private final List<Event> evidence = new ArrayList<>();
    private final HttpServer server = server();
    private volatile int status = 204;

    @BeforeEach
    void serve() {
        server.createContext(
                "/up",
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("listening on loopback", e);
        }
    }

    @Test
    void tellsWhetherItServesAndWhyNot() {
        assertEquals(Optional.empty(), probed().dropClass());
        status = 302;
        assertTrue(probed().served());
        status = 429;
        assertEquals(Optional.of(DropClass.THROTTLED), probed().dropClass());
        status = 403;
        assertEquals(Optional.of(DropClass.UNAUTHORIZED), probed().dropClass());
        status = 500;
        assertEquals(Optional.of(DropClass.HTTP_5XX), probed().dropClass());
        server.stop(0);
        ControlProbed dark = probed();
        assertEquals(Optional.of(DropClass.REFUSED), dark.dropClass());
        assertEquals(Optional.of(Control.SAME_REGION), dark.control());
        assertTrue(!dark.served());
    }

    @Test
    void comparesTheClockOfWhoAnswers() throws IOException {
        // as if our wall clock were an hour behind
        RemoteClocks clocks =
                new RemoteClocks(clock, () -> Instant.now().minusSeconds(3_600), evidence::add);
        OkHttpClient client =
                new OkHttpClient.Builder().addNetworkInterceptor(clocks.of("eu-central-1")).build();
        for (int i = 0; i < 20; i++) {
            try (Response response =
                    client.newCall(new Request.Builder().url(url()).build()).execute()) {
                assertEquals(204, response.code());
            }
        }
        clocks.run();
        clocks.run(); // nothing was heard since: nothing to tell

        ClockCompared compared = (ClockCompared) evidence.getFirst();
        assertEquals(1, evidence.size());
        assertEquals("eu-central-1", compared.clock());
        Duration truth = Duration.ofSeconds(3_600);
        assertTrue(compared.least().compareTo(truth) <= 0, compared::toString);
        assertTrue(compared.most().compareTo(truth) >= 0, compared::toString);
        assertTrue(
                compared.most().minus(compared.least()).compareTo(Duration.ofSeconds(5)) < 0,
                compared::toString);
    }

    private ControlProbed probed() {
        new ControlProbe(
                        clock,
                        Control.SAME_REGION,
                        new OkHttpClient(),
                        url(),
                        Duration.ofSeconds(5),
                        evidence::add)
                .run();
        return (ControlProbed) evidence.getLast();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/up";
    }
}
