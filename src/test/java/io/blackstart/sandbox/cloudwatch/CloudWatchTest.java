package io.blackstart.sandbox.cloudwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.Alarms.State;
import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.Metrics.Series;
import io.blackstart.sandbox.PublishedMetrics;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.CredentialScope;
import io.blackstart.sandbox.aws.Parameters;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Alarms from the metric to the state, on a clock that only the test moves. */
class CloudWatchTest {
    private static final String REGION = "eu-central-1";
    private static final Series LAG = PublishedMetrics.replicationLag(REGION, "drill");
    private static final String ALARM =
            """
            {"AlarmName":"lag","Namespace":"AWS/RDS","MetricName":"AuroraGlobalDBReplicationLag",
             "Dimensions":[{"Name":"DBClusterIdentifier","Value":"drill"}],"Statistic":"Maximum",
             "Period":60,"EvaluationPeriods":2,"Threshold":1000,
             "ComparisonOperator":"GreaterThanThreshold"}\
            """;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Map<Series, Double> metrics = new HashMap<>();
    private final CloudWatch cloudWatch =
            new CloudWatch(
                    "123456789012", new CloudClock(60), () -> Map.copyOf(metrics), () -> now);

    @AfterEach
    void close() {
        cloudWatch.close();
    }

    private ObjectNode call(String operation, String json) {
        return cloudWatch.call(
                operation,
                new CredentialScope("AKID", REGION, "monitoring"),
                new Parameters((ObjectNode) JsonMapper.shared().readTree(json)));
    }

    /** A minute of the cloud's clock: at speed 60 a second of real time. */
    private State minute(double lag) {
        metrics.put(LAG, lag);
        return minute();
    }

    private State minute() {
        now = now.plusSeconds(1);
        cloudWatch.tick();
        return cloudWatch.alarms().state(REGION, "lag").orElse(State.INSUFFICIENT_DATA);
    }

    @Test
    void goesOffAfterItsPeriodsAndComesBack() {
        call("PutMetricAlarm", ALARM);
        assertEquals(
                Optional.of(State.INSUFFICIENT_DATA), cloudWatch.alarms().state(REGION, "lag"));
        assertEquals(State.OK, minute(1000));
        assertEquals(State.OK, minute(1001));
        assertEquals(State.ALARM, minute(1001));
        assertEquals(State.OK, minute(5));
    }

    @Test
    void aForcedStateHoldsUntilTheNextEvaluationAndTheDataKnowsNothingOfIt() {
        call("PutMetricAlarm", ALARM);
        assertEquals(State.OK, minute(1));
        call(
                "SetAlarmState",
                "{\"AlarmName\":\"lag\",\"StateValue\":\"ALARM\",\"StateReason\":\"a drill\"}");
        assertEquals(Optional.of(State.ALARM), cloudWatch.alarms().state(REGION, "lag"));
        assertEquals(Optional.of(State.OK), cloudWatch.alarms().dataState(REGION, "lag"));
        assertEquals(State.OK, minute(1));
    }

    @Test
    void aForcedStateStaysWhereMissingValuesAreIgnored() {
        call(
                "PutMetricAlarm",
                ALARM.replace("\"Period\"", "\"TreatMissingData\":\"ignore\",\"Period\""));
        minute(1);
        metrics.clear();
        for (int i = 0; i < 4; i++) {
            minute();
        }
        call(
                "SetAlarmState",
                "{\"AlarmName\":\"lag\",\"StateValue\":\"ALARM\",\"StateReason\":\"a drill\"}");
        minute();
        assertEquals(Optional.of(State.ALARM), cloudWatch.alarms().state(REGION, "lag"));
        assertEquals(Optional.of(State.OK), cloudWatch.alarms().dataState(REGION, "lag"));
    }

    @Test
    void knowsTooLittleWhenTheMetricIsGone() {
        call("PutMetricAlarm", ALARM);
        assertEquals(State.OK, minute(1));
        metrics.clear();
        State state = State.OK;
        for (int i = 0; i < 4; i++) {
            state = minute();
        }
        assertEquals(State.INSUFFICIENT_DATA, state);
    }

    @Test
    void isFoundByArnInItsOwnRegionOnly() {
        call("PutMetricAlarm", ALARM);
        String arn = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:lag";
        assertTrue(cloudWatch.alarms().state(REGION, arn).isPresent());
        assertTrue(cloudWatch.alarms().state("me-south-1", arn).isEmpty());
        assertTrue(cloudWatch.alarms().state("me-south-1", "lag").isEmpty());
    }

    @Test
    void anUpdateKeepsTheState() {
        call("PutMetricAlarm", ALARM);
        minute(2000);
        assertEquals(State.ALARM, minute(2000));
        call("PutMetricAlarm", ALARM.replace("1000", "5000"));
        assertEquals(Optional.of(State.ALARM), cloudWatch.alarms().state(REGION, "lag"));
        assertEquals(State.OK, minute(2000));
    }

    @Test
    void periodsAreOnTheCloudsClockAndMomentsAreReal() {
        Instant begin = now;
        for (int i = 0; i < 10; i++) {
            minute(i);
        }
        ObjectNode answer =
                call(
                        "GetMetricStatistics",
                        """
                        {"Namespace":"AWS/RDS","MetricName":"AuroraGlobalDBReplicationLag",
                         "Dimensions":[{"Name":"DBClusterIdentifier","Value":"drill"}],
                         "StartTime":"%s","EndTime":"%s","Period":300,
                         "Statistics":["Sum","SampleCount"]}\
                        """
                                .formatted(begin, now));
        var points = answer.path("Datapoints");
        assertEquals(2, points.size(), answer.toString());
        assertEquals(0 + 1 + 2 + 3 + 4, points.get(0).path("Sum").asDouble());
        assertEquals(5, points.get(1).path("SampleCount").asDouble());
    }

