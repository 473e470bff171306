package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.CleanedUp;
import io.blackstart.evidence.Event.OtherRegionRead;
import io.blackstart.evidence.Event.SurvivorsAgreed;
import io.blackstart.evidence.Event.SurvivorsRead;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.Environment.NotWritten;
import io.blackstart.experiment.Environment.Request;
import io.blackstart.experiment.Environment.ServedBy;
import io.blackstart.experiment.Environment.Survivors;
import io.blackstart.experiment.Environment.Write;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Service;
import io.blackstart.run.FakeClock;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import okhttp3.OkHttpClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Two regions that have some of a run's orders, read back through real sockets. */
final class OrderReadBackIT {
    private static final String WRITER = "eu-central-1";
    private static final String OTHER = "me-south-1";
    private static final Duration MOST = Duration.ofSeconds(60);

    private final FakeClock clock = new FakeClock();
    private final List<Event> evidence = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger asked = new AtomicInteger();
    private MockWebServer writer;
    private MockWebServer other;

    @BeforeEach
    void serve() throws IOException {
        writer = new MockWebServer();
        writer.start(InetAddress.getLoopbackAddress(), 0);
        other = new MockWebServer();
        other.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void close() {
        writer.close();
        other.close();
    }

    @Test
    void aPagedListIsReadUntilTwoPassesAgreeAndTheOtherRegionOnce() throws Exception {
        // pages of two, the second of which is not to be had at once; order 3 is there twice
        writer.setDispatcher(
                answering(path ->
                        path.contains("after=b")
                                ? asked.getAndIncrement() % 2 == 0
                                        ? status(503)
                                        : body("{\"ids\": [\"r-3\", \"r-3\"]}")
                                : body("{\"ids\": [\"r-0\", \"r-1\"], \"next\": \"b\"}")));
        other.setDispatcher(answering(_ -> body("{\"ids\": [\"r-2\", \"w-r-1\"]}")));

        readBack(LISTED, 4).readUntilAgreed(MOST);

        assertEquals(
                List.of(true),
                of(SurvivorsAgreed.class).stream().map(SurvivorsAgreed::agreed).toList());
        List<SurvivorsRead> passes = of(SurvivorsRead.class);
        assertEquals(2, passes.size());
        for (SurvivorsRead pass : passes) {
            assertEquals("0-1,3", pass.ids());
            assertEquals(1, pass.duplicates());
            assertEquals(Optional.of("3"), pass.duplicateIds());
        }
        OtherRegionRead there = of(OtherRegionRead.class).getFirst();
        assertEquals(OTHER, there.region());
        assertTrue(there.complete());
        assertEquals("2", there.ids());
    }

    @Test
    void anOrderThatComesLateTakesAThirdPass() throws Exception {
        writer.setDispatcher(
                answering(_ ->
                        body(
                                asked.getAndIncrement() == 0
                                        ? "{\"ids\": [\"r-0\"]}"
                                        : "{\"ids\": [\"r-0\", \"r-1\"]}")));
        other.setDispatcher(answering(_ -> status(500)));

        readBack(LISTED, 2).readUntilAgreed(MOST);

        assertEquals(
                List.of("0", "0-1", "0-1"),
                of(SurvivorsRead.class).stream().map(SurvivorsRead::ids).toList());
        OtherRegionRead there = of(OtherRegionRead.class).getFirst();
        assertEquals(false, there.complete());
        assertTrue(there.why().contains("500"), there.why());
    }

    @Test
    void aListWithoutAnEndIsGivenUpAtTheDeadline() throws Exception {
        writer.setDispatcher(
                answering(_ -> {
                    clock.sleepUntil(clock.elapsed().plusSeconds(7));
                    return body("{\"ids\": [], \"next\": \"" + asked.incrementAndGet() + "\"}");
                }));
        other.setDispatcher(answering(_ -> body("{\"ids\": []}")));

        readBack(LISTED, 2).readUntilAgreed(MOST);

        assertEquals(false, of(SurvivorsAgreed.class).getFirst().agreed());
        assertEquals(false, of(SurvivorsRead.class).getFirst().complete());
    }

    @Test
    void readOneByOneOnlyWhatHoldsWhatWasWrittenIsThere() throws Exception {
        writer.setDispatcher(
                answering(path ->
                        switch (path) {
                            case "/orders/r-0" -> body("{\"n\": 0}");
                            case "/orders/r-1" -> status(404);
                            case "/orders/r-2" -> body("{\"n\": 99}");
                            default ->
                                    asked.getAndIncrement() == 0 ? status(500) : body("{\"n\": 3}");
                        }));
        other.setDispatcher(answering(_ -> status(404)));

        OrderReadBack readBack = readBack(new Survivors.Each(), 4);
        readBack.readUntilAgreed(MOST);
        readBack.cleanUp(MOST);

        assertEquals(
                List.of("0,3", "0,3"),
                of(SurvivorsRead.class).stream().map(SurvivorsRead::ids).toList());
        // not more than ten a second: four orders, thrice at two regions, and two taken away
        assertTrue(clock.elapsed().compareTo(Duration.ofSeconds(1)) > 0);
        assertEquals(2, of(CleanedUp.class).getFirst().deleted());
    }

    private static final Survivors LISTED =
            new Survivors.Listed(
                    new Request("GET", "/orders?prefix=${run}&after=${cursor}"),
                    "$.ids[*]",
                    "$.next");

    private OrderReadBack readBack(Survivors survivors, long attempted) {
        Service service = service(survivors);
        return new OrderReadBack(
                clock,
                service.contract(),
                new OrderRoutes(() -> courier(service, WRITER), region -> courier(service, region)),
                new OrderIds("r"),
                () -> new OpenLoad.Attempted(attempted, 0),
                10,
                evidence::add);
    }

    private static OrderCourier courier(Service service, String region) {
        return new OrderCourier(
                new OkHttpClient.Builder().dns(service.straightTo(region)).build(),
                service,
                Optional.of(region));
    }

    private Service service(Survivors survivors) {
        return new Service(
                new Environment.Service(
                        URI.create("http://app.example.test"),
                        Optional.empty(),
                        new ServedBy.Header("X-Region"),
                        Map.of(),
                        new Request("GET", "/healthz"),
                        Optional.empty(),
                        new Request("GET", "/orders/${id}"),
                        Optional.of(
                                new Write(
                                        new Request("PUT", "/orders/${id}"),
                                        "{\"n\": ${n}}",
                                        new NotWritten(Set.of(503), Optional.empty()))),
                        Optional.of(survivors),
                        Optional.of(new Request("DELETE", "/orders/${id}")),
                        Map.of(
                                WRITER, URI.create("http://127.0.0.1:" + writer.getPort()),
                                OTHER, URI.create("http://127.0.0.1:" + other.getPort()))),
                _ -> Optional.empty());
    }

    private <T extends Event> List<T> of(Class<T> kind) {
        return evidence.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Dispatcher answering(Function<String, MockResponse> answer) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer.apply(request.getTarget());
            }
        };
    }

    private static MockResponse body(String json) {
        return new MockResponse.Builder().body(json).build();
    }

    private static MockResponse status(int code) {
        return new MockResponse.Builder().code(code).build();
    }
}
