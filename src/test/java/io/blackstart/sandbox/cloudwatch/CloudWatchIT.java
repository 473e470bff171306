package io.blackstart.sandbox.cloudwatch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.Metrics.Series;
import io.blackstart.sandbox.PublishedMetrics;
import io.blackstart.sandbox.RootClients;
import io.blackstart.sandbox.aws.AwsServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** CloudWatch by the real client and in JSON, with a minute that lasts 600 ms. */
class CloudWatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REGION = "eu-central-1";
    private static final Series LAG = PublishedMetrics.replicationLag(REGION, "drill");

    private final Map<Series, Double> metrics = new ConcurrentHashMap<>();
    private CloudWatch cloudWatch;
    private AwsServer server;
    private CloudWatchClient client;

    @BeforeEach
    void start() throws IOException {
        cloudWatch =
                new CloudWatch(
                        "123456789012", new CloudClock(100), () -> metrics, InstantSource.system());
        server = AwsServer.start("127.0.0.1", cloudWatch.routes());
        client = RootClients.cloudWatch(server.endpoint(), REGION);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        cloudWatch.close();
    }

    private void putAlarm(String name) {
        client.putMetricAlarm(request ->
                request.alarmName(name)
                        .alarmDescription("d <&>")
                        .namespace("AWS/RDS")
                        .metricName("AuroraGlobalDBReplicationLag")
                        .dimensions(dimension("drill"))
                        .statistic(Statistic.MAXIMUM)
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1000.0)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                        .alarmActions("arn:aws:sns:eu-central-1:123456789012:page")
                        .tags(Tag.builder().key("team").value("dba").build()));
    }

    private static Dimension dimension(String cluster) {
        return Dimension.builder().name("DBClusterIdentifier").value(cluster).build();
    }

    private StateValue state(String name) {
        return client.describeAlarms(request -> request.alarmNames(name))
                .metricAlarms()
                .getFirst()
                .stateValue();
    }

    @Test
    void followsAMetric() {
        metrics.put(LAG, 5.0);
        cloudWatch.start();
        putAlarm("lag");
        await().atMost(PATIENCE).until(() -> state("lag") == StateValue.OK);
        metrics.put(LAG, 5000.0);
        await().atMost(PATIENCE).until(() -> state("lag") == StateValue.ALARM);
        metrics.put(LAG, 5.0);
        await().atMost(PATIENCE).until(() -> state("lag") == StateValue.OK);

        List<Double> values = data(ScanBy.TIMESTAMP_ASCENDING).values();
        assertTrue(values.contains(5.0) && values.contains(5000.0), values.toString());
        assertEquals(5.0, values.getFirst());
    }

    private MetricDataResult data(ScanBy order) {
        MetricDataQuery query =
                MetricDataQuery.builder()
                        .id("lag")
                        .metricStat(stat ->
                                stat.stat("Average")
                                        .period(60)
                                        .metric(metric ->
                                                metric.namespace("AWS/RDS")
                                                        .metricName(LAG.name())
                                                        .dimensions(dimension("drill"))))
                        .build();
        return client.getMetricData(request ->
                        request.startTime(Instant.now().minus(Duration.ofMinutes(5)))
                                .endTime(Instant.now())
                                .scanBy(order)
                                .metricDataQueries(query))
                .metricDataResults()
                .getFirst();
    }

    @Test
    void anAlarmComesBackAsItWasPut() {
        putAlarm("lag");
        var alarm =
                client.describeAlarms(request -> request.alarmNamePrefix("la"))
                        .metricAlarms()
                        .getFirst();
        assertEquals("lag", alarm.alarmName());
        assertEquals("arn:aws:cloudwatch:eu-central-1:123456789012:alarm:lag", alarm.alarmArn());
        assertEquals("d <&>", alarm.alarmDescription());
        assertEquals(List.of(dimension("drill")), alarm.dimensions());
        assertEquals(1000.0, alarm.threshold());
        assertEquals(60, alarm.period());
        assertTrue(alarm.actionsEnabled());
        assertEquals(List.of("arn:aws:sns:eu-central-1:123456789012:page"), alarm.alarmActions());
        assertEquals(StateValue.INSUFFICIENT_DATA, alarm.stateValue());
        assertTrue(alarm.stateUpdatedTimestamp().isBefore(Instant.now().plusSeconds(1)));
        assertEquals(
                List.of(Tag.builder().key("team").value("dba").build()),
                client.listTagsForResource(request -> request.resourceARN(alarm.alarmArn()))
                        .tags());
        client.untagResource(request -> request.resourceARN(alarm.alarmArn()).tagKeys("team"));
        client.tagResource(request ->
                request.resourceARN(alarm.alarmArn())
                        .tags(Tag.builder().key("a").value("b").build()));
        assertEquals(
                List.of(Tag.builder().key("a").value("b").build()),
                client.listTagsForResource(request -> request.resourceARN(alarm.alarmArn()))
                        .tags());
    }

    @Test
    void aStateIsForced() {
        putAlarm("lag");
        client.setAlarmState(request ->
                request.alarmName("lag").stateValue(StateValue.ALARM).stateReason("drill"));
        assertEquals(StateValue.ALARM, state("lag"));
        assertEquals(
                1,
                client.describeAlarms(request -> request.stateValue(StateValue.ALARM))
                        .metricAlarms()
                        .size());
        assertEquals(
                0,
                client.describeAlarms(request -> request.stateValue(StateValue.OK))
                        .metricAlarms()
                        .size());
        CloudWatchException unknown =
                assertThrows(
                        CloudWatchException.class,
                        () ->
                                client.setAlarmState(request ->
                                        request.alarmName("other")
                                                .stateValue(StateValue.OK)
                                                .stateReason("drill")));
        assertEquals("ResourceNotFound", unknown.awsErrorDetails().errorCode());
        assertEquals(404, unknown.statusCode());
    }

    @Test
    void alarmsComePageByPageAndGo() {
        for (int i = 0; i < 5; i++) {
            putAlarm("lag-" + i);
        }
        assertEquals(
                List.of("lag-0", "lag-1", "lag-2", "lag-3", "lag-4"),
                client
                        .describeAlarmsPaginator(request -> request.maxRecords(2))
                        .metricAlarms()
                        .stream()
                        .map(alarm -> alarm.alarmName())
                        .toList());
        assertThrows(
                InvalidNextTokenException.class,
                () -> client.describeAlarms(request -> request.nextToken("x")));
        client.deleteAlarms(request -> request.alarmNames("lag-0", "lag-1"));
        assertEquals(3, client.describeAlarms().metricAlarms().size());
        try (CloudWatchClient elsewhere = RootClients.cloudWatch(server.endpoint(), "me-south-1")) {
            assertEquals(0, elsewhere.describeAlarms().metricAlarms().size());
        }
    }

    @Test
    void aClientPublishesItsOwnMetric() {
        Instant at = Instant.now();
        MetricDatum datum =
                MetricDatum.builder()
                        .metricName("Success")
                        .dimensions(dimension("x"))
                        .timestamp(at)
                        .values(1.0, 3.0)
                        .counts(1.0, 3.0)
                        .build();
        client.putMetricData(request -> request.namespace("Prober").metricData(datum));
        assertEquals(
                "Success",
                client.listMetrics(request -> request.namespace("Prober"))
                        .metrics()
                        .getFirst()
                        .metricName());
        assertEquals(
                0, client.listMetrics(request -> request.metricName("Failure")).metrics().size());
        var points =
                client.getMetricStatistics(request ->
                                request.namespace("Prober")
                                        .metricName("Success")
                                        .dimensions(dimension("x"))
                                        .startTime(at.minusSeconds(5))
                                        .endTime(at.plusSeconds(5))
                                        .period(60)
                                        .statistics(Statistic.AVERAGE, Statistic.SAMPLE_COUNT))
                        .datapoints();
        assertEquals(1, points.size());
        assertEquals(2.5, points.getFirst().average());
        assertEquals(4.0, points.getFirst().sampleCount());
        assertThrows(
                InvalidParameterValueException.class,
                () ->
                        client.putMetricData(
                                request -> request.namespace("AWS/RDS").metricData(datum)));
    }

    @Test
    void aLargePublicationComesCompressed() {
        client.putMetricData(request ->
                request.namespace("Prober")
                        .metricData(
                                IntStream.range(0, 400)
                                        .mapToObj(i ->
                                                MetricDatum.builder()
                                                        .metricName("Success-" + i)
                                                        .value(1.0)
                                                        .build())
                                        .toList()));
        assertEquals(400, client.listMetrics().metrics().size());
    }

    @Test
    void answersInJsonWhoAsksInJson() throws Exception {
        putAlarm("lag");
        HttpResponse<String> found = json("DescribeAlarms", "{\"AlarmNames\":[\"lag\"]}");
        assertEquals(200, found.statusCode(), found.body());
        assertTrue(found.body().contains("\"Threshold\":1000.0"), found.body());
        assertTrue(
                found.body().matches("(?s).*\"StateUpdatedTimestamp\":\\d{10}\\.\\d+.*"),
                found.body());

        HttpResponse<String> missing = json("DeleteAlarms", "{\"AlarmNames\":[\"other\"]}");
        assertEquals(404, missing.statusCode());
        assertTrue(missing.body().contains("#ResourceNotFound\""), missing.body());
        assertEquals(
                "ResourceNotFound;Sender",
                missing.headers().firstValue("x-amzn-query-error").orElseThrow());
        assertEquals(400, json("DescribeAlarms", "[1,").statusCode());
        assertEquals(400, json("DescribeAlarms", "[]").statusCode());
        assertTrue(json("Nothing", "{}").body().contains("#UnknownOperationException\""));
    }

    private HttpResponse<String> json(String operation, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.endpoint() + "/"))
                            .header(
                                    "Authorization",
                                    "AWS4-HMAC-SHA256"
                                        + " Credential=AKID/20261122/eu-central-1/monitoring/aws4_request,"
                                        + " SignedHeaders=host, Signature=a")
                            .header("Content-Type", "application/x-amz-json-1.0")
                            .header("X-Amz-Target", "GraniteServiceVersion20100801." + operation)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
