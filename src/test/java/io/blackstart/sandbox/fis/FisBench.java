package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.ControlPlane;
import io.blackstart.sandbox.Planes;
import io.blackstart.sandbox.RecordedDatabases;
import io.blackstart.sandbox.RecordedFaults;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.SetAlarms;

import org.awaitility.Awaitility;

import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentAction;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** FIS behind its socket, with the real client and all that it acts on; a minute lasts 600 ms. */
final class FisBench implements AutoCloseable {
    static final String REGION = "me-south-1";

    /** Patient: the machine may be busy; the facts do not depend on it. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final RecordedFaults estate = new RecordedFaults();
    final RecordedDatabases databases = new RecordedDatabases();
    final SetAlarms alarms = new SetAlarms();
    final RecordedTruth truth = new RecordedTruth();
    final ControlPlane plane;
    final FisClient client;

    FisBench() throws IOException {
        plane = Planes.start(100, estate, databases, alarms, truth);
        client = Planes.fis(plane.endpoint(), REGION);
    }

    String template(CreateExperimentTemplateRequest.Builder request) {
        return client.createExperimentTemplate(request.build()).experimentTemplate().id();
    }

    String run(CreateExperimentTemplateRequest.Builder template) {
        return start(template(template));
    }

    String start(String template) {
        return client.startExperiment(request -> request.experimentTemplateId(template))
                .experiment()
                .id();
    }

    Experiment experiment(String id) {
        return client.getExperiment(request -> request.id(id)).experiment();
    }

    ExperimentStatus status(String id) {
        return experiment(id).state().status();
    }

    Experiment await(String id, ExperimentStatus expected) {
        Awaitility.await().atMost(PATIENCE).until(() -> status(id) == expected);
        return experiment(id);
    }

    void awaitCut() {
        Awaitility.await().atMost(PATIENCE).until(() -> !estate.inForce().isEmpty());
    }

    static ExperimentAction action(Experiment experiment, String name) {
        return Objects.requireNonNull(experiment.actions().get(name));
    }

    @Override
    public void close() {
        client.close();
        plane.close();
    }
}
