package io.blackstart.sandbox.rds;

import static io.blackstart.sandbox.CommandedDatabases.READER;
import static io.blackstart.sandbox.CommandedDatabases.WRITER;
import static io.blackstart.sandbox.CommandedDatabases.readerArn;
import static io.blackstart.sandbox.CommandedDatabases.writerArn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CommandedDatabases;
import io.blackstart.sandbox.RootClients;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.AwsServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.FailoverStatus;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.GlobalClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbInstanceStateException;
import software.amazon.awssdk.services.rds.model.InvalidGlobalClusterStateException;
import software.amazon.awssdk.services.rds.model.RdsException;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** RDS by the real client. */
class RdsIT {
    private final CommandedDatabases databases = new CommandedDatabases(true);
    private AwsServer server;
    private RdsClient here;
    private RdsClient there;

    @BeforeEach
    void start() throws IOException {
        serve(databases);
    }

    private void serve(CommandedDatabases served) throws IOException {
        server = AwsServer.start("127.0.0.1", List.of(new Rds(served).route()));
        here = RootClients.rds(server.endpoint(), "me-south-1");
        there = RootClients.rds(server.endpoint(), "eu-central-1");
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
        server.close();
    }

    @Test
    void describesTheClustersOfItsRegion() {
        DBCluster cluster = here.describeDBClusters().dbClusters().getFirst();
        assertEquals(WRITER, cluster.dbClusterIdentifier());
        assertEquals(writerArn(), cluster.dbClusterArn());
        assertEquals("available", cluster.status());
        assertEquals("aurora-postgresql", cluster.engine());
        assertEquals(WRITER + ".rds.test", cluster.endpoint());
        assertEquals(WRITER + "-ro.rds.test", cluster.readerEndpoint());
        assertEquals(5433, cluster.port());
        assertEquals(List.of("me-south-1a", "me-south-1b"), cluster.availabilityZones());
        assertEquals("drill", cluster.globalClusterIdentifier());
        assertEquals(
                List.of(true, false),
                cluster.dbClusterMembers().stream().map(one -> one.isClusterWriter()).toList());
        assertEquals(1, here.describeDBClusters().dbClusters().size());
        assertEquals(
                READER, there.describeDBClusters().dbClusters().getFirst().dbClusterIdentifier());
    }

    @Test
    void findsAClusterByNameOrArnInItsOwnRegionOnly() {
        for (String name : List.of(WRITER, writerArn(), WRITER.toUpperCase(Locale.ROOT))) {
            assertEquals(
                    writerArn(),
                    here.describeDBClusters(request -> request.dbClusterIdentifier(name))
                            .dbClusters()
                            .getFirst()
                            .dbClusterArn());
            assertThrows(
                    DbClusterNotFoundException.class,
                    () -> there.describeDBClusters(request -> request.dbClusterIdentifier(name)));
        }
    }

    @Test
    void filters() {
        assertEquals(1, filtered("engine", "aurora-postgresql", "other"));
        assertEquals(0, filtered("engine", "aurora-mysql"));
        assertEquals(1, filtered("db-cluster-id", writerArn()));
        assertEquals(0, filtered("db-cluster-id", readerArn()));
        RdsException unknown = assertThrows(RdsException.class, () -> filtered("colour", "red"));
        assertEquals("InvalidParameterValue", unknown.awsErrorDetails().errorCode());
    }

    private int filtered(String name, String... values) {
        return here.describeDBClusters(request ->
                        request.filters(Filter.builder().name(name).values(values).build()))
                .dbClusters()
                .size();
    }

    @Test
    void refusesAPageThatAwsWouldRefuse() {
        assertEquals(
                1, here.describeDBClusters(request -> request.maxRecords(20)).dbClusters().size());
        assertThrows(
                RdsException.class,
                () -> here.describeDBClusters(request -> request.maxRecords(19)));
        assertEquals(
                0, here.describeDBClusters(request -> request.marker("zzz")).dbClusters().size());
    }

