package io.blackstart.sandbox.fis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.ControlPlane;
import io.blackstart.sandbox.Planes;
import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.RecordedTruth;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.ConflictException;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateStopConditionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentAction;
import software.amazon.awssdk.services.fis.model.ExperimentActionStatus;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.SafetyLeverStatusInput;
import software.amazon.awssdk.services.fis.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.fis.model.ValidationException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** FIS's wire and its experiments, driven by the real client. */
class FisIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RecordedFaults faults = new RecordedFaults();
    private final RecordedTruth truth = new RecordedTruth();
    private ControlPlane plane;
    private FisClient fis;

    @BeforeEach
    void start() throws IOException {
        // a minute lasts 600 ms
        plane = Planes.start(100, faults, truth);
        fis = Planes.fis(plane.endpoint(), "me-south-1");
    }

    @AfterEach
    void stop() {
        fis.close();
        plane.close();
        assertEquals(List.of(), faults.inForce());
    }

    @Test
    void cutsTheTaggedSubnetsOfItsRegionForItsDuration() {
        String experiment = run(template(disrupt("PT10M", "entry")));
        await().atMost(PATIENCE).until(() -> !faults.inForce().isEmpty());
        assertEquals(
                List.of(List.of("subnet-me-south-1-entry-a", "subnet-me-south-1-entry-b")),
                faults.inForce());
        assertEquals(ExperimentStatus.RUNNING, status(experiment));
        assertEquals(
                2,
                fis.listExperimentResolvedTargets(
                                request -> request.experimentId(experiment).targetName("subnets"))
                        .resolvedTargets()
                        .size());

        awaitStatus(experiment, ExperimentStatus.COMPLETED);
        assertEquals(List.of(), faults.inForce());
        var done = fis.getExperiment(request -> request.id(experiment)).experiment();
        ExperimentAction action = action(done, "net");
        assertEquals(ExperimentActionStatus.COMPLETED, action.state().status());
        assertTrue(!action.endTime().isBefore(action.startTime().plusMillis(5_900)));
        assertEquals(1, truth.of("fisStarted").size());
        assertEquals("completed", truth.of("fisEnded").getFirst().detail().get("status"));
        assertTrue(
                truth.of("fisEnded").getFirst().nanos() - truth.of("fisStarted").getFirst().nanos()
                        >= Duration.ofSeconds(6).toNanos());
    }

    @Test
    void stoppingLiftsTheCutBeforeItSaysStopped() {
        String experiment = run(template(disrupt("PT12H", "entry")));
        await().atMost(PATIENCE).until(() -> !faults.inForce().isEmpty());
        assertEquals(
                ExperimentStatus.STOPPING,
                fis.stopExperiment(request -> request.id(experiment))
                        .experiment()
                        .state()
                        .status());
        awaitStatus(experiment, ExperimentStatus.STOPPED);
        assertEquals(List.of(), faults.inForce());
        // once more does no harm
        assertEquals(
                ExperimentStatus.STOPPED,
                fis.stopExperiment(request -> request.id(experiment))
                        .experiment()
                        .state()
                        .status());
    }

    @Test
    void actionsWaitForThoseBeforeThem() {
        String experiment =
                run(
                        template(
                                disrupt("PT1M", "entry")
                                        .andThen(request ->
                                                request.actions(
                                                        Map.of(
                                                                "pause",
                                                                action(
                                                                        "aws:fis:wait",
                                                                        "PT2M",
                                                                        List.of()),
                                                                "net",
                                                                net("PT1M", List.of("pause"))
                                                                        .build())))));
        await().atMost(PATIENCE).until(() -> !faults.inForce().isEmpty());
        var running = fis.getExperiment(request -> request.id(experiment)).experiment();
        assertEquals(ExperimentActionStatus.COMPLETED, action(running, "pause").state().status());
        awaitStatus(experiment, ExperimentStatus.COMPLETED);
    }

    @Test
    void anExperimentWithoutTargetsFailsUnlessItMaySkip() {
        String failing = run(template(disrupt("PT1M", "nothing")));
        awaitStatus(failing, ExperimentStatus.FAILED);
        var failed = fis.getExperiment(request -> request.id(failing)).experiment();
        assertEquals(
                "Target resolution returned empty set for target subnets", failed.state().reason());
        assertEquals(ExperimentActionStatus.CANCELLED, action(failed, "net").state().status());

        String skipping =
                run(
                        template(
                                disrupt("PT1M", "nothing")
                                        .andThen(request ->
                                                request.experimentOptions(options ->
                                                        options.emptyTargetResolutionMode(
                                                                "skip")))));
        awaitStatus(skipping, ExperimentStatus.COMPLETED);
        assertEquals(
                ExperimentActionStatus.SKIPPED,
                action(fis.getExperiment(request -> request.id(skipping)).experiment(), "net")
                        .state()
                        .status());
    }

    @Test
    void whatTheSandboxCannotDoFailsAtTheStartWithItsReason() {
        String experiment =
                run(
                        template(
                                disrupt("PT1M", "entry")
                                        .andThen(request ->
                                                request.actions(
                                                        Map.of(
                                                                "net",
                                                                net("PT1M", List.of())
                                                                        .parameters(
                                                                                Map.of(
                                                                                        "duration",
                                                                                        "PT1M",
                                                                                        "scope",
                                                                                        "s3"))
                                                                        .build())))));
        awaitStatus(experiment, ExperimentStatus.FAILED);
        assertEquals(
                "Action net: the sandbox disrupts connectivity with scope all, not s3",
                fis.getExperiment(request -> request.id(experiment)).experiment().state().reason());
    }

    @Test
    void aTokenStartsOneExperimentOnly() {
        String template = template(disrupt("PT1M", "entry"));
        String one = start(template, "token");
        assertEquals(one, start(template, "token"));
        assertThrows(
                ConflictException.class, () -> start(template(disrupt("PT2M", "entry")), "token"));
        assertEquals(
                List.of(one),
                fis
                        .listExperiments(request -> request.experimentTemplateId(template))
                        .experiments()
                        .stream()
                        .map(summary -> summary.id())
                        .toList());
    }

    @Test
    void anEngagedLeverStopsWhatRunsAndCancelsWhatIsStarted() {
        String running = run(template(disrupt("PT12H", "entry")));
        await().atMost(PATIENCE).until(() -> !faults.inForce().isEmpty());
        assertEquals(
                "disengaged",
                fis.getSafetyLever(request -> request.id("default"))
                        .safetyLever()
                        .state()
                        .statusAsString());
        engage(SafetyLeverStatusInput.ENGAGED);
        awaitStatus(running, ExperimentStatus.STOPPED);
        assertThrows(ConflictException.class, () -> engage(SafetyLeverStatusInput.ENGAGED));
        assertEquals(ExperimentStatus.CANCELLED, status(run(template(disrupt("PT1M", "entry")))));
        engage(SafetyLeverStatusInput.DISENGAGED);
    }

    @Test
    void eachRegionHasItsOwnTemplates() {
        String template = template(disrupt("PT1M", "entry"));
        try (FisClient elsewhere = Planes.fis(plane.endpoint(), "eu-central-1")) {
            assertThrows(
                    ResourceNotFoundException.class,
                    () -> elsewhere.getExperimentTemplate(request -> request.id(template)));
            assertEquals(
                    List.of(), elsewhere.listExperimentTemplates(_ -> {}).experimentTemplates());
        }
        var deleted =
                fis.deleteExperimentTemplate(request -> request.id(template)).experimentTemplate();
        assertEquals("a drill", deleted.description());
        assertEquals(Map.of("Name", "drill"), deleted.tags());
        assertThrows(
                ResourceNotFoundException.class,
                () -> fis.getExperimentTemplate(request -> request.id(template)));
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertThrows(ValidationException.class, () -> template(disrupt("PT59S", "entry")));
        assertThrows(ValidationException.class, () -> template(disrupt("PT12H1S", "entry")));
        assertThrows(ValidationException.class, () -> template(disrupt("5 minutes", "entry")));
        var alarm =
                assertThrows(
                        ValidationException.class,
                        () ->
                                template(
                                        disrupt("PT1M", "entry")
                                                .andThen(request ->
                                                        request.stopConditions(
                                                                CreateExperimentTemplateStopConditionInput
                                                                        .builder()
                                                                        .source(
                                                                                "aws:cloudwatch:alarm")
                                                                        .value(
                                                                                "arn:aws:cloudwatch:me-south-1:123456789012:alarm:x")
                                                                        .build()))));
        assertTrue(alarm.awsErrorDetails().errorMessage().contains("does not exist"));
    }

    @Test
    void moreThanFiveSubnetsAreOverTheQuota() throws IOException {
        var many =
                List.of("a", "b", "c", "d", "e", "f").stream()
                        .map(zone -> RecordedFaults.subnet("me-south-1", "entry-" + zone))
                        .toList();
        try (ControlPlane wide =
                        ControlPlane.start(
                                new ControlPlane.Settings(
                                        new CloudClock(100), "127.0.0.1", Duration.ZERO, false, 60),
                                many,
                                faults,
                                _ -> Optional.empty(),
                                truth);
                FisClient client = Planes.fis(wide.endpoint(), "me-south-1")) {
            String template =
                    client.createExperimentTemplate(disrupt("PT1M", "entry"))
                            .experimentTemplate()
                            .id();
            assertThrows(
                    ServiceQuotaExceededException.class,
                    () ->
                            client.startExperiment(
                                    request -> request.experimentTemplateId(template)));
        }
    }

    @Test
    void tagsAndActionsAreTold() {
        String template = template(disrupt("PT1M", "entry"));
        String arn =
                fis.getExperimentTemplate(request -> request.id(template))
                        .experimentTemplate()
                        .arn();
        fis.tagResource(request -> request.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));
        fis.untagResource(request -> request.resourceArn(arn).tagKeys("a", "Name"));
        assertEquals(
                Map.of("b", "2"),
                fis.listTagsForResource(request -> request.resourceArn(arn)).tags());
        assertEquals(2, fis.listActions(_ -> {}).actions().size());
        assertEquals(
                "aws:ec2:subnet",
                Objects.requireNonNull(
                                fis.getAction(request ->
                                                request.id("aws:network:disrupt-connectivity"))
                                        .action()
                                        .targets()
                                        .get("Subnets"))
                        .resourceType());
    }

    @Test
    void closingLiftsWhatIsStillInForce() {
        var _ = run(template(disrupt("PT12H", "entry")));
        await().atMost(PATIENCE).until(() -> !faults.inForce().isEmpty());
        plane.close();
        assertEquals(List.of(), faults.inForce());
    }

    private static ExperimentAction action(Experiment experiment, String name) {
        return Objects.requireNonNull(experiment.actions().get(name));
    }

    private void engage(SafetyLeverStatusInput input) {
        fis.updateSafetyLeverState(request ->
                request.id("default").state(state -> state.status(input).reason("a test says so")));
    }

    private String template(Consumer<CreateExperimentTemplateRequest.Builder> request) {
        return fis.createExperimentTemplate(request).experimentTemplate().id();
    }

    private String run(String template) {
        return fis.startExperiment(request -> request.experimentTemplateId(template))
                .experiment()
                .id();
    }

    private String start(String template, String token) {
        return fis.startExperiment(
                        request -> request.experimentTemplateId(template).clientToken(token))
                .experiment()
                .id();
    }

    private ExperimentStatus status(String experiment) {
        return fis.getExperiment(request -> request.id(experiment)).experiment().state().status();
    }

    private void awaitStatus(String experiment, ExperimentStatus expected) {
        await().atMost(PATIENCE).until(() -> status(experiment) == expected);
    }

    private static Consumer<CreateExperimentTemplateRequest.Builder> disrupt(
            String duration, String tier) {
        return request ->
                request.description("a drill")
                        .roleArn("arn:aws:iam::123456789012:role/fis")
                        .stopConditions(
                                CreateExperimentTemplateStopConditionInput.builder()
                                        .source("none")
                                        .build())
                        .tags(Map.of("Name", "drill"))
                        .targets(
                                Map.of(
                                        "subnets",
                                        CreateExperimentTemplateTargetInput.builder()
                                                .resourceType("aws:ec2:subnet")
                                                .resourceTags(Map.of("tier", tier))
                                                .selectionMode("ALL")
                                                .build()))
                        .actions(Map.of("net", net(duration, List.of()).build()));
    }

    private static CreateExperimentTemplateActionInput.Builder net(
            String duration, List<String> after) {
        return action("aws:network:disrupt-connectivity", duration, after).toBuilder()
                .parameters(Map.of("duration", duration, "scope", "all"))
                .targets(Map.of("Subnets", "subnets"));
    }

    private static CreateExperimentTemplateActionInput action(
            String id, String duration, List<String> after) {
        return CreateExperimentTemplateActionInput.builder()
                .actionId(id)
                .parameters(Map.of("duration", duration))
                .startAfter(after)
                .build();
    }
}
