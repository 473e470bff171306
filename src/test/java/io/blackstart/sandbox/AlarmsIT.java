package io.blackstart.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateStopConditionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.CloudWatchRegion;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.InsufficientDataHealthStatus;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A metric that a client puts makes the sandbox's own alarm ring, and those who watch the alarm
 * act: nothing stands in for CloudWatch here. A minute lasts 600 ms.
 */
class AlarmsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REGION = "me-south-1";
    private static final String ALARM = "orders-failing";
    private static final String ARN =
            "arn:aws:cloudwatch:" + REGION + ":" + World.ACCOUNT + ":alarm:" + ALARM;

    private final RecordedFaults estate = new RecordedFaults();
    private final RecordedTruth truth = new RecordedTruth();
    private ControlPlane plane;
    private CloudWatchClient cloudWatch;
    private FisClient fis;
    private Route53Client route53;

    @BeforeEach
    void start() throws IOException {
        plane =
                ControlPlane.start(
                        new ControlPlane.Settings(
                                new CloudClock(100), World.LOOPBACK, Duration.ZERO, false, 60),
                        new ControlPlane.Backing(
                                estate,
                                new RecordedDatabases(),
                                _ -> Optional.empty(),
                                UnaryOperator.identity(),
                                Map::of,
                                Optional.empty()),
                        truth);
        cloudWatch = RootClients.cloudWatch(plane.endpoint(), REGION);
        fis = Planes.fis(plane.endpoint(), REGION);
        route53 = Planes.route53(plane.endpoint());
        cloudWatch.putMetricAlarm(request ->
                request.alarmName(ALARM)
                        .namespace("Shop")
                        .metricName("Errors")
                        .statistic(Statistic.MAXIMUM)
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(10.0)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                        // a minute without a value changes nothing
                        .treatMissingData("ignore"));
    }

    @AfterEach
    void stop() {
        route53.close();
        fis.close();
        cloudWatch.close();
        plane.close();
    }

    /** Puts the metric until the alarm is in a state. */
    private void drive(double errors, StateValue wanted) {
        MetricDatum datum = MetricDatum.builder().metricName("Errors").value(errors).build();
        await().atMost(PATIENCE)
                .until(() -> {
                    cloudWatch.putMetricData(
                            request -> request.namespace("Shop").metricData(datum));
                    return state() == wanted;
                });
    }

    private StateValue state() {
        return cloudWatch
                .describeAlarms(request -> request.alarmNames(ALARM))
                .metricAlarms()
                .getFirst()
                .stateValue();
    }

    /** Cuts the entry subnets for half a day, unless the alarm stops it. */
    private String template() {
        return fis.createExperimentTemplate(request ->
                        request.description("drill")
                                .roleArn("arn:aws:iam::" + World.ACCOUNT + ":role/fis")
                                .stopConditions(
                                        CreateExperimentTemplateStopConditionInput.builder()
                                                .source("aws:cloudwatch:alarm")
                                                .value(ARN)
                                                .build())
                                .targets(
                                        Map.of(
                                                "entry",
                                                CreateExperimentTemplateTargetInput.builder()
                                                        .resourceType("aws:ec2:subnet")
                                                        .resourceTags(Map.of("tier", "entry"))
                                                        .selectionMode("ALL")
                                                        .build()))
                                .actions(
                                        Map.of(
                                                "cut",
                                                CreateExperimentTemplateActionInput.builder()
                                                        .actionId(
                                                                "aws:network:disrupt-connectivity")
                                                        .parameters(
                                                                Map.of(
                                                                        "duration", "PT12H",
                                                                        "scope", "all"))
                                                        .targets(Map.of("Subnets", "entry"))
                                                        .build())))
                .experimentTemplate()
                .id();
    }

    private Experiment run(String template) {
        return fis.startExperiment(request -> request.experimentTemplateId(template)).experiment();
    }

    private Experiment stopped(String id) {
        await().atMost(PATIENCE)
                .until(() -> experiment(id).state().status() == ExperimentStatus.STOPPED);
        return experiment(id);
    }

    private Experiment experiment(String id) {
        return fis.getExperiment(request -> request.id(id)).experiment();
    }

    @Test
    void anAlarmThatRingsStopsTheExperimentAndLetsNoOtherBegin() {
        drive(1, StateValue.OK);
        String template = template();
        String running = run(template).id();
        await().atMost(PATIENCE).until(() -> !estate.inForce().isEmpty());

        drive(100, StateValue.ALARM);
        String why = stopped(running).state().reason();
        assertTrue(why.contains("stop condition") && why.contains(ARN), why);
        assertEquals(List.of(), estate.inForce(), "what it had cut is mended");

        List<String> before = estate.calls();
        why = stopped(run(template).id()).state().reason();
        assertTrue(why.contains("stop condition") && why.contains(ARN), why);
        assertEquals(before, estate.calls(), "it has cut nothing");

        drive(1, StateValue.OK);
        String again = run(template).id();
        await().atMost(PATIENCE).until(() -> !estate.inForce().isEmpty());
        assertEquals(ExperimentStatus.RUNNING, experiment(again).state().status());
    }

    @Test
    void aHealthCheckFollowsTheAlarmsMetricAndTheNameItsHealthCheck() {
        drive(1, StateValue.OK);
        String check =
                route53.createHealthCheck(request ->
                                request.callerReference("c")
                                        .healthCheckConfig(config ->
                                                config.type(HealthCheckType.CLOUDWATCH_METRIC)
                                                        .alarmIdentifier(alarm ->
                                                                alarm.name(ALARM)
                                                                        .region(
                                                                                CloudWatchRegion
                                                                                        .ME_SOUTH_1))
                                                        .insufficientDataHealthStatus(
                                                                InsufficientDataHealthStatus
                                                                        .LAST_KNOWN_STATUS)))
                        .healthCheck()
                        .id();
        String zone = pair(check);
        await().atMost(PATIENCE).until(() -> answer(zone).equals(List.of("192.0.2.1")));

        drive(100, StateValue.ALARM);
        await().atMost(PATIENCE).until(() -> answer(zone).equals(List.of("192.0.2.2")));
        assertTrue(report(check).startsWith("Failure"), report(check));

        drive(1, StateValue.OK);
        await().atMost(PATIENCE).until(() -> answer(zone).equals(List.of("192.0.2.1")));
        assertTrue(report(check).startsWith("Success"), report(check));
        assertEquals(
                List.of(false, true),
                truth.of("healthChanged").stream()
                        .filter(event -> check.equals(event.detail().get("healthCheckId")))
                        .map(event -> event.detail().get("healthy"))
                        .toList());
    }

    private String report(String check) {
        return route53.getHealthCheckStatus(request -> request.healthCheckId(check))
                .healthCheckObservations()
                .getFirst()
                .statusReport()
                .status();
    }

    private List<String> answer(String zone) {
        return route53.testDNSAnswer(request ->
                        request.hostedZoneId(zone)
                                .recordName("app.alarms.test")
                                .recordType(RRType.A))
                .recordData();
    }

    /** A failover pair whose primary has the health check; the id of its zone. */
    private String pair(String check) {
        String zone =
                route53.createHostedZone(
                                request -> request.name("alarms.test").callerReference("z"))
                        .hostedZone()
                        .id();
        route53.changeResourceRecordSets(request ->
                request.hostedZoneId(zone)
                        .changeBatch(batch ->
                                batch.changes(
                                        Stream.of(ResourceRecordSetFailover.values())
                                                .filter(role ->
                                                        role
                                                                != ResourceRecordSetFailover
                                                                        .UNKNOWN_TO_SDK_VERSION)
                                                .map(role -> create(role, check))
                                                .toList())));
        return zone;
    }

    private static Change create(ResourceRecordSetFailover role, String check) {
        boolean primary = role == ResourceRecordSetFailover.PRIMARY;
        return Change.builder()
                .action(ChangeAction.CREATE)
                .resourceRecordSet(set -> {
                    set.name("app.alarms.test")
                            .type(RRType.A)
                            .setIdentifier(role.toString())
                            .failover(role)
                            .ttl(60L)
                            .resourceRecords(
                                    ResourceRecord.builder()
                                            .value(primary ? "192.0.2.1" : "192.0.2.2")
                                            .build());
                    if (primary) {
                        set.healthCheckId(check);
                    }
                })
                .build();
    }
}