    @Test
    void describesInstances() {
        var instances = here.describeDBInstances().dbInstances();
        assertEquals(2, instances.size());
        assertEquals(WRITER + "-1", instances.getFirst().dbInstanceIdentifier());
        assertEquals(WRITER, instances.getFirst().dbClusterIdentifier());
        assertEquals(5433, instances.getFirst().endpoint().port());
        assertThrows(
                DbInstanceNotFoundException.class,
                () ->
                        there.describeDBInstances(
                                request -> request.dbInstanceIdentifier(WRITER + "-1")));
    }

    @Test
    void describesTheGlobalDatabaseEverywhere() {
        for (RdsClient client : List.of(here, there)) {
            var global = client.describeGlobalClusters().globalClusters().getFirst();
            assertEquals("drill", global.globalClusterIdentifier());
            assertEquals("available", global.status());
            var members = global.globalClusterMembers();
            assertEquals(
                    List.of(writerArn(), readerArn()),
                    members.stream().map(one -> one.dbClusterArn()).toList());
            assertEquals(
                    List.of(true, false), members.stream().map(one -> one.isWriter()).toList());
            assertEquals(List.of(readerArn()), members.getFirst().readers());
            assertEquals("connected", members.getLast().synchronizationStatusAsString());
            assertFalse(global.hasTagList());
        }
        assertThrows(
                GlobalClusterNotFoundException.class,
                () ->
                        here.describeGlobalClusters(
                                request -> request.globalClusterIdentifier("other")));
    }

    @Test
    void failsOverWithLossOfDataAndTellsWhileItGoesOn() {
        var global =
                there.failoverGlobalCluster(request ->
                                request.globalClusterIdentifier("drill")
                                        .targetDbClusterIdentifier(readerArn())
                                        .allowDataLoss(true))
                        .globalCluster();
        assertEquals(List.of("failoverGlobal drill " + readerArn()), databases.commands());
        assertEquals(FailoverStatus.FAILING_OVER, global.failoverState().status());
        assertEquals(writerArn(), global.failoverState().fromDbClusterArn());
        assertEquals(readerArn(), global.failoverState().toDbClusterArn());
        assertTrue(global.failoverState().isDataLossAllowed());
        assertTrue(
                here.describeGlobalClusters()
                        .globalClusters()
                        .getFirst()
                        .failoverState()
                        .isDataLossAllowed());
    }

    @Test
    void aFailoverThatMayLoseNothingIsASwitchover() {
        there.failoverGlobalCluster(request ->
                request.globalClusterIdentifier("drill").targetDbClusterIdentifier(readerArn()));
        there.failoverGlobalCluster(request ->
                request.globalClusterIdentifier("drill")
                        .targetDbClusterIdentifier(readerArn())
                        .switchover(true));
        here.switchoverGlobalCluster(request ->
                request.globalClusterIdentifier("drill").targetDbClusterIdentifier(readerArn()));
        assertEquals(
                List.of(
                        "switchoverGlobal drill " + readerArn(),
                        "switchoverGlobal drill " + readerArn(),
                        "switchoverGlobal drill " + readerArn()),
                databases.commands());
    }

    @Test
    void refusesAFailoverThatContradictsItself() {
        RdsException both =
                assertThrows(
                        RdsException.class,
                        () ->
                                there.failoverGlobalCluster(request ->
                                        request.globalClusterIdentifier("drill")
                                                .targetDbClusterIdentifier(readerArn())
                                                .switchover(true)
                                                .allowDataLoss(true)));
        assertEquals("InvalidParameterCombination", both.awsErrorDetails().errorCode());
        assertThrows(
                InvalidDbClusterStateException.class,
                () ->
                        there.failoverGlobalCluster(request ->
                                request.globalClusterIdentifier("drill")
                                        .targetDbClusterIdentifier(writerArn())
                                        .allowDataLoss(true)));
        assertThrows(
                DbClusterNotFoundException.class,
                () ->
                        there.failoverGlobalCluster(request ->
                                request.globalClusterIdentifier("drill")
                                        .targetDbClusterIdentifier("arn:none")));
        assertThrows(
                GlobalClusterNotFoundException.class,
                () ->
                        there.switchoverGlobalCluster(request ->
                                request.globalClusterIdentifier("other")
                                        .targetDbClusterIdentifier(readerArn())));
        assertEquals(List.of(), databases.commands());
    }

