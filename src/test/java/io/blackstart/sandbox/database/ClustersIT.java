package io.blackstart.sandbox.database;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.Databases.Cluster;
import io.blackstart.sandbox.SandboxSettings;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.network.FreePorts;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;
import io.blackstart.sandbox.network.Network.Route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** RDS's commands on real databases. */
class ClustersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ONE = "me-south-1";
    private static final String TWO = "eu-central-1";

    @TempDir private Path folder;

    /** Two databases, each of which reaches the other through a link of its own. */
    private record Scene(
            Network network,
            List<Link> links,
            PostgresPair pair,
            Clusters clusters,
            Queue<String> events,
            Queue<String> discarded)
            implements AutoCloseable {
        static Scene open(Path folder, String section) throws Exception {
            SandboxSettings.Data data = SandboxSettings.parse(section).data();
            int one = FreePorts.free("127.0.0.1");
            int two = FreePorts.free("127.0.0.1");
            Network network = Network.start();
            Link toOne = network.open(Route.straight(local(0), local(one)));
            Link toTwo = network.open(Route.straight(local(0), local(two)));
            PostgresPair pair =
                    PostgresPair.start(
                            PostgresBinaries.unpack(),
                            folder.resolve("databases"),
                            new PostgresPair.Following(data.replication(), data.replicationDelay()),
                            new RegionalDatabase.Place(ONE, one, toTwo.address().getPort()),
                            new RegionalDatabase.Place(TWO, two, toOne.address().getPort()));
            Queue<String> events = new ConcurrentLinkedQueue<>();
            Queue<String> discarded = new ConcurrentLinkedQueue<>();
            Clusters clusters =
                    Clusters.over(
                            pair,
                            data,
                            "123456789012",
                            (_, what, region, _) -> events.add(what + " " + region),
                            discarded::add);
            return new Scene(network, List.of(toOne, toTwo), pair, clusters, events, discarded);
        }

        RegionalDatabase database(String region) {
            return pair.first().region().equals(region) ? pair.first() : pair.second();
        }

        void write(String region, String id) throws SQLException {
            execute(database(region), "INSERT INTO orders VALUES ('" + id + "', 1)");
        }

        List<String> ids(String region) throws SQLException {
            return database(region).ids();
        }

        Cluster cluster(String region) {
            return clusters.clusters().stream()
                    .filter(cluster -> cluster.region().equals(region))
                    .findFirst()
                    .orElseThrow();
        }

        void awaitIds(String region, String... ids) {
            await().atMost(PATIENCE).until(() -> ids(region).equals(List.of(ids)));
        }

        void awaitEvent(String event) {
            await().atMost(PATIENCE).until(() -> events.contains(event));
        }

        void awaitStatus(String region, String status) {
            await().atMost(PATIENCE).until(() -> cluster(region).status().equals(status));
        }

        void failOverTo(String region) {
            clusters.failoverGlobal("orders", cluster(region).arn());
            await().atMost(PATIENCE).until(() -> cluster(region).writer());
        }

        @Override
        public void close() {
            clusters.close();
            pair.close();
            network.close();
        }
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void execute(RegionalDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aStandbyWhoseReplicationStoppedLooksWellAndHoldsNothing() throws Exception {
        try (Scene scene = Scene.open(folder, "{\"replication\": \"stopped\"}")) {
            scene.write(ONE, "lost");
            assertEquals("available", scene.cluster(TWO).status());
            assertTrue(scene.events().contains("replicationStopped " + TWO));
            await().atMost(PATIENCE)
                    .until(() -> lag(scene, TWO).compareTo(Duration.ofSeconds(2)) > 0);
            scene.failOverTo(TWO);
            assertEquals(List.of(), scene.ids(TWO));
            assertEquals(List.of("lost"), scene.ids(ONE));
        }
    }

    private static Duration lag(Scene scene, String region) {
        return scene.clusters().lag().getOrDefault(region, Duration.ZERO);
    }

    @Test
    void whatIsDelayedIsLostInAFailover() throws Exception {
        try (Scene scene = Scene.open(folder, "{\"replicationDelay\": \"3s\"}")) {
            scene.write(ONE, "early");
            scene.awaitIds(TWO, "early");
            scene.write(ONE, "late-1");
            scene.write(ONE, "late-2");
            Lsn written = scene.database(ONE).written();
            await().atMost(PATIENCE).until(() -> received(scene.database(TWO), written));
            scene.failOverTo(TWO);
            assertEquals(List.of("early"), scene.ids(TWO));
            scene.write(TWO, "new");
            assertEquals(List.of("early", "new"), scene.ids(TWO));
        }
    }

    private static boolean received(RegionalDatabase standby, Lsn written) throws SQLException {
        String received = Query.text(standby.url(), "SELECT pg_last_wal_receive_lsn()");
        return Lsn.parse(received).compareTo(written) >= 0;
    }

    @Test
    void whatACommitHasWaitedForIsKeptHoweverLongItIsDelayed() throws Exception {
        try (Scene scene =
                Scene.open(
                        folder,
                        "{\"replication\": \"synchronous\", \"replicationDelay\": \"1h\"}")) {
            for (int i = 0; i < 10; i++) {
                scene.write(ONE, "s" + i);
            }
            scene.network().cut(scene.links());
            assertEquals(List.of(), scene.ids(TWO));
            scene.failOverTo(TWO);
            assertEquals(10, scene.ids(TWO).size());
        }
    }

    @Test
    void anOldWriterComesBackAsACopyAndCanTakeOverAgain() throws Exception {
        try (Scene scene =
                Scene.open(
                        folder,
                        "{\"replication\": \"synchronous\", \"comeback\": \"resynchronised\"}")) {
            scene.write(ONE, "a");
            scene.network().cut(scene.links());
            scene.failOverTo(TWO);
            scene.write(TWO, "b");
            assertEquals(List.of("a"), scene.ids(ONE));
            scene.network().mend(scene.links());
            scene.awaitEvent("databaseResynchronised " + ONE);
            scene.awaitStatus(ONE, "available");
            scene.awaitIds(ONE, "a", "b");
            assertEquals(List.of(ONE), List.copyOf(scene.discarded()));
            scene.write(TWO, "c");
            scene.awaitIds(ONE, "a", "b", "c");
            scene.network().cut(scene.links());
            scene.failOverTo(ONE);
            scene.write(ONE, "d");
            scene.network().mend(scene.links());
            scene.awaitEvent("databaseResynchronised " + TWO);
            scene.awaitIds(TWO, "a", "b", "c", "d");
            scene.clusters().settle();
            assertEquals(
                    Map.of(ONE, List.of("a", "b", "c", "d"), TWO, List.of("a", "b", "c", "d")),
                    scene.clusters().holds());
        }
    }

    @Test
    void anOldWriterThatIsLeftWritesOnAlone() throws Exception {
        try (Scene scene = Scene.open(folder, "{\"fencing\": false}")) {
            scene.write(ONE, "both");
            scene.awaitIds(TWO, "both");
            scene.network().cut(scene.links());
            scene.failOverTo(TWO);
            scene.network().mend(scene.links());
            scene.write(ONE, "here");
            scene.write(TWO, "there");
            assertEquals(List.of("both", "here"), scene.ids(ONE));
            assertEquals(List.of("both", "there"), scene.ids(TWO));
            assertEquals(
                    Map.of(ONE, List.of("both", "here"), TWO, List.of("both", "there")),
                    scene.clusters().holds());
            AwsFault refused =
                    assertThrows(
                            AwsFault.class,
                            () ->
                                    scene.clusters()
                                            .failoverGlobal("orders", scene.cluster(ONE).arn()));
            assertEquals("InvalidDBClusterStateFault", refused.code());
        }
    }

    @Test
    void aSwitchoverLosesNothingAndExchangesTheParts() throws Exception {
        try (Scene scene = Scene.open(folder, "{}");
                Connection open = DriverManager.getConnection(scene.database(ONE).url());
                Statement idle = open.createStatement()) {
            for (int i = 0; i < 50; i++) {
                scene.write(ONE, "w" + i);
            }
            List<String> written = scene.ids(ONE);
            scene.clusters().switchoverGlobal("orders", scene.cluster(TWO).arn());
            assertEquals("switching-over", scene.clusters().global().orElseThrow().status());
            scene.awaitEvent("databaseResynchronised " + ONE);
            assertThrows(SQLException.class, () -> idle.execute("SELECT 1"));
            assertEquals(written, scene.ids(TWO));
            assertEquals(
                    scene.cluster(TWO).arn(), scene.clusters().global().orElseThrow().writerArn());
            scene.write(TWO, "x");
            await().atMost(PATIENCE).until(() -> scene.ids(ONE).contains("x"));
            assertThrows(SQLException.class, () -> scene.write(ONE, "refused"));
        }
    }

    @Test
    void aSwitchoverThatFailsGivesTheWritesBack() throws Exception {
        try (Scene scene = Scene.open(folder, "{}")) {
            scene.database(TWO).server().orElseThrow().destroyForcibly();
            scene.clusters().switchoverGlobal("orders", scene.cluster(TWO).arn());
            scene.awaitEvent("databaseCommandFailed " + TWO);
            scene.awaitStatus(TWO, "available"); // as far as RDS knows
            assertEquals("available", scene.cluster(ONE).status());
            assertEquals("available", scene.clusters().global().orElseThrow().status());
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> {
                        scene.write(ONE, "mine");
                        return true;
                    });
        }
    }

    @Test
    void aSwitchoverThatFailsAfterThePromotionLeavesOneWriter() throws Exception {
        try (Scene scene = Scene.open(folder, "{}")) {
            scene.write(ONE, "before");
            // pg_promote goes through, and what comes after it finds no table
            execute(scene.database(ONE), "ALTER TABLE reigns RENAME TO hidden");
            scene.clusters().switchoverGlobal("orders", scene.cluster(TWO).arn());
            scene.awaitEvent("databaseCommandFailed " + TWO);
            scene.awaitEvent("databaseResynchronised " + TWO);
            await().atMost(PATIENCE).until(() -> scene.clusters().rests(TWO));
            assertFalse(scene.events().contains("promoted " + TWO));
            assertEquals("available", scene.clusters().global().orElseThrow().status());
            assertEquals(
                    scene.cluster(ONE).arn(), scene.clusters().global().orElseThrow().writerArn());
            scene.write(ONE, "mine");
            scene.awaitIds(TWO, "before", "mine");
            assertThrows(SQLException.class, () -> scene.write(TWO, "refused"));
            execute(scene.database(ONE), "ALTER TABLE hidden RENAME TO reigns");
            scene.clusters().switchoverGlobal("orders", scene.cluster(TWO).arn());
            scene.awaitEvent("databaseResynchronised " + ONE);
            scene.write(TWO, "theirs");
        }
    }

    @Test
    void aPlainClusterIsReallyStoppedAndStartedAsWhatItWas() throws Exception {
        try (Scene scene = Scene.open(folder, "{\"topology\": \"plain\"}")) {
            scene.write(ONE, "a");
            ProcessHandle server = scene.database(ONE).server().orElseThrow();
            scene.clusters().stop("orders-" + ONE);
            scene.awaitStatus(ONE, "stopped");
            assertFalse(server.isAlive());
            assertThrows(SQLException.class, () -> scene.write(ONE, "refused"));
            scene.clusters().start("orders-" + ONE);
            scene.awaitStatus(ONE, "available");
            scene.write(ONE, "b");
            scene.awaitIds(TWO, "a", "b");
            scene.clusters().stop("orders-" + TWO);
            scene.awaitStatus(TWO, "stopped");
            scene.write(ONE, "c");
            scene.clusters().settle();
            Map<String, List<String>> holds = scene.clusters().holds();
            assertEquals(List.of("a", "b", "c"), holds.get(ONE));
            assertTrue(holds.getOrDefault(TWO, List.of()).containsAll(List.of("a", "b")));
            assertTrue(
                    scene.events()
                            .containsAll(
                                    List.of(
                                            "databaseStopped " + ONE,
                                            "databaseStarted " + ONE,
                                            "databaseStopped " + TWO)));
        }
        await().atMost(PATIENCE).until(this::isEmpty);
    }

    private boolean isEmpty() throws Exception {
        try (Stream<Path> left = Files.list(folder.resolve("databases"))) {
            return left.findAny().isEmpty();
        }
    }

    @Test
    void aFailoverAndARebootBreakConnectionsOffForAMoment() throws Exception {
        try (Scene scene = Scene.open(folder, "{\"topology\": \"replica\"}")) {
            scene.write(ONE, "a");
            try (Connection open = DriverManager.getConnection(scene.database(ONE).url());
                    Statement statement = open.createStatement()) {
                scene.clusters().failover("orders-" + ONE);
                assertEquals("failing-over", scene.cluster(ONE).status());
                scene.awaitStatus(ONE, "available");
                assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
            }
            assertEquals(
                    "orders-" + ONE + "-2",
                    scene.cluster(ONE).instances().stream()
                            .filter(instance -> instance.writer())
                            .findFirst()
                            .orElseThrow()
                            .id());
            ProcessHandle server = scene.database(ONE).server().orElseThrow();
            scene.clusters().reboot("orders-" + ONE + "-1"); // a reader
            assertEquals(server, scene.database(ONE).server().orElseThrow());
            scene.clusters().reboot("orders-" + ONE + "-2");
            await().atMost(PATIENCE).until(() -> !server.isAlive());
            await().atMost(PATIENCE).until(() -> scene.clusters().rests(ONE));
            scene.write(ONE, "b");
            scene.awaitIds(TWO, "a", "b");
            scene.clusters().promote("orders-" + TWO);
            await().atMost(PATIENCE).until(() -> scene.cluster(TWO).writer());
            assertTrue(scene.cluster(TWO).replicationSource().isEmpty());
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        try (Scene scene = Scene.open(folder, "{\"topology\": \"plain\"}")) {
            assertNotFound("DBClusterNotFoundFault", () -> scene.clusters().stop("orders"));
            assertNotFound("DBInstanceNotFound", () -> scene.clusters().reboot("orders-x-1"));
            assertNotFound(
                    "GlobalClusterNotFoundFault",
                    () -> scene.clusters().failoverGlobal("orders", scene.cluster(TWO).arn()));
            assertTrue(scene.clusters().global().isEmpty());
        }
    }

    private static void assertNotFound(
            String code, org.junit.jupiter.api.function.Executable command) {
        AwsFault fault = assertThrows(AwsFault.class, command);
        assertEquals(List.of(404, code), List.of(fault.status(), fault.code()));
    }
}
