package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeTagsForResourceRequest;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.Tag;
import software.amazon.awssdk.services.route53.model.TagResourceType;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The operations on tags, spoken by the real client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TagsWireIT {
    private HealthPlane plane;
    private Route53Client route53;
    private int made;

    @BeforeAll
    void start() throws IOException {
        plane = HealthPlane.start();
        route53 = plane.client();
    }

    @AfterAll
    void stop() {
        plane.close();
    }

    @Test
    void tagsOfZonesAndChecksAreKeptApart() {
        String check = check();
        String zone = zone();
        change(TagResourceType.HEALTHCHECK, check, r -> r.addTags(tag("a", "1"), tag("b", "")));
        change(TagResourceType.HOSTEDZONE, zone, r -> r.addTags(tag("a", " two & <more> ")));
        assertEquals(
                List.of(tag("a", "1"), tag("b", "")), tags(TagResourceType.HEALTHCHECK, check));
        assertEquals(List.of(tag("a", " two & <more> ")), tags(TagResourceType.HOSTEDZONE, zone));
        change(
                TagResourceType.HEALTHCHECK,
                check,
                r -> r.addTags(tag("b", "3")).removeTagKeys("a", "never there"));
        assertEquals(List.of(tag("b", "3")), tags(TagResourceType.HEALTHCHECK, check));
    }

    @Test
    void tagsOfSeveralAreListedAtOnce() {
        String first = check();
        String second = check();
        change(TagResourceType.HEALTHCHECK, second, r -> r.addTags(tag("a", "1")));
        var sets =
                route53.listTagsForResources(r ->
                                r.resourceType(TagResourceType.HEALTHCHECK)
                                        .resourceIds(first, second))
                        .resourceTagSets();
        assertEquals(List.of(first, second), sets.stream().map(set -> set.resourceId()).toList());
        assertEquals(List.of(), sets.getFirst().tags());
        assertEquals(List.of(tag("a", "1")), sets.getLast().tags());
        assertEquals(TagResourceType.HEALTHCHECK, sets.getLast().resourceType());
    }

    @Test
    void limitsAreKept() {
        String check = check();
        TagResourceType type = TagResourceType.HEALTHCHECK;
        Tag[] ten = IntStream.range(0, 10).mapToObj(i -> tag("k" + i, "v")).toArray(Tag[]::new);
        change(type, check, r -> r.addTags(ten));
        List<Consumer<ChangeTagsForResourceRequest.Builder>> tooMuch =
                List.of(
                        r -> r.addTags(tag("one more", "v")),
                        r -> {},
                        r -> r.removeTagKeys("k0").addTags(tag("k".repeat(129), "v")),
                        r -> r.removeTagKeys("k0").addTags(tag("k", "v".repeat(257))),
                        r -> r.removeTagKeys("k0").addTags(tag("aws:own", "v")),
                        r ->
                                r.removeTagKeys(
                                        IntStream.range(0, 11).mapToObj(i -> "" + i).toList()));
        tooMuch.forEach(
                one -> assertThrows(InvalidInputException.class, () -> change(type, check, one)));
        assertEquals(List.of(ten), tags(type, check));
        change(type, check, r -> r.removeTagKeys("k0").addTags(tag("k", "v".repeat(256))));
        List<String> eleven = IntStream.range(0, 11).mapToObj(_ -> check).toList();
        assertThrows(
                InvalidInputException.class,
                () -> route53.listTagsForResources(r -> r.resourceType(type).resourceIds(eleven)));
    }

    @Test
    void whatIsNotThereHasNoTags() {
        assertThrows(
                NoSuchHealthCheckException.class, () -> tags(TagResourceType.HEALTHCHECK, "no"));
        assertThrows(NoSuchHostedZoneException.class, () -> tags(TagResourceType.HOSTEDZONE, "no"));
        assertThrows(
                NoSuchHealthCheckException.class,
                () -> change(TagResourceType.HEALTHCHECK, "no", r -> r.addTags(tag("a", "b"))));
        assertThrows(
                NoSuchHealthCheckException.class,
                () ->
                        route53.listTagsForResources(r ->
                                r.resourceType(TagResourceType.HEALTHCHECK).resourceIds("no")));
        assertThrows(
                InvalidInputException.class,
                () -> route53.listTagsForResource(r -> r.resourceType("volume").resourceId("no")));
    }

    private void change(
            TagResourceType type, String id, Consumer<ChangeTagsForResourceRequest.Builder> what) {
        route53.changeTagsForResource(r -> what.accept(r.resourceType(type).resourceId(id)));
    }

    private List<Tag> tags(TagResourceType type, String id) {
        return route53.listTagsForResource(r -> r.resourceType(type).resourceId(id))
                .resourceTagSet()
                .tags();
    }

    private String check() {
        return route53.createHealthCheck(r ->
                        r.callerReference("check-" + made++)
                                .healthCheckConfig(
                                        c -> c.type(HealthCheckType.CALCULATED).healthThreshold(0)))
                .healthCheck()
                .id();
    }

    private String zone() {
        return route53.createHostedZone(r -> r.name("tags.test").callerReference("zone-" + made++))
                .hostedZone()
                .id();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
