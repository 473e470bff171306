package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.FisBench.PATIENCE;
import static io.blackstart.sandbox.fis.FisBench.action;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.Alarms.State;
import io.blackstart.sandbox.SetAlarms;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.fis.model.ConflictException;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentActionStatus;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.SafetyLeverStatusInput;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Experiments from their start to their end, driven by the real client. */
class LifecycleIT {
    private static final String ALARM = SetAlarms.arn("me-south-1", "too many errors");

    private FisBench fis;

    @BeforeEach
    void start() throws IOException {
        fis = new FisBench();
    }

    @AfterEach
    void stop() {
        fis.close();
        assertEquals(List.of(), fis.estate.inForce());
    }

    @Test
    void cutsTheTaggedSubnetsOfItsRegionForItsDuration() {
        String id = fis.run(Drafts.disrupt("PT10M", "entry"));
        fis.awaitCut();
        assertEquals(
                List.of(List.of("subnet-me-south-1-entry-a", "subnet-me-south-1-entry-b")),
                fis.estate.inForce());
        assertEquals(ExperimentStatus.RUNNING, fis.status(id));

        Experiment done = fis.await(id, ExperimentStatus.COMPLETED);
        assertEquals(List.of(), fis.estate.inForce());
        var net = action(done, "net");
        assertEquals(ExperimentActionStatus.COMPLETED, net.state().status());
        assertFalse(net.endTime().isBefore(net.startTime().plusMillis(5_900)));
        assertFalse(done.endTime().isBefore(net.endTime()));
        assertEquals("completed", fis.truth.of("fisEnded").getFirst().detail().get("status"));
        assertTrue(
                fis.truth.of("fisEnded").getFirst().nanos()
                                - fis.truth.of("fisStarted").getFirst().nanos()
                        >= Duration.ofSeconds(6).toNanos());
        assertEquals(
                Map.of(
                        "experimentId",
                        id,
                        "action",
                        "net",
                        "actionId",
                        "aws:network:disrupt-connectivity"),
                fis.truth.of("actionStarted").getFirst().detail());
        assertEquals("completed", fis.truth.of("actionEnded").getFirst().detail().get("status"));
    }

    @Test
    void stoppingDoesThePostActionsBeforeItSaysStopped() {
        var instances =
                Drafts.action(
                        "aws:ec2:stop-instances",
                        Map.of("startInstancesAfterDuration", "PT12H"),
                        Map.of("Instances", "those"));
        String id =
                fis.run(Drafts.aimed(instances, Drafts.tagged("aws:ec2:instance", "zone", "a")));
        await().atMost(PATIENCE).until(() -> !fis.estate.calls().isEmpty());
        var stopping = fis.client.stopExperiment(request -> request.id(id)).experiment().state();
        assertEquals(
                "stopping: Stopping Experiment.",
                stopping.statusAsString() + ": " + stopping.reason());
        Experiment stopped = fis.await(id, ExperimentStatus.STOPPED);
        assertEquals("Experiment stopped.", stopped.state().reason());
        assertEquals(
                List.of("stop [i-me-south-1-a]", "start [i-me-south-1-a]"), fis.estate.calls());
        assertEquals(ExperimentActionStatus.STOPPED, action(stopped, "net").state().status());
        // once more does no harm
        assertEquals(
                ExperimentStatus.STOPPED,
                fis.client.stopExperiment(request -> request.id(id)).experiment().state().status());
    }

    @Test
    void actionsWaitForThoseBeforeThemAndAreCancelledWhenTheirTimeNeverComes() {
        var net = Drafts.net("PT6H", "all").toBuilder().startAfter("pause").build();
        String id =
                fis.run(
                        Drafts.disrupt("PT1M", "entry")
                                .actions(
                                        Map.of(
                                                "net",
                                                net,
                                                "pause",
                                                Drafts.pause("PT1M"),
                                                "later",
                                                Drafts.pause("PT2M", "pause"))));
        fis.awaitCut();
        Experiment running = fis.experiment(id);
        assertEquals(ExperimentActionStatus.COMPLETED, action(running, "pause").state().status());
        assertFalse(
                action(running, "net").startTime().isBefore(action(running, "pause").endTime()));
        var _ = fis.client.stopExperiment(request -> request.id(id));
        assertEquals(
                ExperimentActionStatus.STOPPED,
                action(fis.await(id, ExperimentStatus.STOPPED), "net").state().status());
    }

    @Test
    void whatHasNotStartedWhenItStopsIsCancelled() {
        String id =
                fis.run(
                        Drafts.template(
                                Map.of(
                                        "first",
                                        Drafts.pause("PT6H"),
                                        "second",
                                        Drafts.pause("PT6H", "first"))));
        fis.await(id, ExperimentStatus.RUNNING);
        var _ = fis.client.stopExperiment(request -> request.id(id));
        var second = action(fis.await(id, ExperimentStatus.STOPPED), "second");
        assertEquals(ExperimentActionStatus.CANCELLED, second.state().status());
        assertNull(second.startTime());
    }

