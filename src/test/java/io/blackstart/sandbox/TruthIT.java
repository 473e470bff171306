package io.blackstart.sandbox;

import static io.blackstart.sandbox.RunningSandbox.ACTIVE;
import static io.blackstart.sandbox.RunningSandbox.PASSIVE;
import static io.blackstart.sandbox.RunningSandbox.PATIENCE;
import static io.blackstart.sandbox.RunningSandbox.subnets;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.Estate.Cut;
import io.blackstart.sandbox.Estate.Scope;
import io.blackstart.sandbox.Traffic.Tier;
import io.blackstart.sandbox.truth.TruthAccount;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.rds.RdsClient;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The sandbox's own account of what happened, beside what a test did and saw. */
class TruthIT {
    /** From before something was done until after it. */
    private record Span(long from, long until) {
        static Span of(Runnable deed) {
            long from = System.nanoTime();
            deed.run();
            return new Span(from, System.nanoTime());
        }
    }

    /** One event of that kind, in that region, and in that span. */
    private static void assertOnce(RunningSandbox scene, String what, String region, Span span) {
        List<TruthAccount.Event> events = scene.events(what);
        assertEquals(
                List.of(region), events.stream().map(TruthAccount.Event::region).toList(), what);
        long at = events.getFirst().at();
        assertTrue(
                span.from() <= at && at <= span.until(),
                () -> what + " at " + at + " is not in " + span);
    }

    @Test
    void aDatabaseIsSeveredAndMendedWhenItsSubnetsAre() throws Exception {
        try (RunningSandbox scene = RunningSandbox.open("{\"lease\": \"30s\"}")) {
            List<Cut> cuts = new ArrayList<>();
            Span severed =
                    Span.of(() ->
                            cuts.add(
                                    scene.sandbox()
                                            .estate()
                                            .disrupt(subnets(Tier.DATABASE), Scope.ALL)));
            assertOnce(scene, "databaseSevered", ACTIVE, severed);
            assertOnce(scene, "replicationCut", "", severed);
            assertEquals(List.of(), scene.events("databaseMended"));
            Span mended = Span.of(() -> cuts.getFirst().close());
            assertOnce(scene, "databaseSevered", ACTIVE, severed);
            assertOnce(scene, "databaseMended", ACTIVE, mended);
            assertOnce(scene, "replicationMended", "", mended);
            assertEquals(List.of(), scene.events("regionBlackholed"));
        }
    }

    @Test
    void replicationAloneIsCutAndMendedBetweenTheRegions() throws Exception {
        try (RunningSandbox scene = RunningSandbox.open("{\"lease\": \"30s\"}")) {
            List<Cut> cuts = new ArrayList<>();
            Span begun =
                    Span.of(() ->
                            cuts.add(
                                    scene.sandbox()
                                            .estate()
                                            .disruptCrossRegion(subnets(Tier.DATABASE), PASSIVE)));
            assertEquals(List.of(), scene.events("replicationMended"));
            Span mended = Span.of(() -> cuts.getFirst().close());
            assertOnce(scene, "replicationCut", "", begun);
            assertOnce(scene, "replicationMended", "", mended);
            assertEquals(List.of(), scene.events("databaseSevered"));
        }
    }

    @Test
    void aWayThatASettingBlocksIsBlockedBeforeTheSandboxIsReady() throws Exception {
        long from = System.nanoTime();
        try (RunningSandbox scene =
                RunningSandbox.open(
                        "{\"lease\": \"30s\", \"usersBlocked\": [\"me-south-1\"],"
                                + " \"checkersBlocked\": [\"eu-central-1\"]}")) {
            long ready = System.nanoTime();
            List<TruthAccount.Event> blocked = scene.events("pathBlocked");
            assertEquals(
                    Map.of(ACTIVE, Map.of("of", "users"), PASSIVE, Map.of("of", "checkers")),
                    Map.of(
                            blocked.getFirst().region(),
                            blocked.getFirst().detail(),
                            blocked.getLast().region(),
                            blocked.getLast().detail()));
            assertEquals(2, blocked.size());
            assertTrue(blocked.stream().allMatch(each -> from <= each.at() && each.at() <= ready));
        }
    }

