package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.ControlPlane;
import io.blackstart.sandbox.Planes;
import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.RecordedTruth;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchDelegationSetException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.TooManyHostedZonesException;
import software.amazon.awssdk.services.route53.model.VPCRegion;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What a zone's control plane refuses, and what it does not. */
class ZoneLimitsIT {
    /** AWS's quota. */
    private static final int ZONES_MAX = 500;

    private ControlPlane plane;
    private Route53Client route53;

    @BeforeEach
    void start() throws IOException {
        plane = Planes.start(100, new RecordedFaults(), new RecordedTruth());
        route53 = Planes.route53(plane.endpoint());
    }

    @AfterEach
    void stop() {
        route53.close();
        plane.close();
    }

    private void create(String reference, Consumer<CreateHostedZoneRequest.Builder> more) {
        var _ =
                route53.createHostedZone(
                        CreateHostedZoneRequest.builder()
                                .name("limits.test")
                                .callerReference(reference)
                                .applyMutation(more)
                                .build());
    }

    private long zones() {
        return route53.getHostedZoneCount().hostedZoneCount();
    }

    @Test
    void thereAreAtMostFiveHundredZones() {
        for (int i = 0; i < ZONES_MAX; i++) {
            create("n" + i, _ -> {});
        }
        TooManyHostedZonesException refused =
                assertThrows(TooManyHostedZonesException.class, () -> create("one more", _ -> {}));
        assertEquals(400, refused.statusCode());
        assertEquals(ZONES_MAX, zones());
        String first = route53.listHostedZones().hostedZones().getFirst().id();
        route53.deleteHostedZone(request -> request.id(first));
        create("one more", _ -> {});
        assertEquals(ZONES_MAX, zones());
    }

    @Test
    void changesOfOneZoneAtTheSameTimeAllSucceed() throws Exception {
        create("a", _ -> {});
        String zone = route53.listHostedZones().hostedZones().getFirst().id();
        List<Callable<ChangeStatus>> changes =
                IntStream.range(0, 20)
                        .<Callable<ChangeStatus>>mapToObj(i -> () -> add(zone, "n" + i))
                        .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ChangeStatus> each : threads.invokeAll(changes)) {
                assertEquals(ChangeStatus.PENDING, each.get());
            }
        }
        assertEquals(
                2 + changes.size(),
                route53.listResourceRecordSets(request -> request.hostedZoneId(zone))
                        .resourceRecordSets()
                        .size());
    }

    private ChangeStatus add(String zone, String label) {
        Change change =
                Change.builder()
                        .action(ChangeAction.CREATE)
                        .resourceRecordSet(set ->
                                set.name(label + ".limits.test")
                                        .type(RRType.A)
                                        .ttl(60L)
                                        .resourceRecords(
                                                ResourceRecord.builder()
                                                        .value("192.0.2.1")
                                                        .build()))
                        .build();
        return route53.changeResourceRecordSets(request ->
                        request.hostedZoneId(zone).changeBatch(batch -> batch.changes(change)))
                .changeInfo()
                .status();
    }

    @Test
    void aPrivateZoneIsRefusedHoweverItIsAskedFor() {
        InvalidInputException refused =
                assertThrows(
                        InvalidInputException.class,
                        () -> create("a", r -> r.hostedZoneConfig(c -> c.privateZone(true))));
        assertEquals(400, refused.statusCode());
        assertTrue(
                String.valueOf(refused.getMessage()).contains("the sandbox has public zones only"),
                refused.getMessage());
        assertThrows(
                InvalidInputException.class,
                () ->
                        create(
                                "b",
                                r -> r.vpc(v -> v.vpcId("vpc-1").vpcRegion(VPCRegion.ME_SOUTH_1))));
        assertEquals(0, zones());
        create("c", r -> r.hostedZoneConfig(c -> c.privateZone(false)));
        assertEquals(1, zones());
    }

    @Test
    void thereIsNoReusableDelegationSet() {
        NoSuchDelegationSetException refused =
                assertThrows(
                        NoSuchDelegationSetException.class,
                        () -> create("a", r -> r.delegationSetId("N1PA6795SAMPLE")));
        assertEquals(400, refused.statusCode());
        assertTrue(
                String.valueOf(refused.getMessage()).contains("N1PA6795SAMPLE"),
                refused.getMessage());
        assertEquals(0, zones());
    }
}