    @Test
    void anAlarmStopsTheExperimentAndIsNamed() {
        fis.alarms.set(ALARM, State.OK);
        String id = fis.run(Drafts.disrupt("PT12H", "entry").stopConditions(Drafts.alarm(ALARM)));
        fis.awaitCut();
        fis.alarms.set(ALARM, State.ALARM);
        Experiment stopped = fis.await(id, ExperimentStatus.STOPPED);
        assertTrue(stopped.state().reason().contains(ALARM), stopped.state().reason());
        assertEquals(List.of(), fis.estate.inForce());
    }

    @Test
    void anAlarmThatRingsAlreadyStopsItBeforeItsFirstAction() {
        fis.alarms.set(ALARM, State.ALARM);
        String id = fis.run(Drafts.disrupt("PT12H", "entry").stopConditions(Drafts.alarm(ALARM)));
        Experiment stopped = fis.await(id, ExperimentStatus.STOPPED);
        assertTrue(stopped.state().reason().contains(ALARM), stopped.state().reason());
        assertEquals(List.of(), fis.estate.calls());
        assertEquals(List.of(), fis.truth.of("fisStarted"));
    }

    @Test
    void anAlarmThatThereIsNotFailsIt() {
        String id = fis.run(Drafts.disrupt("PT12H", "entry").stopConditions(Drafts.alarm(ALARM)));
        Experiment failed = fis.await(id, ExperimentStatus.FAILED);
        assertEquals("There is no alarm " + ALARM + ".", failed.state().reason());
        assertEquals("stopConditions", failed.state().error().location());
        assertEquals("123456789012", failed.state().error().accountId());
    }

    @Test
    void anExperimentWithoutTargetsFailsUnlessItMaySkip() {
        Experiment failed =
                fis.await(fis.run(Drafts.disrupt("PT1M", "nothing")), ExperimentStatus.FAILED);
        assertEquals(
                "Target resolution returned empty set for target those", failed.state().reason());
        assertEquals(ExperimentActionStatus.CANCELLED, action(failed, "net").state().status());

        Experiment skipped =
                fis.await(
                        fis.run(
                                Drafts.disrupt("PT1M", "nothing")
                                        .experimentOptions(options ->
                                                options.emptyTargetResolutionMode("skip"))),
                        ExperimentStatus.COMPLETED);
        assertEquals(ExperimentActionStatus.SKIPPED, action(skipped, "net").state().status());

        String gone = "arn:aws:ec2:me-south-1:123456789012:subnet/subnet-gone";
        Experiment byArn =
                fis.await(
                        fis.run(
                                Drafts.aimed(
                                                Drafts.net("PT1M", "all"),
                                                Drafts.arn("aws:ec2:subnet", gone))
                                        .experimentOptions(options ->
                                                options.emptyTargetResolutionMode("skip"))),
                        ExperimentStatus.FAILED);
        assertEquals("Target resolution found no resource " + gone, byArn.state().reason());
    }

    @Test
    void aPreviewResolvesTargetsAndDoesNothing() {
        String template = fis.template(Drafts.disrupt("PT1M", "entry"));
        String id =
                fis.client
                        .startExperiment(request ->
                                request.experimentTemplateId(template)
                                        .experimentOptions(
                                                options -> options.actionsMode("skip-all")))
                        .experiment()
                        .id();
        Experiment done = fis.await(id, ExperimentStatus.COMPLETED);
        assertEquals("skip-all", done.experimentOptions().actionsModeAsString());
        assertEquals(ExperimentActionStatus.SKIPPED, action(done, "net").state().status());
        assertEquals(
                2,
                fis.client
                        .listExperimentResolvedTargets(request -> request.experimentId(id))
                        .resolvedTargets()
                        .size());
        assertEquals(List.of(), fis.estate.calls());
    }

    @Test
    void anEngagedLeverStopsWhatRunsAndCancelsWhatIsStarted() {
        String running = fis.run(Drafts.disrupt("PT12H", "entry"));
        fis.awaitCut();
        move(SafetyLeverStatusInput.ENGAGED);
        Experiment stopped = fis.await(running, ExperimentStatus.STOPPED);
        assertEquals("The safety lever was engaged: a test says so", stopped.state().reason());
        assertThrows(ConflictException.class, () -> move(SafetyLeverStatusInput.ENGAGED));
        String late = fis.run(Drafts.disrupt("PT1M", "entry"));
        assertEquals(ExperimentStatus.CANCELLED, fis.status(late));
        assertEquals(
                ExperimentActionStatus.CANCELLED,
                action(fis.experiment(late), "net").state().status());
        move(SafetyLeverStatusInput.DISENGAGED);
    }

    private void move(SafetyLeverStatusInput input) {
        var _ =
                fis.client.updateSafetyLeverState(request ->
                        request.id("default")
                                .state(state -> state.status(input).reason("a test says so")));
    }

    @Test
    void closingLiftsWhatIsStillInForce() {
        var _ = fis.run(Drafts.disrupt("PT12H", "entry"));
        fis.awaitCut();
        fis.plane.close();
        assertEquals(List.of(), fis.estate.inForce());
    }
}