    @Test
    void aDatabaseIsRestartedByAFailoverInsideItsRegion() throws Exception {
        try (RunningSandbox scene = RunningSandbox.open("{\"lease\": \"30s\"}");
                RdsClient rds = RootClients.rds(scene.aws(), ACTIVE)) {
            String cluster = "orders-" + ACTIVE;
            Span span =
                    Span.of(() -> {
                        rds.failoverDBCluster(request -> request.dbClusterIdentifier(cluster));
                        await().atMost(PATIENCE).until(() -> status(rds).equals("available"));
                    });
            assertOnce(scene, "databaseRestarted", ACTIVE, span);
        }
    }

    private static String status(RdsClient rds) {
        return rds.describeDBClusters().dbClusters().getFirst().status();
    }

    @Test
    void loadArrivesAtAPilotLightBeforeItIsScaledOut() throws Exception {
        try (RunningSandbox scene =
                        RunningSandbox.open(
                                "{\"lease\": \"30s\", \"speed\": 10, \"standby\": \"pilotLight\","
                                        + " \"pilotRequests\": 1, \"scaleOut\": \"20s\"}");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String order = scene.url(PASSIVE) + "/orders/none";
            assertEquals(404, scene.visitor().get(order).status());
            assertEquals(List.of(), scene.events("loadArrived"), "one prober is no load");
            long from = System.nanoTime();
            await().atMost(PATIENCE)
                    .until(() -> {
                        burst(scene, threads, order);
                        return !scene.events("loadArrived").isEmpty();
                    });
            assertOnce(scene, "loadArrived", PASSIVE, new Span(from, System.nanoTime()));
            await().atMost(PATIENCE).until(() -> scene.events("instanceStarted").size() == 2);
            long arrived = scene.events("loadArrived").getFirst().at();
            Duration later =
                    Duration.ofNanos(scene.events("instanceStarted").getFirst().at() - arrived);
            assertTrue(later.compareTo(Duration.ofSeconds(2)) >= 0, "20 s at ten times the speed");
        }
    }

    private static void burst(RunningSandbox scene, ExecutorService threads, String url)
            throws Exception {
        List<Future<Integer>> all =
                IntStream.range(0, 40)
                        .mapToObj(_ -> threads.submit(() -> scene.visitor().get(url).status()))
                        .toList();
        for (Future<Integer> each : all) {
            assertTrue(Set.of(404, 503).contains(each.get()));
        }
    }

    @Test
    void aSplitBrainShowsInWhatEachDatabaseHolds() throws Exception {
        TruthAccount account;
        try (RunningSandbox scene = RunningSandbox.open("{\"fencing\": false}")) {
            Cut cut = scene.sandbox().estate().disrupt(subnets(Tier.ENTRY), Scope.ALL);
            awaitWritten(scene, scene.url(PASSIVE) + "/orders/there");
            cut.close();
            awaitWritten(scene, scene.url(ACTIVE) + "/orders/here");
            // what is kept is what the controller's writer holds, and it follows the database
            await().atMost(PATIENCE).until(() -> !scene.events("writerChanged").isEmpty());
            scene.sandbox().close();
            account = scene.sandbox().truth();
        }
        assertEquals(Map.of(ACTIVE, List.of("here"), PASSIVE, List.of("there")), account.holds());
        assertEquals(List.of("there"), account.kept());
    }

    @Test
    void theStandbyTakesOverAfterAResetOfTheControlPlaneToo() throws Exception {
        try (RunningSandbox scene = RunningSandbox.open("{\"lease\": \"1s\"}");
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest reset =
                    HttpRequest.newBuilder(scene.aws().resolve("/_sandbox/reset"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            assertEquals(200, http.send(reset, HttpResponse.BodyHandlers.ofString()).statusCode());
            try (Cut _ = scene.sandbox().estate().disrupt(subnets(Tier.ENTRY), Scope.ALL)) {
                awaitWritten(scene, scene.url(PASSIVE) + "/orders/there");
                assertEquals(
                        List.of(PASSIVE),
                        scene.events("promoted").stream().map(TruthAccount.Event::region).toList());
            }
        }
    }

    private static void awaitWritten(RunningSandbox scene, String order) {
        await().atMost(PATIENCE).until(() -> written(scene, order));
    }

    private static boolean written(RunningSandbox scene, String order) {
        try {
            return scene.visitor().put(order, "{\"n\": 1}").status() < 300;
        } catch (IOException unreachable) {
            return false;
        }
    }
}