    @Test
    void historyIsBounded() {
        History history = new History();
        for (long minute = 0; minute < 3_000; minute++) {
            history.add(LAG, minute * 60, Bucket.of((double) minute));
        }
        assertEquals(1_440, history.periods(LAG, 0, 3_000 * 60, 60).size());
        for (int i = 0; i < 999; i++) {
            history.add(new Series(REGION, "n", "m" + i, Map.of()), 0, Bucket.of(1));
        }
        assertThrows(
                AwsFault.class,
                () -> history.add(new Series(REGION, "n", "more", Map.of()), 0, Bucket.of(1)));
    }

    @Test
    void metricsThatCannotBeReadAreMissing() {
        CloudWatch broken =
                new CloudWatch(
                        "123456789012",
                        new CloudClock(1),
                        () -> {
                            throw new IllegalStateException("unreachable");
                        },
                        () -> now);
        try (broken) {
            broken.tick();
            now = now.plus(Duration.ofMinutes(1));
            broken.tick();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Period\":60 | \"Period\":10 | InvalidParameterValue",
                "\"Period\":60 | \"Period\":90 | InvalidParameterValue",
                "\"Period\":60, | '' | MissingParameter",
                "\"EvaluationPeriods\":2 | \"EvaluationPeriods\":1441 | InvalidParameterValue",
                "\"EvaluationPeriods\":2 | \"EvaluationPeriods\":2,\"DatapointsToAlarm\":3 |"
                        + " InvalidParameterValue",
                "Maximum | p99 | InvalidParameterValue",
                "GreaterThanThreshold | GreaterThanUpperThreshold | InvalidParameterValue",
                "\"Threshold\":1000 | \"Threshold\":\"NaN\" | InvalidParameterValue",
                "\"Threshold\":1000, | '' | MissingParameter",
                "\"AlarmName\":\"lag\", | '' | MissingParameter",
                "\"Period\":60 | \"Period\":60,\"Metrics\":[{\"Id\":\"a\"}] |"
                        + " InvalidParameterValue",
                "\"Period\":60 | \"Period\":60,\"TreatMissingData\":\"maybe\" |"
                        + " InvalidParameterValue"
            })
    void whatCannotBeHonouredIsRefused(String part, String other, String code) {
        assertTrue(ALARM.contains(part), part);
        String json = ALARM.replace(part, other);
        assertEquals(code, assertThrows(AwsFault.class, () -> call("PutMetricAlarm", json)).code());
        assertEquals(0, call("DescribeAlarms", "{}").path("MetricAlarms").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Namespace\":\"AWS/RDS\",\"MetricData\":[{\"MetricName\":\"m\",\"Value\":1}]} |"
                        + " InvalidParameterValue",
                "{\"Namespace\":\"n\",\"MetricData\":[{\"MetricName\":\"m\"}]} | MissingParameter",
                "{\"Namespace\":\"n\",\"MetricData\":[{\"MetricName\":\"m\",\"Value\":1,\"Values\":[1]}]}"
                    + " | InvalidParameterCombination",
                "{\"Namespace\":\"n\",\"MetricData\":[{\"MetricName\":\"m\",\"Value\":\"NaN\"}]} |"
                        + " InvalidParameterValue",
                "{\"Namespace\":\"n\",\"MetricData\":[{\"MetricName\":\"m\",\"Values\":[1],\"Counts\":[0]}]}"
                    + " | InvalidParameterValue",
                "{\"Namespace\":\"n\",\"MetricData\":[{\"MetricName\":\"m\",\"Value\":1,"
                        + "\"Timestamp\":\"2026-11-22T09:00:00Z\"}]} | InvalidParameterValue",
                "{\"Namespace\":\"n\",\"MetricData\":[{\"MetricName\":\"m\",\"Value\":1,"
                        + "\"Timestamp\":\"2026-11-22T13:00:00Z\"}]} | InvalidParameterValue",
                "{\"Namespace\":\"n\"} | MissingParameter"
            })
    void valuesThatMakeNoSenseAreRefused(String json, String code) {
        assertEquals(code, assertThrows(AwsFault.class, () -> call("PutMetricData", json)).code());
        assertEquals(0, call("ListMetrics", "{}").path("Metrics").size());
    }

    @Test
    void aDeletionOfAnUnknownAlarmDeletesNone() {
        call("PutMetricAlarm", ALARM);
        AwsFault fault =
                assertThrows(
                        AwsFault.class,
                        () -> call("DeleteAlarms", "{\"AlarmNames\":[\"lag\",\"other\"]}"));
        assertEquals("ResourceNotFound", fault.code());
        assertEquals(1, call("DescribeAlarms", "{}").path("MetricAlarms").size());
    }

    @Test
    void aResetForgetsAlarmsAndValues() {
        call("PutMetricAlarm", ALARM);
        minute(1);
        cloudWatch.reset();
        assertTrue(cloudWatch.alarms().state(REGION, "lag").isEmpty());
        assertEquals(0, call("ListMetrics", "{}").path("Metrics").size());
    }
}
