package io.blackstart.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.aws.AwsResponse;
import io.blackstart.sandbox.aws.AwsServer;
import io.blackstart.sandbox.aws.AwsService;
import io.blackstart.sandbox.aws.Route;
import io.blackstart.sandbox.database.Clusters;
import io.blackstart.sandbox.database.PostgresBinaries;
import io.blackstart.sandbox.database.PostgresPair;
import io.blackstart.sandbox.database.RegionalDatabase;
import io.blackstart.sandbox.lease.Lease;
import io.blackstart.sandbox.lease.LeaseDesk;
import io.blackstart.sandbox.lease.LeaseTerms;
import io.blackstart.sandbox.lease.OwnDatabase;
import io.blackstart.sandbox.lease.Promotion;
import io.blackstart.sandbox.lease.PromotionController;
import io.blackstart.sandbox.lease.RdsPromotion;
import io.blackstart.sandbox.network.FreePorts;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;
import io.blackstart.sandbox.rds.Rds;
import io.blackstart.sandbox.rds.RdsCalls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Real databases, leases and the controller, without applications before them. */
class TakeoverIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ONE = World.ACTIVE.region();
    private static final String TWO = World.PASSIVE.region();

    @TempDir private Path folder;

    /** RDS's door, at which every command can be refused. */
    private static final class Gate implements AwsService {
        private final AwsService rds;
        private volatile boolean refuses;

        Gate(AwsService rds) {
            this.rds = rds;
        }

        @Override
        public AwsResponse answer(AwsRequest request) {
            if (refuses && !request.body().contains("Action=Describe")) {
                throw new AwsFault(400, "InvalidDBClusterStateFault", "not today");
            }
            return rds.answer(request);
        }

        @Override
        public AwsResponse error(int status, String code, String message) {
            return rds.error(status, code, message);
        }

        @Override
        public void reset() {
            rds.reset();
        }
    }

    private static final class Scene implements AutoCloseable {
        private final Opened opened = new Opened();
        private final RecordedTruth truth = new RecordedTruth();
        private final Network network = opened.add(Network.start());
        private final PostgresPair pair;
        private final Clusters clusters;
        private final Gate rds;
        private final AwsServer server;
        private final List<Link> replication;
        private final Lease leaseOne;
        private final Lease leaseTwo;
        private final Link deskOne;
        private final Link deskTwo;
        private final PromotionController controller;

        Scene(Path folder, String section) throws IOException, InterruptedException {
            SandboxSettings.Data data = SandboxSettings.parse(section).data();
            int one = FreePorts.free(World.LOOPBACK);
            int two = FreePorts.free(World.LOOPBACK);
            Link toOne = way(one);
            Link toTwo = way(two);
            replication = List.of(toOne, toTwo);
            pair =
                    opened.add(
                            PostgresPair.start(
                                    PostgresBinaries.unpack(),
                                    folder.resolve("databases"),
                                    new PostgresPair.Following(
                                            data.replication(), data.replicationDelay()),
                                    new RegionalDatabase.Place(ONE, one, toTwo.address().getPort()),
                                    new RegionalDatabase.Place(
                                            TWO, two, toOne.address().getPort())));
            clusters = opened.add(Clusters.over(pair, data, "123456789012", truth, _ -> {}));
            rds = new Gate(new Rds(clusters).route().service());
            server =
                    opened.add(
                            AwsServer.start(
                                    World.LOOPBACK,
                                    List.of(new Route.ByForm("rds", "2014-10-31", rds))));
            leaseOne = Lease.of(data.lease());
            leaseTwo = Lease.of(data.lease());
            LeaseDesk one1 = desk(ONE, leaseOne, pair.first(), truth);
            LeaseDesk two2 = desk(TWO, leaseTwo, pair.second(), truth);
            deskOne = way(one1.address().getPort());
            deskTwo = way(two2.address().getPort());
            Promotion promotion =
                    data.topology() == SandboxSettings.Data.Topology.PLAIN
                            ? new PlainPromotion(clusters)
                            : new RdsPromotion(opened.add(calls(data)));
            controller =
                    opened.add(
                            PromotionController.start(
                                    PromotionController.Rules.of(data),
                                    new PromotionController.Site(ONE, deskOne.address()),
                                    new PromotionController.Site(TWO, deskTwo.address()),
                                    promotion,
                                    truth));
            await().atMost(PATIENCE).until(leaseOne::held);
        }

        private RdsCalls calls(SandboxSettings.Data data) {
            Duration period = data.lease().orElse(LeaseTerms.UNFENCED).period();
            return new RdsCalls(server.endpoint(), period);
        }

        private Link way(int port) throws IOException {
            return network.open(Network.Route.straight(World.local(0), World.local(port)));
        }

        private LeaseDesk desk(String region, Lease lease, RegionalDatabase database, Truth truth)
                throws IOException {
            OwnDatabase own = () -> part(database);
            return opened.add(LeaseDesk.open(region, lease, own, truth));
        }

        private List<Link> around(Link desk) {
            return List.of(desk, replication.getFirst(), replication.getLast());
        }

        void isolate(Link desk) throws IOException {
            network.cut(around(desk));
        }

        void mend(Link desk) throws IOException {
            network.mend(around(desk));
        }

        void awaitWriter(String region) {
            Lease lease = region.equals(ONE) ? leaseOne : leaseTwo;
            await().atMost(PATIENCE)
                    .until(() -> controller.writer().equals(region) && lease.held());
        }

        RecordedTruth.Event awaitEvent(String what, String region) {
            await().atMost(PATIENCE).until(() -> !events(what, region).isEmpty());
            return events(what, region).getFirst();
        }

        private List<RecordedTruth.Event> events(String what, String region) {
            return truth.of(what).stream().filter(event -> event.region().equals(region)).toList();
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    private static OwnDatabase.Part part(RegionalDatabase database) {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            found.next();
            return found.getBoolean(1) ? OwnDatabase.Part.STANDBY : OwnDatabase.Part.PRIMARY;
        } catch (SQLException silent) {
            return OwnDatabase.Part.SILENT;
        }
    }

    private static void write(RegionalDatabase database, String id) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO orders VALUES ('" + id + "', 1)");
        }
    }

    private static boolean holds(RegionalDatabase database, String id) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT 1 FROM orders WHERE id = '" + id + "'")) {
            return found.next();
        }
    }

    @Test
    void itFailsOverThereAndBackAgain() throws Exception {
        try (Scene scene =
                new Scene(folder, "{\"lease\": \"2s\", \"comeback\": \"resynchronised\"}")) {
            scene.isolate(scene.deskOne);
            scene.awaitWriter(TWO);
            assertFalse(scene.leaseOne.held());
            write(scene.pair.second(), "there");
            scene.mend(scene.deskOne);
            scene.awaitEvent("databaseResynchronised", ONE);
            await().atMost(PATIENCE).until(() -> scene.clusters.follows(ONE));
            await().atMost(PATIENCE).until(() -> holds(scene.pair.first(), "there"));
            scene.isolate(scene.deskTwo);
            scene.awaitWriter(ONE);
            assertFalse(scene.leaseTwo.held());
            assertTrue(holds(scene.pair.first(), "there"));
            scene.mend(scene.deskTwo);
            scene.awaitEvent("databaseResynchronised", TWO);
        }
    }

    @Test
    void withoutFencingBothRegionsWriteAfterTheMend() throws Exception {
        try (Scene scene = new Scene(folder, "{\"fencing\": false}")) {
            scene.isolate(scene.deskOne);
            scene.awaitWriter(TWO);
            assertTrue(scene.leaseOne.held(), "cut off, and writing on");
            scene.mend(scene.deskOne);
            write(scene.pair.first(), "here");
            write(scene.pair.second(), "there");
            assertTrue(scene.leaseOne.held() && scene.leaseTwo.held());
            assertFalse(scene.leaseOne.lapsed());
            assertEquals(TWO, scene.controller.writer());
            assertFalse(holds(scene.pair.second(), "here"));
        }
    }

    @Test
    void aWriterThatIsWriterAgainHoldsNothingOfWhatCameMeanwhile() throws Exception {
        try (Scene scene =
                new Scene(folder, "{\"lease\": \"2s\", \"comeback\": \"writerAgain\"}")) {
            scene.isolate(scene.deskOne);
            scene.awaitWriter(TWO);
            write(scene.pair.second(), "meanwhile");
            scene.mend(scene.deskOne);
            scene.awaitWriter(ONE);
            assertTrue(scene.leaseTwo.lapsed());
            assertFalse(holds(scene.pair.first(), "meanwhile"));
        }
    }

    @Test
    void theLeaseFollowsWhoeverSomebodyElsePromoted() throws Exception {
        try (Scene scene =
                new Scene(
                        folder,
                        "{\"lease\": \"2s\", \"promotion\": \"manual\","
                                + " \"topology\": \"replica\"}")) {
            scene.isolate(scene.deskOne);
            await().atMost(PATIENCE).until(scene.leaseOne::lapsed);
            assertEquals(ONE, scene.controller.writer());
            scene.clusters.promote("orders-" + TWO);
            scene.awaitWriter(TWO);
            scene.mend(scene.deskOne);
            assertEquals(TWO, scene.controller.writer());
        }
    }

    @Test
    void aStoppedClusterIsTakenOverFromWhereRdsKnowsOfNoCopy() throws Exception {
        try (Scene scene = new Scene(folder, "{\"lease\": \"2s\", \"topology\": \"plain\"}")) {
            scene.clusters.stop("orders-" + ONE);
            scene.awaitWriter(TWO);
            await().atMost(PATIENCE)
                    .until(() ->
                            scene.clusters.clusters().stream()
                                    .anyMatch(cluster -> cluster.status().equals("stopped")));
            scene.clusters.start("orders-" + ONE);
            scene.awaitEvent("databaseStarted", ONE);
            assertFalse(scene.leaseOne.held());
            assertEquals(TWO, scene.controller.writer());
        }
    }

    @Test
    void aSwitchoverTakesTheLeaseAlong() throws Exception {
        try (Scene scene = new Scene(folder, "{\"lease\": \"2s\"}")) {
            write(scene.pair.first(), "before");
            scene.clusters.switchoverGlobal(
                    "orders", scene.clusters.global().orElseThrow().readers().getFirst());
            scene.awaitWriter(TWO);
            assertFalse(scene.leaseOne.held());
            assertTrue(holds(scene.pair.second(), "before"));
            await().atMost(PATIENCE).until(() -> scene.clusters.follows(ONE));
        }
    }

    @Test
    void aBrokenPromotionLeavesNoWriterUntilTheMend() throws Exception {
        try (Scene scene = new Scene(folder, "{\"lease\": \"2s\", \"promotion\": \"broken\"}")) {
            scene.isolate(scene.deskOne);
            scene.awaitEvent("promotionFailed", TWO);
            assertFalse(scene.leaseOne.held() || scene.leaseTwo.held());
            scene.mend(scene.deskOne);
            scene.awaitWriter(ONE);
        }
    }

    @Test
    void aSlowPromotionIsOrderedOnlyAfterItsDelay() throws Exception {
        try (Scene scene = new Scene(folder, "{\"lease\": \"2s\", \"promotionDelay\": \"3s\"}")) {
            scene.isolate(scene.deskOne);
            long lapsed = scene.awaitEvent("leaseLapsed", ONE).nanos();
            long promoted = scene.awaitEvent("promoted", TWO).nanos();
            // without the delay it takes the lease's margins and a few of its periods, 0.8 s
            assertTrue(promoted - lapsed >= Duration.ofSeconds(3).toNanos());
            scene.awaitWriter(TWO);
        }
    }

    @Test
    void aPromotionThatRdsRefusesIsToldAndTriedAgain() throws Exception {
        try (Scene scene = new Scene(folder, "{\"lease\": \"2s\"}")) {
            scene.rds.refuses = true;
            scene.isolate(scene.deskOne);
            assertEquals(
                    Map.of("why", "InvalidDBClusterStateFault: not today"),
                    scene.awaitEvent("promotionRefused", TWO).detail());
            assertFalse(scene.leaseOne.held() || scene.leaseTwo.held());
            scene.rds.refuses = false;
            scene.awaitWriter(TWO);
            assertEquals(1, scene.events("promotionRefused", TWO).size());
        }
    }

    @Test
    void whileNobodyAnswersForRdsNobodyIsPromoted() throws Exception {
        try (Scene scene = new Scene(folder, "{\"lease\": \"2s\"}")) {
            scene.server.close();
            scene.isolate(scene.deskOne);
            scene.awaitEvent("promotionRefused", TWO);
            scene.mend(scene.deskOne);
            scene.awaitWriter(ONE);
            assertEquals(List.of(), scene.events("promoted", TWO));
        }
    }
}
