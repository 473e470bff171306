package io.blackstart.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.blackstart.sandbox.truth.TruthAccount;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Whole sandboxes in which something breaks. */
class SandboxIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ACTIVE = "me-south-1";
    private static final String PASSIVE = "eu-central-1";

    @TempDir private Path folder;

    /** A sandbox and how to reach it. */
    private record Scene(Sandbox sandbox, Visitor visitor, String active, String passive)
            implements AutoCloseable {
        static Scene open(String section) throws Exception {
            Sandbox sandbox = Sandbox.start(SandboxSettings.parse(section));
            JsonNode service = JSON.readTree(sandbox.readyLine()).at("/environment/service");
            String pem = Files.readString(Path.of(service.get("trust").asString()));
            return new Scene(
                    sandbox,
                    Visitor.trusting(pem).patience(PATIENCE),
                    service.at("/endpoints/" + ACTIVE).asString(),
                    service.at("/endpoints/" + PASSIVE).asString());
        }

        Estate.Cut isolate(String region, String tier) {
            return isolate(subnets(s -> s.region().equals(region) && tier.equals(tier(s))));
        }

        Estate.Cut isolate(Set<Resource> subnets) {
            return sandbox.estate().disrupt(subnets, Estate.Scope.ALL);
        }

        void awaitPromotion() {
            await().atMost(PATIENCE).until(() -> writes(passive));
        }

        boolean writes(String endpoint) {
            try {
                return visitor.get(endpoint + "/healthz").writer().equals("true");
            } catch (IOException unreachable) {
                return false;
            }
        }

        List<Long> instants(String what) {
            return sandbox.truth().events().stream()
                    .filter(event -> event.what().equals(what))
                    .map(TruthAccount.Event::at)
                    .toList();
        }

        @Override
        public void close() {
            sandbox.close();
        }
    }

    private static String tier(Resource subnet) {
        return subnet.tags().getOrDefault("tier", "");
    }

    private static Set<Resource> subnets(Predicate<Resource> which) {
        return World.subnets().stream().filter(which).collect(toUnmodifiableSet());
    }

    @Test
    void theStandbyTakesOverAndTheOldWriterNeverWritesAgain() throws Exception {
        Path truth = folder.resolve("truth.json");
        Set<String> acknowledged = new HashSet<>();
        TruthAccount account;
        try (Scene scene =
                Scene.open("{\"lease\": \"1s\", \"truth\": \"" + truth + "\", \"speed\": 10}")) {
            for (int i = 0; i < 20; i++) {
                put(scene, scene.active(), "before-" + i, acknowledged);
            }
            Estate.Cut cut = scene.isolate(ACTIVE, "entry");
            assertThrows(
                    SocketTimeoutException.class,
                    () -> scene.visitor().patience(SHORT).get(scene.active() + "/healthz"));
            scene.awaitPromotion();
            for (int i = 0; i < 5; i++) {
                put(scene, scene.passive(), "after-" + i, acknowledged);
            }
            cut.close();
            cut.close();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> scene.visitor().get(scene.active() + "/healthz").status() == 503);
            Visitor.Reply refused =
                    scene.visitor().put(scene.active() + "/orders/stale", "{\"n\": 1}");
            assertEquals(List.of(503, "true"), List.of(refused.status(), refused.notWritten()));
            assertEquals("false", refused.writer());
            assertEquals(204, scene.visitor().delete(scene.passive() + "/orders/after-0").status());
            assertOrder(scene);
            scene.sandbox().close();
            account = scene.sandbox().truth();
        }
        assertEquals(20, account.commits().getOrDefault(ACTIVE, List.of()).size());
        assertEquals(5, account.commits().getOrDefault(PASSIVE, List.of()).size());
        assertTrue(account.kept().contains("after-0"), "deleted where it had existed");
        assertEquals(20, account.holds().getOrDefault(ACTIVE, List.of()).size());
        assertFalse(account.holds().getOrDefault(PASSIVE, List.of()).contains("after-0"));
        assertTrue(account.holds().getOrDefault(PASSIVE, List.of()).contains("after-1"));
        assertEquals(2, JSON.readTree(truth.toFile()).get("holds").size());
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(account.kept());
        assertTrue(lost.size() < 20, "only the last moments are lost: " + lost);
        assertEquals(account.kept().size(), JSON.readTree(truth.toFile()).get("kept").size());
        assertEquals(
                account.requests().size(),
                JSON.readTree(truth.toFile()).at("/requests/rows").size());
    }

    /** Blackhole, lapse, promotion: each once and in that order, and no commit after the lapse. */
    private static void assertOrder(Scene scene) {
        long blackholed = scene.instants("regionBlackholed").getFirst();
        long lapsed = scene.instants("leaseLapsed").getLast();
        long promoted = scene.instants("promoted").getFirst();
        assertEquals(1, scene.instants("promoted").size());
        assertTrue(
                scene.sandbox().truth().events().stream()
                        .filter(event -> event.what().equals("promoted"))
                        .allMatch(event -> event.detail().containsKey("wal")),
                "with the position in the log");
        assertEquals(1, scene.instants("regionMended").size());
        assertEquals(scene.instants("regionBlackholed"), scene.instants("replicationCut"));
        assertTrue(blackholed < lapsed && lapsed < promoted);
        assertTrue(
                scene.sandbox().truth().commits().getOrDefault(ACTIVE, List.of()).stream()
                        .allMatch(commit -> commit.at() < promoted));
    }

    @Test
    void aWriteHeldInTheHoleIsRefusedWhenItArrives() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"1s\"}");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            put(scene, scene.active(), "pooled", new HashSet<>());
            Estate.Cut cut = scene.isolate(ACTIVE, "entry");
            CompletableFuture<Visitor.Reply> held =
                    CompletableFuture.supplyAsync(
                            () -> write(scene, scene.active(), "held"), threads);
            scene.awaitPromotion();
            assertFalse(held.isDone());
            cut.close();
            Visitor.Reply refused = held.get();
            assertEquals(List.of(503, "true"), List.of(refused.status(), refused.notWritten()));
            assertEquals(404, scene.visitor().get(scene.active() + "/orders/held").status());
        }
    }

    @Test
    void aWriteThatWaitsInTheDatabaseUntilTheLeaseHasLapsedIsNotCommitted() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"2s\"}");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other =
                        DriverManager.getConnection(scene.sandbox().databases().first().url());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("INSERT INTO orders VALUES ('between', 2)");
            CompletableFuture<Visitor.Reply> waiting =
                    CompletableFuture.supplyAsync(
                            () -> write(scene, scene.active(), "between"), threads);
            await().atMost(PATIENCE).until(() -> waitsForALock(scene));
            // Checked, sent, not committed: now the lease runs out, and then the way is free.
            try (Estate.Cut _ = scene.isolate(ACTIVE, "entry")) {
                await().atMost(PATIENCE).until(() -> !scene.instants("leaseLapsed").isEmpty());
                other.rollback();
                await().atMost(PATIENCE).until(() -> !waitsForALock(scene));
            }
            Visitor.Reply refused = waiting.get();
            assertEquals(List.of(503, "true"), List.of(refused.status(), refused.notWritten()));
            assertTrue(scene.sandbox().truth().commits().getOrDefault(ACTIVE, List.of()).isEmpty());
        }
    }

    @Test
    void brokenPromotionLeavesReadsAndNoWriterUntilTheMend() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"1s\", \"promotion\": \"broken\"}")) {
            put(scene, scene.active(), "kept", new HashSet<>());
            await().atMost(PATIENCE)
                    .until(() ->
                            scene.visitor().get(scene.passive() + "/orders/kept").status() == 200);
            try (Estate.Cut _ = scene.isolate(ACTIVE, "entry")) {
                await().atMost(PATIENCE).until(() -> !scene.instants("leaseLapsed").isEmpty());
                assertEquals(200, scene.visitor().get(scene.passive() + "/orders/kept").status());
                assertFalse(scene.writes(scene.passive()));
            }
            await().atMost(PATIENCE).until(() -> scene.writes(scene.active()));
            assertEquals(List.of(), scene.instants("promoted"));
        }
    }

    @Test
    void aRegionIsDarkOnlyWhenAllItsEntrySubnetsAre() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"30s\", \"speed\": 50}")) {
            Set<Resource> one = subnets(s -> s.id().equals("subnet-me-south-1-entry-a"));
            try (Estate.Cut _ = scene.isolate(one)) {
                // what the load balancer sends to the lost zone before it notices gets 504
                await().atMost(PATIENCE)
                        .until(() ->
                                scene.visitor().get(scene.active() + "/healthz").status() == 200);
                Estate.Cut all = scene.isolate(ACTIVE, "entry");
                assertEquals(1, scene.instants("regionBlackholed").size());
                all.close();
                assertEquals(1, scene.instants("regionMended").size());
            }
            assertEquals(1, scene.instants("regionMended").size());
        }
    }

    @Test
    void withoutItsDatabaseTheWriterIsUnhealthyAndTheStandbyTakesOver() throws Exception {
        try (Scene scene = Scene.open("{\"lease\": \"1s\"}");
                Estate.Cut _ = scene.isolate(ACTIVE, "database")) {
            await().atMost(PATIENCE)
                    .until(() -> scene.visitor().get(scene.active() + "/healthz").status() == 503);
            scene.awaitPromotion();
            assertEquals(List.of(), scene.instants("regionBlackholed"));
            assertEquals(1, scene.instants("replicationCut").size());
        }
    }

    @Test
    void twoSandboxesRunSideBySide() throws Exception {
        try (Scene one = Scene.open("{\"lease\": \"30s\"}");
                Scene other = Scene.open("{\"lease\": \"30s\"}")) {
            put(one, one.active(), "mine", new HashSet<>());
            assertEquals(404, other.visitor().get(other.active() + "/orders/mine").status());
        }
    }

    private static boolean waitsForALock(Scene scene) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(scene.sandbox().databases().first().url());
                Statement statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                        + " AND query LIKE '%put_order%'")) {
            return found.next();
        }
    }

    private static void put(Scene scene, String endpoint, String id, Set<String> acknowledged) {
        // A stall of the machine may cost the lease for a moment: then it is not written yet.
        await().atMost(PATIENCE).until(() -> write(scene, endpoint, id).status() < 300);
        acknowledged.add(id);
    }

    private static Visitor.Reply write(Scene scene, String endpoint, String id) {
        try {
            return scene.visitor().put(endpoint + "/orders/" + id, "{\"n\": 1}");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