    @Test
    void commandsAClusterAndAnInstance() {
        assertEquals(
                "stopping",
                here.stopDBCluster(request -> request.dbClusterIdentifier(WRITER))
                        .dbCluster()
                        .status());
        here.startDBCluster(request -> request.dbClusterIdentifier(writerArn()));
        here.failoverDBCluster(request ->
                request.dbClusterIdentifier(WRITER).targetDBInstanceIdentifier(WRITER + "-2"));
        here.rebootDBInstance(request -> request.dbInstanceIdentifier(WRITER + "-1"));
        assertEquals(
                List.of(
                        "stop " + WRITER,
                        "start " + WRITER,
                        "failover " + WRITER,
                        "reboot " + WRITER + "-1"),
                databases.commands());
        assertThrows(
                RdsException.class,
                () ->
                        here.failoverDBCluster(request ->
                                request.dbClusterIdentifier(WRITER)
                                        .targetDBInstanceIdentifier(WRITER + "-1")));
        assertThrows(
                DbClusterNotFoundException.class,
                () -> there.stopDBCluster(request -> request.dbClusterIdentifier(WRITER)));
    }

    @Test
    void passesOnWhatTheStateForbids() {
        databases.refuse(new AwsFault(400, "InvalidDBClusterStateFault", "it is stopped"));
        InvalidDbClusterStateException refused =
                assertThrows(
                        InvalidDbClusterStateException.class,
                        () -> here.stopDBCluster(request -> request.dbClusterIdentifier(WRITER)));
        assertEquals("it is stopped", refused.awsErrorDetails().errorMessage());
        assertEquals(400, refused.statusCode());
    }

    @Test
    void removesAReaderFromTheGlobalDatabaseAndNotTheWriter() {
        var global =
                there.removeFromGlobalCluster(request ->
                                request.globalClusterIdentifier("drill")
                                        .dbClusterIdentifier(readerArn()))
                        .globalCluster();
        assertEquals("drill", global.globalClusterIdentifier());
        assertEquals(List.of("promote " + READER), databases.commands());
        assertThrows(
                InvalidGlobalClusterStateException.class,
                () ->
                        here.removeFromGlobalCluster(request ->
                                request.globalClusterIdentifier("drill")
                                        .dbClusterIdentifier(writerArn())));
        assertThrows(
                InvalidDbClusterStateException.class,
                () ->
                        there.promoteReadReplicaDBCluster(
                                request -> request.dbClusterIdentifier(READER)));
    }

    @Test
    void promotesAReadReplicaOnly() throws IOException {
        stop();
        CommandedDatabases plain = new CommandedDatabases(false);
        serve(plain);
        assertEquals(
                writerArn(),
                there.describeDBClusters().dbClusters().getFirst().replicationSourceIdentifier());
        assertEquals(
                List.of(readerArn()),
                here.describeDBClusters().dbClusters().getFirst().readReplicaIdentifiers());
        assertEquals(List.of(), here.describeGlobalClusters().globalClusters());
        there.promoteReadReplicaDBCluster(request -> request.dbClusterIdentifier(READER));
        there.promoteReadReplica(request -> request.dbInstanceIdentifier(READER + "-1"));
        assertEquals(List.of("promote " + READER, "promote " + READER), plain.commands());
        assertThrows(
                InvalidDbClusterStateException.class,
                () ->
                        here.promoteReadReplicaDBCluster(
                                request -> request.dbClusterIdentifier(WRITER)));
        assertThrows(
                InvalidDbInstanceStateException.class,
                () ->
                        here.promoteReadReplica(
                                request -> request.dbInstanceIdentifier(WRITER + "-1")));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        RdsException unknown =
                assertThrows(RdsException.class, () -> here.describeDBEngineVersions());
        assertEquals(400, unknown.statusCode());
        assertEquals("InvalidAction", unknown.awsErrorDetails().errorCode());
    }
}
