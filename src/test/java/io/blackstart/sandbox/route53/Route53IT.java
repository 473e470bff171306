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
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.HealthCheck;
import software.amazon.awssdk.services.route53.model.HealthCheckAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckRegion;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.HealthCheckVersionMismatchException;
import software.amazon.awssdk.services.route53.model.HostedZoneAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResettableElementName;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;
import software.amazon.awssdk.services.route53.model.Tag;
import software.amazon.awssdk.services.route53.model.TagResourceType;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Route 53's wire, spoken by the real client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Route53IT {
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
    void aZoneIsFoundByIdInTheListAndByName() {
        String id = zone("zones.test", "zones");
        var zone = route53.getHostedZone(request -> request.id(id)).hostedZone();
        assertEquals("zones.test.", zone.name());
        assertEquals(2, zone.resourceRecordSetCount());
        assertTrue(route53.listHostedZones().hostedZones().contains(zone));
        var byName =
                route53.listHostedZonesByName(
                        request -> request.dnsName("zones.test").maxItems("1"));
        // this client takes the prefix off in most answers, but not in this one
        assertEquals(
                List.of(zone.toBuilder().id("/hostedzone/" + id).build()), byName.hostedZones());
        // some clients send the id with its prefix
        assertEquals(
                zone,
                route53.getHostedZone(request -> request.id("/hostedzone/" + id)).hostedZone());
    }

    @Test
    void namesAreOrderedFromTheLastLabel() {
        zone("b.order.test", "order-1");
        zone("a.zorder.test", "order-2");
        zone("order.test", "order-3");
        var names =
                route53
                        .listHostedZonesByName(request -> request.dnsName("order.test"))
                        .hostedZones()
                        .stream()
                        .map(zone -> zone.name())
                        .filter(name -> name.contains("order"))
                        .toList();
        assertEquals(List.of("order.test.", "b.order.test.", "a.zorder.test."), names);
    }

    @Test
    void aCallerReferenceMakesOneZoneOnly() {
        zone("once.test", "once");
        assertThrows(HostedZoneAlreadyExistsException.class, () -> zone("once.test", "once"));
    }

    @Test
    void aChangeIsPendingAndThenInSync() {
        String id = zone("changes.test", "changes");
        var change = change(id, ChangeAction.CREATE, a("changes.test")).changeInfo();
        assertEquals(ChangeStatus.PENDING, change.status());
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        route53.getChange(request -> request.id(change.id())).changeInfo().status()
                                == ChangeStatus.INSYNC);
    }

    @Test
    void aPairComesBackAsItWasSent() {
        String id = zone("pair.test", "pair");
        String check = check("pair-check").id();
        ResourceRecordSet primary =
                a("app.pair.test").toBuilder()
                        .setIdentifier("one")
                        .failover(ResourceRecordSetFailover.PRIMARY)
                        .healthCheckId(check)
                        .build();
        ResourceRecordSet secondary =
                ResourceRecordSet.builder()
                        .name("app.pair.test.")
                        .type(RRType.A)
                        .setIdentifier("two")
                        .failover(ResourceRecordSetFailover.SECONDARY)
                        .aliasTarget(target ->
                                target.hostedZoneId("Z215JYRZR1TBD5")
                                        .dnsName(Planes.SECONDARY_BALANCER + ".")
                                        .evaluateTargetHealth(true))
                        .build();
        change(id, ChangeAction.UPSERT, primary, secondary);
        var listed =
                route53.listResourceRecordSets(request ->
                        request.hostedZoneId(id)
                                .startRecordName("app.pair.test")
                                .startRecordType(RRType.A));
        assertEquals(
                List.of(primary.toBuilder().name("app.pair.test.").build(), secondary),
                listed.resourceRecordSets());

        var first =
                route53.listResourceRecordSets(request -> request.hostedZoneId(id).maxItems("3"));
        assertTrue(first.isTruncated());
        assertEquals("two", first.nextRecordIdentifier());
        change(id, ChangeAction.DELETE, secondary, primary);
    }

    @Test
    void aBatchIsMadeAsAWholeOrNotAtAll() {
        String id = zone("whole.test", "whole");
        change(id, ChangeAction.CREATE, a("a.whole.test"));
        var refused =
                assertThrows(
                        InvalidChangeBatchException.class,
                        () ->
                                change(
                                        id,
                                        ChangeAction.CREATE,
                                        a("b.whole.test"),
                                        a("a.whole.test")));
        assertTrue(
                refused.awsErrorDetails()
                        .errorMessage()
                        .contains(
                                "Tried to create resource record set [name='a.whole.test.',"
                                        + " type='A'] but it already exists"));
        assertEquals(
                3,
                route53.getHostedZone(request -> request.id(id))
                        .hostedZone()
                        .resourceRecordSetCount());
        assertThrows(
                NoSuchHealthCheckException.class,
                () ->
                        change(
                                id,
                                ChangeAction.CREATE,
                                a("c.whole.test").toBuilder().healthCheckId("none").build()));
    }

    @Test
    void aHealthCheckIsMadeOnceChangedAndDeleted() {
        HealthCheck made = check("life");
        assertEquals(made, check("life"));
        assertThrows(
                HealthCheckAlreadyExistsException.class,
                () ->
                        route53.createHealthCheck(request ->
                                request.callerReference("life")
                                        .healthCheckConfig(config().toBuilder().port(1).build())));
        assertTrue(made.healthCheckConfig().enableSNI());

        HealthCheck changed =
                route53.updateHealthCheck(request ->
                                request.healthCheckId(made.id())
                                        .healthCheckVersion(1L)
                                        .failureThreshold(2)
                                        .inverted(true)
                                        .disabled(true)
                                        .resetElements(
                                                ResettableElementName.REGIONS,
                                                ResettableElementName.RESOURCE_PATH))
                        .healthCheck();
        assertEquals(2L, changed.healthCheckVersion());
        assertEquals(
                config().toBuilder()
                        .failureThreshold(2)
                        .inverted(true)
                        .disabled(true)
                        .resourcePath(null)
                        .regions((Collection<HealthCheckRegion>) null)
                        .measureLatency(false)
                        .enableSNI(true)
                        .build()
                        .toString(),
                changed.healthCheckConfig().toString());
        assertThrows(
                HealthCheckVersionMismatchException.class,
                () ->
                        route53.updateHealthCheck(request ->
                                request.healthCheckId(made.id())
                                        .healthCheckVersion(1L)
                                        .inverted(false)));
        assertTrue(route53.listHealthChecks().healthChecks().contains(changed));

        route53.deleteHealthCheck(request -> request.healthCheckId(made.id()));
        assertThrows(
                NoSuchHealthCheckException.class,
                () -> route53.getHealthCheck(request -> request.healthCheckId(made.id())));
        assertThrows(HealthCheckAlreadyExistsException.class, () -> check("life"));
    }

    @Test
    void eachCheckerTellsWhatItSaw() {
        String id = check("status").id();
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        route53.getHealthCheckStatus(request -> request.healthCheckId(id))
                                        .healthCheckObservations()
                                        .size()
                                == 6);
        route53.getHealthCheckLastFailureReason(request -> request.healthCheckId(id))
                .healthCheckObservations()
                .forEach(observation ->
                        assertTrue(
                                observation
                                        .statusReport()
                                        .status()
                                        .startsWith("Failure: Connection refused"),
                                observation.toString()));
    }

    @Test
    void tagsAreKeptForChecksAndZones() {
        String id = check("tags").id();
        route53.changeTagsForResource(request ->
                request.resourceType(TagResourceType.HEALTHCHECK)
                        .resourceId(id)
                        .addTags(tag("a", "1"), tag("b", "2")));
        route53.changeTagsForResource(request ->
                request.resourceType(TagResourceType.HEALTHCHECK)
                        .resourceId(id)
                        .addTags(tag("b", "3"))
                        .removeTagKeys("a"));
        assertEquals(
                List.of(tag("b", "3")),
                route53.listTagsForResource(request ->
                                request.resourceType(TagResourceType.HEALTHCHECK).resourceId(id))
                        .resourceTagSet()
                        .tags());
    }

    @Test
    void whatIsNotThereIsSaidInItsOwnException() {
        assertThrows(
                NoSuchHostedZoneException.class,
                () -> route53.getHostedZone(request -> request.id("ZNONE")));
        assertThrows(
                NoSuchChangeException.class,
                () -> route53.getChange(request -> request.id("CNONE")));
        assertThrows(
                InvalidInputException.class,
                () ->
                        route53.createHealthCheck(request ->
                                request.callerReference("calculated")
                                        .healthCheckConfig(
                                                c -> c.type(HealthCheckType.CALCULATED))));
    }

    @Test
    void anUnsignedRequestIsForbidden() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(
                                            plane.endpoint().resolve("/2013-04-01/hostedzone"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(403, response.statusCode());
            assertTrue(response.body().contains("<Code>MissingAuthenticationToken</Code>"));
            assertFalse(response.body().contains("HostedZones"));
        }
    }

    private String zone(String name, String reference) {
        return route53.createHostedZone(request -> request.name(name).callerReference(reference))
                .hostedZone()
                .id();
    }

    private HealthCheck check(String reference) {
        return route53.createHealthCheck(
                        request -> request.callerReference(reference).healthCheckConfig(config()))
                .healthCheck();
    }

    /** Nobody listens there. */
    private static HealthCheckConfig config() {
        return HealthCheckConfig.builder()
                .ipAddress("127.0.99.1")
                .port(9)
                .type(HealthCheckType.HTTPS)
                .resourcePath("/h?a=1&b=2")
                .fullyQualifiedDomainName("app.example.test")
                .requestInterval(10)
                .failureThreshold(3)
                .measureLatency(false)
                .inverted(false)
                .disabled(false)
                .enableSNI(true)
                .regions(
                        HealthCheckRegion.US_EAST_1,
                        HealthCheckRegion.EU_WEST_1,
                        HealthCheckRegion.US_WEST_2)
                .build();
    }

    private ChangeResourceRecordSetsResponse change(
            String zone, ChangeAction action, ResourceRecordSet... sets) {
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
                                                .toList())));
    }

    private static ResourceRecordSet a(String name) {
        return ResourceRecordSet.builder()
                .name(name)
                .type(RRType.A)
                .ttl(5L)
                .resourceRecords(ResourceRecord.builder().value("192.0.2.1").build())
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
