package io.blackstart.sandbox.route53;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.ControlPlane;
import io.blackstart.sandbox.Planes;
import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.RecordedTruth;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.AcceleratedRecoveryStatus;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZoneNotEmptyException;
import software.amazon.awssdk.services.route53.model.HostedZoneType;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidDomainNameException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchDelegationSetException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetRegion;
import software.amazon.awssdk.services.route53.model.TestDnsAnswerResponse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The operations on zones and records, spoken by the real client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZonesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ControlPlane plane;
    private Route53Client route53;

    @BeforeAll
    void start() throws IOException {
        plane = Planes.start(20, new RecordedFaults(), new RecordedTruth());
        route53 = Planes.route53(plane.endpoint());
    }

    @AfterAll
    void stop() {
        route53.close();
        plane.close();
    }

    @Test
    void aNewZoneHasFourNameServersAnSoaAndALocation() {
        CreateHostedZoneResponse created =
                route53.createHostedZone(request ->
                        request.name("New.test")
                                .callerReference("new")
                                .hostedZoneConfig(config -> config.comment("a & b")));
        assertEquals("new.test.", created.hostedZone().name());
        assertEquals("a & b", created.hostedZone().config().comment());
        assertTrue(created.location().endsWith("/2013-04-01/hostedzone/" + id(created)));
        assertEquals(4, Set.copyOf(created.delegationSet().nameServers()).size());
        List<ResourceRecordSet> records =
                route53.listResourceRecordSets(request -> request.hostedZoneId(id(created)))
                        .resourceRecordSets();
        assertEquals(
                List.of(172_800L, 900L), records.stream().map(ResourceRecordSet::ttl).toList());
        assertTrue(
                records.getLast()
                        .resourceRecords()
                        .getFirst()
                        .value()
                        .endsWith(". awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"));
    }

    @Test
    void aZoneIsCountedChangedAndDeleted() {
        long before = route53.getHostedZoneCount().hostedZoneCount();
        String id = zone("life.test", "life");
        assertTrue(route53.getHostedZoneCount().hostedZoneCount() > before - 1);
        assertEquals(
                "now",
                route53.updateHostedZoneComment(request -> request.id(id).comment("now"))
                        .hostedZone()
                        .config()
                        .comment());
        assertEquals(
                "NOT_SIGNING",
                route53.getDNSSEC(request -> request.hostedZoneId(id)).status().serveSignature());
        change(id, ChangeAction.CREATE, a("www.life.test"));
        assertThrows(
                HostedZoneNotEmptyException.class,
                () -> route53.deleteHostedZone(request -> request.id(id)));
        change(id, ChangeAction.DELETE, a("www.life.test"));
        insync(route53.deleteHostedZone(request -> request.id(id)).changeInfo());
        assertThrows(
                NoSuchHostedZoneException.class,
                () -> route53.getHostedZone(request -> request.id(id)));
        assertThrows(
                NoSuchHostedZoneException.class,
                () -> route53.deleteHostedZone(request -> request.id(id)));
    }

    @Test
    void acceleratedRecoveryIsEnabledAfterAWhile() {
        String id = zone("features.test", "features");
        route53.updateHostedZoneFeatures(
                request -> request.hostedZoneId(id).enableAcceleratedRecovery(true));
        await().atMost(PATIENCE)
                .until(() ->
                        route53.getHostedZone(request -> request.id(id))
                                        .hostedZone()
                                        .features()
                                        .acceleratedRecoveryStatus()
                                == AcceleratedRecoveryStatus.ENABLED);
        assertThrows(
                NoSuchHostedZoneException.class,
                () ->
                        route53.updateHostedZoneFeatures(request ->
                                request.hostedZoneId("ZNONE").enableAcceleratedRecovery(true)));
    }

    @Test
    void listsOfZonesComeInPages() {
        List<String> made =
                IntStream.range(0, 5)
                        .mapToObj(i -> zone("p" + i + ".paged.test", "paged-" + i))
                        .toList();
        Set<String> seen =
                route53
                        .listHostedZonesPaginator(request -> request.maxItems("2"))
                        .hostedZones()
                        .stream()
                        .map(zone -> bare(zone.id()))
                        .collect(Collectors.toSet());
        assertTrue(seen.containsAll(made), seen + " lacks some of " + made);

        var first =
                route53.listHostedZonesByName(
                        request -> request.dnsName("p1.paged.test").maxItems("2"));
        assertEquals(
                List.of("p1.paged.test.", "p2.paged.test."),
                first.hostedZones().stream().map(zone -> zone.name()).toList());
        assertTrue(first.isTruncated());
        assertEquals("p3.paged.test.", first.nextDNSName());
        var next =
                route53.listHostedZonesByName(request ->
                        request.dnsName(first.nextDNSName())
                                .hostedZoneId(first.nextHostedZoneId())
                                .maxItems("1"));
        assertEquals("p3.paged.test.", next.hostedZones().getFirst().name());

        assertEquals(
                List.of(),
                route53.listHostedZones(request ->
                                request.hostedZoneType(HostedZoneType.PRIVATE_HOSTED_ZONE))
                        .hostedZones());
        assertThrows(
                InvalidInputException.class,
                () -> route53.listHostedZones(request -> request.marker("ZNONE")));
        assertThrows(
                NoSuchDelegationSetException.class,
                () -> route53.listHostedZones(request -> request.delegationSetId("NNONE")));
    }

    @Test
    void namesThatAreNoneAreRefused() {
        for (String name : List.of("a..test", "x".repeat(64) + ".test", ".", "ü.test")) {
            assertThrows(InvalidDomainNameException.class, () -> zone(name, "bad-" + name), name);
        }
        assertThrows(
                InvalidDomainNameException.class,
                () -> route53.listHostedZonesByName(request -> request.dnsName("a..test")));
    }

    @Test
    void recordsAreOrderedFromTheLastLabelAndComeInPages() {
        String id = zone("sorted.test", "sorted");
        change(
                id,
                ChangeAction.CREATE,
                a("b.sorted.test"),
                a("*.sorted.test"),
                a("z.a.sorted.test"),
                weighted("w.sorted.test", "two", 2),
                weighted("w.sorted.test", "one", 1));
        List<String> all =
                List.of(
                        "sorted.test. NS null",
                        "sorted.test. SOA null",
                        "\\052.sorted.test. A null",
                        "z.a.sorted.test. A null",
                        "b.sorted.test. A null",
                        "w.sorted.test. A one",
                        "w.sorted.test. A two");
        assertEquals(
                all,
                names(
                        route53.listResourceRecordSets(request -> request.hostedZoneId(id))
                                .resourceRecordSets()));
        assertEquals(
                all,
                names(
                        route53
                                .listResourceRecordSetsPaginator(
                                        request -> request.hostedZoneId(id).maxItems("2"))
                                .resourceRecordSets()
                                .stream()
                                .toList()));
        assertEquals(
                List.of("w.sorted.test. A two"),
                names(
                        route53.listResourceRecordSets(request ->
                                        request.hostedZoneId(id)
                                                .startRecordName("w.sorted.test")
                                                .startRecordType(RRType.A)
                                                .startRecordIdentifier("two"))
                                .resourceRecordSets()));
        assertThrows(
                InvalidInputException.class,
                () ->
                        route53.listResourceRecordSets(
                                request -> request.hostedZoneId(id).startRecordType(RRType.A)));
        assertThrows(
                InvalidInputException.class,
                () ->
                        route53.listResourceRecordSets(request ->
                                request.hostedZoneId(id)
                                        .startRecordName("w.sorted.test")
                                        .startRecordIdentifier("two")));
        assertThrows(
                NoSuchHostedZoneException.class,
                () -> route53.listResourceRecordSets(request -> request.hostedZoneId("ZNONE")));
        assertEquals(
                "300",
                route53.listResourceRecordSets(request -> request.hostedZoneId(id).maxItems("1000"))
                        .maxItems());
    }

    @Test
    void everyPolicyThatIsActedOutComesBackAsItWasSent() {
        String id = zone("policies.test", "policies");
        ResourceRecordSet weighted = weighted("w.policies.test.", "w", 255);
        ResourceRecordSet multi =
                a("m.policies.test.").toBuilder().setIdentifier("m").multiValueAnswer(true).build();
        ResourceRecordSet alias =
                ResourceRecordSet.builder()
                        .name("x.policies.test.")
                        .type(RRType.A)
                        .aliasTarget(target ->
                                target.hostedZoneId(id)
                                        .dnsName("w.policies.test.")
                                        .evaluateTargetHealth(true))
                        .build();
        change(id, ChangeAction.CREATE, weighted, multi, alias);
        assertEquals(
                List.of(multi, weighted, alias),
                route53.listResourceRecordSets(request ->
                                request.hostedZoneId(id).startRecordName("m.policies.test"))
                        .resourceRecordSets());
        change(id, ChangeAction.DELETE, alias, weighted, multi);
    }

    @Test
    void whatIsNotActedOutIsRefusedAndNotPretended() {
        String id = zone("refused.test", "refused");
        ResourceRecordSet plain = a("r.refused.test");
        for (ResourceRecordSet set :
                List.of(
                        plain.toBuilder()
                                .setIdentifier("l")
                                .region(ResourceRecordSetRegion.EU_WEST_1)
                                .build(),
                        plain.toBuilder()
                                .setIdentifier("g")
                                .geoLocation(geo -> geo.countryCode("DE"))
                                .build(),
                        plain.toBuilder().weight(1L).build(),
                        plain.toBuilder().setIdentifier("w").weight(256L).build(),
                        plain.toBuilder().setIdentifier("x".repeat(129)).weight(1L).build(),
                        plain.toBuilder().ttl(2_147_483_648L).build(),
                        plain.toBuilder().ttl(null).build(),
                        plain.toBuilder()
                                .setIdentifier("w")
                                .weight(1L)
                                .multiValueAnswer(true)
                                .build())) {
            assertThrows(
                    InvalidInputException.class,
                    () -> change(id, ChangeAction.CREATE, set),
                    set.toString());
        }
        assertThrows(
                InvalidChangeBatchException.class,
                () ->
                        change(
                                id,
                                ChangeAction.CREATE,
                                a("r.refused.test"),
                                weighted("r.refused.test", "w", 1)));
        change(id, ChangeAction.CREATE, plain.toBuilder().ttl(2_147_483_647L).build());
    }

    @Test
    void aPendingRecordIsListedAndAnsweredOnlyInSync() {
        String id = zone("pending.test", "pending");
        insync(change(id, ChangeAction.CREATE, a("one.pending.test")));
        ChangeInfo change = change(id, ChangeAction.CREATE, a("two.pending.test"));
        assertEquals(ChangeStatus.PENDING, change.status());
        assertTrue(
                names(
                                route53.listResourceRecordSets(request -> request.hostedZoneId(id))
                                        .resourceRecordSets())
                        .contains("two.pending.test. A null"));
        insync(change);
        TestDnsAnswerResponse answer = test(id, "Two.pending.test", RRType.A);
        assertEquals("NOERROR", answer.responseCode());
        assertEquals(List.of("192.0.2.1"), answer.recordData());
        assertEquals("two.pending.test.", answer.recordName());
        assertEquals("UDP", answer.protocol());
        assertTrue(
                route53.getHostedZone(request -> request.id(id))
                        .delegationSet()
                        .nameServers()
                        .contains(answer.nameserver()));
        assertEquals("NXDOMAIN", test(id, "none.pending.test", RRType.A).responseCode());
        TestDnsAnswerResponse noRecords = test(id, "two.pending.test", RRType.AAAA);
        assertEquals("NOERROR", noRecords.responseCode());
        assertFalse(noRecords.hasRecordData() && !noRecords.recordData().isEmpty());
    }

    @Test
    void aTestOfAnAnswerMustMakeSense() {
        String id = zone("asked.test", "asked");
        route53.testDNSAnswer(request ->
                request.hostedZoneId(id)
                        .recordName("asked.test")
                        .recordType(RRType.SOA)
                        .resolverIP("192.0.2.53")
                        .edns0ClientSubnetIP("2001:db8::")
                        .edns0ClientSubnetMask("64"));
        assertThrows(NoSuchHostedZoneException.class, () -> test("ZNONE", "asked.test", RRType.A));
        assertThrows(InvalidInputException.class, () -> test(id, "elsewhere.test", RRType.A));
        assertThrows(
                InvalidInputException.class,
                () ->
                        route53.testDNSAnswer(request ->
                                request.hostedZoneId(id)
                                        .recordName("asked.test")
                                        .recordType(RRType.A)
                                        .resolverIP("nobody")));
        assertThrows(
                InvalidInputException.class,
                () ->
                        route53.testDNSAnswer(request ->
                                request.hostedZoneId(id)
                                        .recordName("asked.test")
                                        .recordType(RRType.A)
                                        .edns0ClientSubnetIP("192.0.2.0")
                                        .edns0ClientSubnetMask("33")));
    }

    private TestDnsAnswerResponse test(String zone, String name, RRType type) {
        return route53.testDNSAnswer(
                request -> request.hostedZoneId(zone).recordName(name).recordType(type));
    }

    private void insync(ChangeInfo change) {
        await().atMost(PATIENCE)
                .until(() ->
                        route53.getChange(request -> request.id(change.id())).changeInfo().status()
                                == ChangeStatus.INSYNC);
    }

    private String zone(String name, String reference) {
        return id(
                route53.createHostedZone(request -> request.name(name).callerReference(reference)));
    }

    private static String id(CreateHostedZoneResponse created) {
        return bare(created.hostedZone().id());
    }

    private static String bare(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private ChangeInfo change(String zone, ChangeAction action, ResourceRecordSet... sets) {
        return route53.changeResourceRecordSets(request ->
                        request.hostedZoneId(zone)
                                .changeBatch(batch ->
                                        batch.changes(
                                                List.of(sets).stream()
                                                        .map(set ->
                                                                Change.builder()
                                                                        .action(action)
                                                                        .resourceRecordSet(set)
                                                                        .build())
                                                        .toList())))
                .changeInfo();
    }

    private static List<String> names(List<ResourceRecordSet> sets) {
        return sets.stream()
                .map(set -> set.name() + " " + set.type() + " " + set.setIdentifier())
                .toList();
    }

    private static ResourceRecordSet a(String name) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(RRType.A)
                .ttl(5L)
                .resourceRecords(ResourceRecord.builder().value("192.0.2.1").build())
                .build();
    }

    private static ResourceRecordSet weighted(String name, String identifier, long weight) {
        return a(name).toBuilder().setIdentifier(identifier).weight(weight).build();
    }
}
