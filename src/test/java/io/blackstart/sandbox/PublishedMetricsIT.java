package io.blackstart.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.blackstart.sandbox.Metrics.Series;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** From what really happens in the regions to the answer of GetMetricData. */
class PublishedMetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ERRORS = 5;
    private static final String ACTIVE = World.ACTIVE.region();
    private static final String PASSIVE = World.PASSIVE.region();

    /** A sandbox whose minutes last 3 s, one who visits it and one who reads its metrics. */
    private record Scene(Sandbox sandbox, JsonNode environment, Visitor visitor)
            implements AutoCloseable {
        static Scene open() throws Exception {
            Sandbox sandbox =
                    Sandbox.start(
                            SandboxSettings.parse(
                                    "{\"lease\": \"30s\", \"speed\": 20, \"health\":"
                                            + " \"shallow\"}"));
            JsonNode environment =
                    JsonMapper.shared().readTree(sandbox.readyLine()).path("environment");
            Path trust = Path.of(environment.at("/service/trust").asString());
            return new Scene(
                    sandbox,
                    environment,
                    Visitor.trusting(Files.readString(trust)).patience(PATIENCE));
        }

        String url(String region, String path) {
            return environment.at("/service/endpoints/" + region).asString() + path;
        }

        Set<Resource> there(Predicate<Resource> which) {
            return sandbox.estate().resources().stream()
                    .filter(resource -> resource.region().equals(ACTIVE))
                    .filter(which)
                    .collect(toUnmodifiableSet());
        }

        Set<Resource> subnets(String tier) {
            return there(resource ->
                    resource.type().equals(Resource.SUBNET)
                            && tier.equals(resource.tags().get("tier")));
        }

        /** The values of a metric's minutes; a count is their sum. */
        List<Double> read(Series series, String statistic) {
            URI endpoint = URI.create(environment.at("/accounts/dns/endpoint").asString());
            MetricDataQuery query =
                    MetricDataQuery.builder()
                            .id("m")
                            .metricStat(stat ->
                                    stat.stat(statistic)
                                            .period(60)
                                            .metric(metric ->
                                                    metric.namespace(series.namespace())
                                                            .metricName(series.name())
                                                            .dimensions(dimensions(series))))
                            .build();
            try (CloudWatchClient client = RootClients.cloudWatch(endpoint, series.region())) {
                return client.getMetricData(request ->
                                request.startTime(Instant.now().minus(Duration.ofMinutes(5)))
                                        .endTime(Instant.now())
                                        .metricDataQueries(query))
                        .metricDataResults()
                        .getFirst()
                        .values();
            }
        }

        private static List<Dimension> dimensions(Series series) {
            return series.dimensions().entrySet().stream()
                    .map(one ->
                            Dimension.builder().name(one.getKey()).value(one.getValue()).build())
                    .toList();
        }

        /** The newest minute has this value, as soon as it has one. */
        void awaitNewest(Series series, double value) {
            await().atMost(PATIENCE)
                    .until(() ->
                            read(series, "Minimum").stream().findFirst().orElse(-1.0) == value);
        }

        double sum(Series series) {
            return read(series, "Sum").stream().mapToDouble(value -> value).sum();
        }

        /** Asks until so many answers were errors; how many of them the targets themselves made. */
        int targetsErrors() throws IOException {
            int byTargets = 0;
            for (int errors = 0; errors < ERRORS; ) {
                Visitor.Reply reply = visitor.get(url(ACTIVE, "/orders/none"));
                if (reply.status() >= 500) {
                    errors++;
                    byTargets += reply.region().isEmpty() ? 0 : 1;
                }
            }
            return byTargets;
        }

        @Override
        public void close() {
            sandbox.close();
        }
    }

    @Test
    void realErrorsAreCountedUnderTheNameOfWhoMadeThem() throws Exception {
        try (Scene scene = Scene.open()) {
            String balancer = RegionMetrics.balancer(ACTIVE);
            Series targets = PublishedMetrics.targetErrors(ACTIVE, balancer);
            Series own = PublishedMetrics.balancerErrors(ACTIVE, balancer);
            int made;
            try (Estate.Cut _ =
                    scene.sandbox().estate().disrupt(scene.subnets("database"), Estate.Scope.ALL)) {
                made = scene.targetsErrors();
            }
            assertTrue(made > 0, "without its database an application answers 500");
            await().atMost(PATIENCE).until(() -> scene.sum(targets) >= made);
            assertEquals(made, scene.sum(targets));

            scene.sandbox()
                    .estate()
                    .stopInstances(scene.there(one -> one.type().equals(Resource.INSTANCE)));
            assertEquals(0, scene.targetsErrors(), "there is no target left");
            await().atMost(PATIENCE).until(() -> scene.sum(own) >= ERRORS);
            assertEquals(made, scene.sum(targets));
            assertTrue(scene.sum(PublishedMetrics.requests(ACTIVE, balancer)) >= made + ERRORS);
            assertEquals(
                    List.of(),
                    scene.read(
                            PublishedMetrics.targetErrors(PASSIVE, RegionMetrics.balancer(PASSIVE)),
                            "Sum"),
                    "a region without errors has no such series");
        }
    }

    @Test
    void lagAndHealthAreReadAsTheyReallyAre() throws Exception {
        try (Scene scene = Scene.open()) {
            Series lag = PublishedMetrics.replicationLag(PASSIVE, "orders-" + PASSIVE);
            Series health =
                    PublishedMetrics.healthCheckStatus(
                            scene.environment().at("/dns/healthCheckId").asString());
            scene.awaitNewest(health, 1.0);
            await().atMost(PATIENCE).until(() -> !scene.read(lag, "Maximum").isEmpty());

            try (Estate.Cut _ =
                    scene.sandbox()
                            .estate()
                            .disruptCrossRegion(scene.subnets("database"), PASSIVE)) {
                assertEquals(
                        201,
                        scene.visitor().put(scene.url(ACTIVE, "/orders/a"), "{\"n\": 1}").status());
                await().atMost(PATIENCE)
                        .until(() ->
                                scene.read(lag, "Maximum").stream()
                                        .anyMatch(millis -> millis > 2_000));
            }
            assertEquals(
                    List.of(),
                    scene.read(
                            PublishedMetrics.replicationLag(ACTIVE, "orders-" + ACTIVE), "Maximum"),
                    "the writer is behind nobody");

            try (Estate.Cut _ =
                    scene.sandbox().estate().disrupt(scene.subnets("entry"), Estate.Scope.ALL)) {
                scene.awaitNewest(health, 0.0);
            }
            scene.awaitNewest(health, 1.0);
        }
    }
}
