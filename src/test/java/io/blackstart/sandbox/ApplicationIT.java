package io.blackstart.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.truth.TruthAccount;

import okhttp3.Protocol;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The application's contract, in a sandbox where nothing breaks. */
class ApplicationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ACTIVE = "me-south-1";
    private static final String PASSIVE = "eu-central-1";

    private static Sandbox sandbox;
    private static Visitor visitor;
    private static String active;
    private static String passive;

    @BeforeAll
    static void start() throws Exception {
        // A long lease: these tests are about the application, and a stall must not take it away.
        sandbox = Sandbox.start(SandboxSettings.parse("{\"speed\": 10, \"lease\": \"30s\"}"));
        JsonNode environment =
                JsonMapper.builder().build().readTree(sandbox.readyLine()).get("environment");
        String pem = Files.readString(Path.of(environment.at("/service/trust").asString()));
        visitor = Visitor.trusting(pem).patience(PATIENCE);
        active = environment.at("/service/endpoints/" + ACTIVE).asString();
        passive = environment.at("/service/endpoints/" + PASSIVE).asString();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void everyAnswerSaysWhereItComesFromAndWhoWrites() throws Exception {
        Visitor.Reply here = visitor.get(active + "/healthz");
        assertEquals(List.of(ACTIVE, "true"), List.of(here.region(), here.writer()));
        Visitor.Reply there = visitor.get(passive + "/orders/none");
        assertEquals(List.of(PASSIVE, "false"), List.of(there.region(), there.writer()));
    }

    @Test
    void primaryAndStandbyAreBothHealthy() throws Exception {
        assertEquals(200, visitor.get(active + "/healthz").status());
        assertEquals(200, visitor.get(passive + "/healthz").status());
    }

    @Test
    void anOrderIsCreatedOnceAndNeverOverwritten() throws Exception {
        String order = active + "/orders/once";
        assertEquals(404, visitor.get(order).status());
        assertEquals(201, visitor.put(order, "{\"n\": 17}").status());
        assertEquals(200, visitor.put(order, "{\"n\": 17}").status());
        assertEquals(409, visitor.put(order, "{\"n\": 18}").status());
        assertEquals("{\"id\":\"once\",\"n\":17}", visitor.get(order).body());
    }

    @Test
    void aKeyWritesAnOrderOnceHoweverOftenItIsPosted() throws Exception {
        String orders = active + "/orders";
        String body = "{\"id\": \"keyed\", \"n\": 4}";
        assertEquals(201, visitor.post(orders, "k-1", body).status());
        assertEquals(200, visitor.post(orders, "k-1", body).status());
        assertEquals(409, visitor.post(orders, "k-1", "{\"id\": \"keyed\", \"n\": 5}").status());
        assertEquals("{\"ids\":[\"keyed\"]}", visitor.get(orders + "?prefix=keyed").body());
        assertEquals("{\"id\":\"keyed\",\"n\":4}", visitor.get(orders + "/keyed").body());
    }

    @Test
    void anotherKeyIsAnotherOrderAndTheListShowsItTwiceOnWhateverPage() throws Exception {
        String orders = active + "/orders";
        for (String order : List.of("t-1", "t-2", "t-2", "t-3")) {
            String body = "{\"id\": \"" + order + "\", \"n\": 4}";
            assertEquals(201, visitor.post(orders, "k-" + UUID.randomUUID(), body).status());
        }
        assertEquals(
                "{\"ids\":[\"t-1\",\"t-2\",\"t-2\"],\"next\":\"t-2\"}",
                visitor.get(orders + "?prefix=t-&limit=2").body());
        assertEquals(
                "{\"ids\":[\"t-3\"]}", visitor.get(orders + "?prefix=t-&after=t-2&limit=2").body());
        assertEquals(204, visitor.delete(orders + "/t-2").status());
        assertEquals("{\"ids\":[\"t-1\",\"t-3\"]}", visitor.get(orders + "?prefix=t-").body());
    }

    @Test
    void aPostWithoutKeyOrOfAnotherShapeIsRefused() throws Exception {
        String orders = active + "/orders";
        assertEquals(400, visitor.post(orders, "", "{\"id\": \"x\", \"n\": 1}").status());
        for (String body : List.of("", "17", "{\"n\": 1}", "{\"id\": \"\", \"n\": 1}")) {
            assertEquals(400, visitor.post(orders, "k", body).status(), body);
        }
    }

    @Test
    void theOtherRegionReadsItSoon() throws Exception {
        visitor.put(active + "/orders/seen", "{\"n\": 5}");
        await().atMost(PATIENCE)
                .until(() -> visitor.get(passive + "/orders/seen").body().contains("\"n\":5"));
    }

    @Test
    void theStandbysApplicationCertainlyDoesNotWrite() throws Exception {
        Visitor.Reply put = visitor.put(passive + "/orders/refused", "{\"n\": 1}");
        assertEquals(List.of(503, "true"), List.of(put.status(), put.notWritten()));
        Visitor.Reply deletion = visitor.delete(passive + "/orders/refused");
        assertEquals(List.of(503, "true"), List.of(deletion.status(), deletion.notWritten()));
        assertEquals(404, visitor.get(active + "/orders/refused").status());
    }

    @Test
    void aBodyOfAnotherShapeIsRefused() throws Exception {
        for (String body : List.of("", "17", "{}", "{\"n\": \"17\"}", "{\"n\": 1, \"m\": 2}")) {
            assertEquals(400, visitor.put(active + "/orders/odd", body).status(), body);
        }
    }

    @Test
    void idsComeInPagesInTheirOrder() throws Exception {
        for (String id : List.of("p-3", "p-1", "p-2", "q-1")) {
            visitor.put(active + "/orders/" + id, "{\"n\": 1}");
        }
        assertEquals(
                "{\"ids\":[\"p-1\",\"p-2\"],\"next\":\"p-2\"}",
                visitor.get(active + "/orders?prefix=p-&limit=2").body());
        assertEquals(
                "{\"ids\":[\"p-3\"]}",
                visitor.get(active + "/orders?prefix=p-&after=p-2&limit=2").body());
        assertEquals("{\"ids\":[]}", visitor.get(active + "/orders?prefix=none-").body());
        assertEquals(400, visitor.get(active + "/orders?limit=many").status());
    }

    @Test
    void aDeletedOrderIsGone() throws Exception {
        visitor.put(active + "/orders/gone", "{\"n\": 1}");
        assertEquals(204, visitor.delete(active + "/orders/gone").status());
        assertEquals(404, visitor.delete(active + "/orders/gone").status());
        assertEquals(404, visitor.get(active + "/orders/gone").status());
    }

    @Test
    void itSpeaksHttp1AndHttp2() throws Exception {
        assertEquals(
                "h2",
                visitor.speaking(Protocol.HTTP_2, Protocol.HTTP_1_1)
                        .get(active + "/healthz")
                        .how());
        assertEquals(
                "http/1.1", visitor.speaking(Protocol.HTTP_1_1).get(active + "/healthz").how());
    }

    @Test
    void theTruthHasEveryRequestButHealthChecksAndEveryCommit() throws Exception {
        visitor.put(active + "/orders/true-1", "{\"n\": 1}");
        visitor.put(active + "/orders/true-1", "{\"n\": 2}");
        await().atMost(PATIENCE).until(() -> requests("true-1").count() == 2);
        assertEquals(
                List.of(201, 409),
                requests("true-1").map(TruthAccount.Request::status).sorted().toList());
        assertEquals(
                1,
                sandbox.truth().commits().getOrDefault(ACTIVE, List.of()).stream()
                        .filter(commit -> commit.id().equals("true-1"))
                        .count());
        assertTrue(
                sandbox.truth().requests().stream()
                        .noneMatch(request -> request.id().contains("healthz")));
    }

    private static Stream<TruthAccount.Request> requests(String id) {
        return sandbox.truth().requests().stream().filter(request -> request.id().equals(id));
    }
}
