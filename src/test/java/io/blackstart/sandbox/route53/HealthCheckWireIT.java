package io.blackstart.sandbox.route53;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.Metrics;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.CloudWatchRegion;
import software.amazon.awssdk.services.route53.model.HealthCheck;
import software.amazon.awssdk.services.route53.model.HealthCheckAlreadyExistsException;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckRegion;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.HealthCheckVersionMismatchException;
import software.amazon.awssdk.services.route53.model.InsufficientDataHealthStatus;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.ResettableElementName;
import software.amazon.awssdk.services.route53.model.TooManyHealthChecksException;
import software.amazon.awssdk.services.route53.model.UpdateHealthCheckRequest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every operation on health checks, spoken by the real client. */
class HealthCheckWireIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private HealthPlane plane;
    private Route53Client route53;

    @BeforeEach
    void start() throws IOException {
        plane = HealthPlane.start();
        plane.data("us-east-1", "errors", Alarms.State.OK);
        route53 = plane.client();
    }

    @AfterEach
    void stop() {
        plane.close();
    }

    static Stream<HealthCheckConfig> whole() {
        HealthCheckConfig http =
                http().toBuilder()
                        .resourcePath("/healthz?deep=1&x=<y>")
                        .measureLatency(true)
                        .inverted(true)
                        .disabled(true)
                        .enableSNI(false)
                        .build();
        return Stream.of(
                http,
                http.toBuilder().type(HealthCheckType.HTTPS).enableSNI(true).build(),
                http.toBuilder()
                        .type(HealthCheckType.HTTP_STR_MATCH)
                        .searchString(" <well> & \"more\" ü ")
                        .build(),
                http.toBuilder()
                        .type(HealthCheckType.HTTPS_STR_MATCH)
                        .searchString("x".repeat(255))
                        .ipAddress(null)
                        .build(),
                http.toBuilder().type(HealthCheckType.TCP).resourcePath(null).build(),
                http.toBuilder().ipAddress("2001:db8::1").requestInterval(30).build(),
                calculated(256).toBuilder().inverted(true).build(),
                metric());
    }

    @ParameterizedTest
    @MethodSource("whole")
    void eachTypeComesBackAsItWasSent(HealthCheckConfig config) {
        HealthCheck made = create("all", config);
        assertEquals(config, made.healthCheckConfig());
        assertEquals("all", made.callerReference());
        assertEquals(1L, made.healthCheckVersion());
        assertEquals(made, create("all", config));
        assertEquals(made, route53.getHealthCheck(r -> r.healthCheckId(made.id())).healthCheck());
        assertEquals(List.of(made), route53.listHealthChecks().healthChecks());
        assertEquals(1L, route53.getHealthCheckCount().healthCheckCount());
        route53.deleteHealthCheck(r -> r.healthCheckId(made.id()));
        assertEquals(0L, route53.getHealthCheckCount().healthCheckCount());
        assertThrows(HealthCheckAlreadyExistsException.class, () -> create("all", config));
    }

    static Stream<HealthCheckConfig> refused() {
        HealthCheckConfig http = http();
        return Stream.of(
                http.toBuilder().type("SOMETHING").build(),
                http.toBuilder().type(HealthCheckType.RECOVERY_CONTROL).build(),
                http.toBuilder().ipAddress("300.1.1.1").build(),
                http.toBuilder().ipAddress("example.test").build(),
                http.toBuilder().ipAddress(null).fullyQualifiedDomainName(null).build(),
                http.toBuilder().fullyQualifiedDomainName("a b").build(),
                http.toBuilder().fullyQualifiedDomainName("a".repeat(256)).build(),
                http.toBuilder().resourcePath("/x\r\nHost: y").build(),
                http.toBuilder().resourcePath("/" + "x".repeat(255)).build(),
                http.toBuilder().port(0).build(),
                http.toBuilder().port(65_536).build(),
                http.toBuilder().requestInterval(20).build(),
                http.toBuilder().failureThreshold(0).build(),
                http.toBuilder().failureThreshold(11).build(),
                http.toBuilder().searchString("x").build(),
                http.toBuilder().type(HealthCheckType.HTTP_STR_MATCH).build(),
                http.toBuilder()
                        .type(HealthCheckType.HTTP_STR_MATCH)
                        .searchString("x".repeat(256))
                        .build(),
                http.toBuilder().healthThreshold(1).build(),
                http.toBuilder()
                        .regions(HealthCheckRegion.EU_WEST_1, HealthCheckRegion.US_EAST_1)
                        .build(),
                http.toBuilder().regionsWithStrings("us-east-1", "eu-west-1", "mars-1").build(),
                calculated(257),
                calculated(-1),
                calculated(1).toBuilder().healthThreshold(null).build(),
                calculated(1).toBuilder().childHealthChecks("nobody").build(),
                calculated(1).toBuilder().port(80).build(),
                metric().toBuilder().alarmIdentifier(a -> a.region("us-east-1")).build(),
                metric().toBuilder()
                        .alarmIdentifier(a -> a.region("us-east-1").name("unknown"))
                        .build(),
                metric().toBuilder().insufficientDataHealthStatus("Perhaps").build());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeIsInvalidInput(HealthCheckConfig config) {
        assertThrows(InvalidInputException.class, () -> create("refused", config));
        assertEquals(0L, route53.getHealthCheckCount().healthCheckCount());
    }

    @Test
    void aReferenceStandsForOneHealthCheckForEver() {
        create("once", http());
        assertThrows(
                HealthCheckAlreadyExistsException.class,
                () -> create("once", http().toBuilder().port(81).build()));
        assertThrows(InvalidInputException.class, () -> create("r".repeat(65), http()));
        create("r".repeat(64), http());
    }

    @Test
    void whatIsForgottenCanBeMadeAgain() {
        HealthCheck made = create("again", http());
        plane.route53().reset();
        assertEquals(0L, route53.getHealthCheckCount().healthCheckCount());
        assertNotEquals(made.id(), create("again", http()).id());
    }

    @Test
    void theRegionsOfARepeatedRequestMayStandInAnotherOrder() {
        HealthCheck made = create("order", http());
        List<HealthCheckRegion> regions = made.healthCheckConfig().regions();
        assertEquals(made, create("order", http().toBuilder().regions(regions.reversed()).build()));
    }

    @Test
    void anUpdateChangesWhatItNamesAndNothingElse() {
        HealthCheck made = create("update", http());
        HealthCheck changed =
                update(made, r -> r.healthCheckVersion(1L).ipAddress("127.0.99.2").port(81));
        assertEquals(2L, changed.healthCheckVersion());
        assertEquals(
                made.healthCheckConfig().toBuilder().ipAddress("127.0.99.2").port(81).build(),
                changed.healthCheckConfig());
        assertThrows(
                HealthCheckVersionMismatchException.class,
                () -> update(made, r -> r.healthCheckVersion(1L).port(82)));
        assertThrows(
                InvalidInputException.class, () -> update(made, r -> r.healthCheckVersion(0L)));
        // an update without a version is always welcome
        assertEquals(3L, update(made, r -> r.failureThreshold(1)).healthCheckVersion());
    }

    @Test
    void elementsAreReset() {
        HealthCheck made = create("reset", http().toBuilder().resourcePath("/x").build());
        HealthCheckConfig reset =
                update(
                                made,
                                r ->
                                        r.resetElements(
                                                ResettableElementName.FULLY_QUALIFIED_DOMAIN_NAME,
                                                ResettableElementName.REGIONS,
                                                ResettableElementName.RESOURCE_PATH))
                        .healthCheckConfig();
        assertNull(reset.fullyQualifiedDomainName());
        assertNull(reset.resourcePath());
        assertEquals(List.of(), reset.regions());

        HealthCheck parent =
                create("parent", calculated(1).toBuilder().childHealthChecks(made.id()).build());
        assertEquals(
                List.of(),
                update(parent, r -> r.resetElements(ResettableElementName.CHILD_HEALTH_CHECKS))
                        .healthCheckConfig()
                        .childHealthChecks());
        assertThrows(
                InvalidInputException.class,
                () -> update(made, r -> r.resetElementsWithStrings("Port")));
    }

    @Test
    void whatIsFinalCannotBeChanged() {
        HealthCheck address = create("address", http());
        HealthCheck name = create("name", http().toBuilder().ipAddress(null).build());
        assertThrows(InvalidInputException.class, () -> update(address, r -> r.ipAddress("")));
        assertThrows(
                InvalidInputException.class, () -> update(name, r -> r.ipAddress("127.0.99.1")));
        assertThrows(
                InvalidInputException.class,
                () ->
                        update(
                                name,
                                r ->
                                        r.resetElements(
                                                ResettableElementName
                                                        .FULLY_QUALIFIED_DOMAIN_NAME)));
        assertThrows(InvalidInputException.class, () -> update(name, r -> r.healthThreshold(1)));
        assertThrows(
                NoSuchHealthCheckException.class,
                () -> route53.updateHealthCheck(r -> r.healthCheckId("nobody").port(1)));
        assertEquals(
                1L,
                route53.getHealthCheck(r -> r.healthCheckId(name.id()))
                        .healthCheck()
                        .healthCheckVersion());
    }

    @Test
    void nobodyWatchesOverItself() {
        HealthCheck child = create("child", http());
        HealthCheck middle =
                create("middle", calculated(1).toBuilder().childHealthChecks(child.id()).build());
        HealthCheck top =
                create("top", calculated(1).toBuilder().childHealthChecks(middle.id()).build());
        assertThrows(
                InvalidInputException.class,
                () -> update(middle, r -> r.childHealthChecks(top.id())));
        assertThrows(
                InvalidInputException.class, () -> update(top, r -> r.childHealthChecks(top.id())));
    }

    @Test
    void aListComesInPages() {
        List<String> ids =
                Stream.of("1", "2", "3").map(reference -> create(reference, http()).id()).toList();
        var first = route53.listHealthChecks(r -> r.maxItems("2"));
        assertTrue(first.isTruncated());
        assertEquals("2", first.maxItems());
        assertEquals(ids.getLast(), first.nextMarker());
        var second = route53.listHealthChecks(r -> r.marker(first.nextMarker()).maxItems("2"));
        assertEquals(false, second.isTruncated());
        assertEquals(
                ids,
                Stream.of(first, second)
                        .flatMap(page -> page.healthChecks().stream())
                        .map(HealthCheck::id)
                        .toList());
        assertEquals(
                3,
                route53.listHealthChecksPaginator(r -> r.maxItems("1")).healthChecks().stream()
                        .count());
        assertThrows(
                InvalidInputException.class, () -> route53.listHealthChecks(r -> r.marker("no")));
        assertThrows(
                InvalidInputException.class, () -> route53.listHealthChecks(r -> r.maxItems("x")));
    }

    @Test
    void thereAreAtMostTwoHundred() {
        HealthCheckConfig idle = calculated(0);
        for (int i = 0; i < 200; i++) {
            create("n" + i, idle);
        }
        assertThrows(TooManyHealthChecksException.class, () -> create("one more", idle));
        assertEquals(100, route53.listHealthChecks().healthChecks().size());
        assertEquals(200, route53.listHealthChecks(r -> r.maxItems("5000")).healthChecks().size());
    }

    @Test
    void aDeadEndpointTakesItsParentsAlong() {
        HealthCheck child =
                create(
                        "dead",
                        http().toBuilder().ipAddress("127.0.99.1").failureThreshold(1).build());
        HealthCheck middle =
                create("middle", calculated(1).toBuilder().childHealthChecks(child.id()).build());
        HealthCheck top =
                create(
                        "top",
                        calculated(1).toBuilder()
                                .childHealthChecks(middle.id())
                                .inverted(true)
                                .build());
        await().atMost(PATIENCE).until(() -> plane.truth().of("healthChanged").size() >= 3);
        assertEquals(
                List.of(
                        Map.of("healthCheckId", child.id(), "healthy", false),
                        Map.of("healthCheckId", middle.id(), "healthy", false),
                        Map.of("healthCheckId", top.id(), "healthy", true)),
                plane.truth().of("healthChanged").stream().map(event -> event.detail()).toList());
        // 5 of the 6 checkers had to change their minds first
        assertTrue(plane.truth().of("checkerChanged").size() >= 5);
        assertEquals(
                Set.of("healthCheckId", "region", "checker", "healthy"),
                plane.truth().of("checkerChanged").getFirst().detail().keySet());
        assertThrows(InvalidInputException.class, () -> status(middle));
        assertThrows(
                InvalidInputException.class,
                () -> route53.getHealthCheckLastFailureReason(r -> r.healthCheckId(top.id())));
        await().atMost(PATIENCE).until(() -> status(child).size() == 6);
        assertTrue(status(child).stream().allMatch(said -> said.startsWith("Failure: Connection")));
        Map<String, Double> published =
                plane.route53().metrics().now().entrySet().stream()
                        .filter(one -> one.getKey().name().equals("HealthCheckStatus"))
                        .collect(Collectors.toMap(one -> id(one.getKey()), Map.Entry::getValue));
        assertEquals(Map.of(child.id(), 0.0, middle.id(), 0.0, top.id(), 1.0), published);
    }

    private static String id(Metrics.Series series) {
        return series.dimensions().getOrDefault("HealthCheckId", "");
    }

    @Test
    void aMetricInAlarmIsUnhealthy() {
        HealthCheck check = create("metric", metric());
        await().atMost(PATIENCE).until(() -> !status(check).isEmpty());
        assertTrue(status(check).getFirst().startsWith("Success: "));
        plane.data("us-east-1", "errors", Alarms.State.ALARM);
        await().atMost(PATIENCE).until(() -> !plane.truth().of("healthChanged").isEmpty());
        assertEquals(
                Map.of("healthCheckId", check.id(), "healthy", false),
                plane.truth().of("healthChanged").getFirst().detail());
    }

    @Test
    void theCheckersNetworksAreTold() {
        List<String> ranges = route53.getCheckerIpRanges().checkerIpRanges();
        assertEquals(16, ranges.size());
        assertTrue(ranges.contains("54.243.31.192/26"), ranges.toString());
        assertEquals(ranges.stream().sorted().toList(), ranges);
    }

    @Test
    void whatIsNotThereIsNoSuchHealthCheck() {
        List<Runnable> operations =
                List.of(
                        () -> route53.getHealthCheck(r -> r.healthCheckId("no")),
                        () -> route53.deleteHealthCheck(r -> r.healthCheckId("no")),
                        () -> route53.getHealthCheckStatus(r -> r.healthCheckId("no")),
                        () -> route53.getHealthCheckLastFailureReason(r -> r.healthCheckId("no")));
        operations.forEach(one -> assertThrows(NoSuchHealthCheckException.class, one::run));
    }

    private List<String> status(HealthCheck check) {
        return route53
                .getHealthCheckStatus(r -> r.healthCheckId(check.id()))
                .healthCheckObservations()
                .stream()
                .map(observation -> observation.statusReport().status())
                .toList();
    }

    private HealthCheck create(String reference, HealthCheckConfig config) {
        return route53.createHealthCheck(
                        r -> r.callerReference(reference).healthCheckConfig(config))
                .healthCheck();
    }

    private HealthCheck update(HealthCheck check, Consumer<UpdateHealthCheckRequest.Builder> what) {
        return route53.updateHealthCheck(r -> what.accept(r.healthCheckId(check.id())))
                .healthCheck();
    }

    /** A check of an endpoint where nobody is. */
    private static HealthCheckConfig http() {
        return HealthCheckConfig.builder()
                .type(HealthCheckType.HTTP)
                .ipAddress("127.0.99.1")
                .port(9)
                .fullyQualifiedDomainName("app.example.test")
                .requestInterval(10)
                .failureThreshold(3)
                .measureLatency(false)
                .inverted(false)
                .disabled(false)
                .enableSNI(false)
                .regions(
                        HealthCheckRegion.EU_WEST_1,
                        HealthCheckRegion.US_EAST_1,
                        HealthCheckRegion.US_WEST_2)
                .build();
    }

    private static HealthCheckConfig calculated(int threshold) {
        return HealthCheckConfig.builder()
                .type(HealthCheckType.CALCULATED)
                .healthThreshold(threshold)
                .childHealthChecks(List.of())
                .inverted(false)
                .disabled(false)
                .build();
    }

    private static HealthCheckConfig metric() {
        return HealthCheckConfig.builder()
                .type(HealthCheckType.CLOUDWATCH_METRIC)
                .alarmIdentifier(a -> a.region(CloudWatchRegion.US_EAST_1).name("errors"))
                .insufficientDataHealthStatus(InsufficientDataHealthStatus.LAST_KNOWN_STATUS)
                .inverted(false)
                .disabled(false)
                .build();
    }
}
