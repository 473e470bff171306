package io.blackstart.sandbox.fis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackstart.sandbox.ControlPlane;
import io.blackstart.sandbox.Estate;
import io.blackstart.sandbox.Planes;
import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.Resource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.ConflictException;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.FisException;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.SafetyLeverStatusInput;
import software.amazon.awssdk.services.fis.model.ServiceQuotaExceededException;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** The operations on experiments and on what governs them, through the real client and back. */
class ExperimentsIT {
    private FisBench fis;
    private FisClient client;

    @BeforeEach
    void start() throws IOException {
        fis = new FisBench();
        client = fis.client;
    }

    @AfterEach
    void stop() {
        fis.close();
    }

    private static void refused(Class<? extends FisException> type, int status, Supplier<?> call) {
        assertEquals(status, assertThrows(type, call::get).statusCode());
    }

    @Test
    void experimentsAreStartedReadListedAndStopped() {
        String template = fis.template(Drafts.disrupt("PT12H", "entry"));
        var started =
                client.startExperiment(request ->
                                request.experimentTemplateId(template).tags(Map.of("run", "1")))
                        .experiment();
        assertEquals(ExperimentStatus.INITIATING, started.state().status());
        assertEquals("Experiment is initiating.", started.state().reason());
        assertEquals(Map.of("run", "1"), started.tags());
        String other = fis.start(fis.template(Drafts.disrupt("PT12H", "database")));
        fis.await(other, ExperimentStatus.RUNNING);
        var listed =
                client.listExperiments(request -> request.experimentTemplateId(template))
                        .experiments();
        assertEquals(List.of(started.id()), listed.stream().map(one -> one.id()).toList());
        assertEquals(
                List.of(started.id(), other),
                client
                        .listExperimentsPaginator(request -> request.maxResults(1))
                        .experiments()
                        .stream()
                        .map(one -> one.id())
                        .toList());
        var running = fis.await(started.id(), ExperimentStatus.RUNNING);
        assertEquals(Drafts.ROLE, running.roleArn());
        assertEquals(template, running.experimentTemplateId());
        assertEquals("run-all", running.experimentOptions().actionsModeAsString());
        assertEquals("none", running.stopConditions().getFirst().source());
        assertNull(running.endTime());
        assertNull(running.state().error());
        // a template's later fate is no concern of what was started from it
        var _ = client.deleteExperimentTemplate(request -> request.id(template));
        assertEquals(
                List.of("those", "those"),
                client
                        .listExperimentResolvedTargetsPaginator(request ->
                                request.experimentId(started.id())
                                        .targetName("those")
                                        .maxResults(1))
                        .resolvedTargets()
                        .stream()
                        .map(target -> target.targetName())
                        .toList());
        refused(
                ResourceNotFoundException.class,
                404,
                () ->
                        client.listExperimentResolvedTargets(
                                request -> request.experimentId(started.id()).targetName("these")));
        var _ = client.stopExperiment(request -> request.id(started.id()));
        fis.await(started.id(), ExperimentStatus.STOPPED);
        for (Supplier<?> call :
                List.<Supplier<?>>of(
                        () -> client.getExperiment(request -> request.id("EXPnone")),
                        () -> client.stopExperiment(request -> request.id("EXPnone")),
                        () ->
                                client.listExperimentResolvedTargets(
                                        request -> request.experimentId("EXPnone")),
                        () ->
                                client.startExperiment(
                                        request -> request.experimentTemplateId("EXTnone")))) {
            refused(ResourceNotFoundException.class, 404, call);
        }
    }

    @Test
    void aClientTokenMakesOneThingAndFitsOneRequest() {
        var request = Drafts.disrupt("PT12H", "entry").clientToken("one");
        String template = fis.template(request);
        assertEquals(template, fis.template(request));
        refused(ConflictException.class, 409, () -> fis.template(request.description("different")));
        Supplier<String> start =
                () ->
                        client.startExperiment(one ->
                                        one.experimentTemplateId(template).clientToken("two"))
                                .experiment()
                                .id();
        assertEquals(start.get(), start.get());
        refused(
                ConflictException.class,
                409,
                () ->
                        client.startExperiment(one ->
                                one.experimentTemplateId(template)
                                        .clientToken("two")
                                        .tags(Map.of("a", "b"))));
        assertEquals(1, client.listExperiments(_ -> {}).experiments().size());
    }

    @Test
    void fiveExperimentsAreActiveAtOnce() {
        String template = fis.template(Drafts.template(Map.of("pause", Drafts.pause("PT12H"))));
        String first = fis.start(template);
        for (int i = 1; i < 5; i++) {
            var _ = fis.start(template);
        }
        refused(ServiceQuotaExceededException.class, 402, () -> fis.start(template));
        var _ = client.stopExperiment(request -> request.id(first));
        fis.await(first, ExperimentStatus.STOPPED);
        var _ = fis.start(template);
    }

    @Test
    void theSafetyLeverMovesButNotToWhereItIs() {
        var lever = client.getSafetyLever(request -> request.id("default")).safetyLever();
        assertEquals("disengaged", lever.state().statusAsString());
        refused(
                ConflictException.class,
                409,
                () ->
                        client.updateSafetyLeverState(request ->
                                request.id("default")
                                        .state(state ->
                                                state.status(SafetyLeverStatusInput.DISENGAGED)
                                                        .reason("only the reason is new"))));
        var engaged =
                client.updateSafetyLeverState(request ->
                                request.id("default")
                                        .state(state ->
                                                state.status(SafetyLeverStatusInput.ENGAGED)
                                                        .reason("a feast day")))
                        .safetyLever();
        assertEquals("engaged", engaged.state().statusAsString());
        assertEquals("a feast day", engaged.state().reason());
        assertEquals("arn:aws:fis:me-south-1:123456789012:safety-lever/default", engaged.arn());
        try (FisClient elsewhere = Planes.fis(fis.plane.endpoint(), "eu-central-1")) {
            assertEquals(
                    "disengaged",
                    elsewhere
                            .getSafetyLever(request -> request.id("default"))
                            .safetyLever()
                            .state()
                            .statusAsString());
        }
        refused(
                ResourceNotFoundException.class,
                404,
                () -> client.getSafetyLever(request -> request.id("mine")));
    }

    /** An estate whose disruptions are lifted only when that is allowed. */
    private record Holding(RecordedFaults faults, CountDownLatch allowed) implements Estate {
        @Override
        public List<Resource> resources() {
            return faults.resources();
        }

        @Override
        public Cut disrupt(Set<Resource> subnets, Scope scope) {
            return held(faults.disrupt(subnets, scope));
        }

        @Override
        public Cut disruptCrossRegion(Set<Resource> subnets, String otherRegion) {
            return held(faults.disruptCrossRegion(subnets, otherRegion));
        }

        private Cut held(Cut cut) {
            return () -> {
                try {
                    allowed.await();
                } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                }
                cut.close();
            };
        }

        @Override
        public void stopInstances(Set<Resource> instances) {
            faults.stopInstances(instances);
        }

        @Override
        public void startInstances(Set<Resource> instances) {
            faults.startInstances(instances);
        }

        @Override
        public void stopTasks(Set<Resource> tasks) {
            faults.stopTasks(tasks);
        }
    }

    @Test
    void whatBeginsDuringAResetIsNotForgotten() throws Exception {
        Holding estate = new Holding(new RecordedFaults(), new CountDownLatch(1));
        try (ControlPlane plane = Planes.start(100, estate, new RecordedTruth());
                FisClient own = Planes.fis(plane.endpoint(), FisBench.REGION);
                HttpClient http = HttpClient.newHttpClient()) {
            String old = start(own, Drafts.disrupt("PT12H", "entry"));
            await().atMost(FisBench.PATIENCE).until(() -> !estate.faults().inForce().isEmpty());
            CompletableFuture<HttpResponse<String>> reset =
                    http.sendAsync(
                            HttpRequest.newBuilder(plane.resetUri())
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            await().atMost(FisBench.PATIENCE)
                    .until(() -> status(own, old) == ExperimentStatus.STOPPING);
            String begun = start(own, Drafts.template(Map.of("pause", Drafts.pause("PT12H"))));
            estate.allowed().countDown();
            assertEquals(200, reset.get().statusCode());
            refused(ResourceNotFoundException.class, 404, () -> status(own, old));
            await().atMost(FisBench.PATIENCE)
                    .until(() -> status(own, begun) == ExperimentStatus.RUNNING);
        } finally {
            estate.allowed().countDown();
        }
    }

    private static String start(FisClient own, CreateExperimentTemplateRequest.Builder template) {
        String id = own.createExperimentTemplate(template.build()).experimentTemplate().id();
        return own.startExperiment(request -> request.experimentTemplateId(id)).experiment().id();
    }

    private static ExperimentStatus status(FisClient own, String id) {
        return own.getExperiment(request -> request.id(id)).experiment().state().status();
    }

    @Test
    void eachRegionHasItsOwn() {
        String template = fis.template(Drafts.disrupt("PT1M", "entry"));
        try (FisClient elsewhere = Planes.fis(fis.plane.endpoint(), "eu-central-1")) {
            refused(
                    ResourceNotFoundException.class,
                    404,
                    () -> elsewhere.getExperimentTemplate(request -> request.id(template)));
            assertEquals(
                    List.of(), elsewhere.listExperimentTemplates(_ -> {}).experimentTemplates());
        }
    }
}
