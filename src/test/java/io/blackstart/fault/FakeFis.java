package io.blackstart.fault;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateResponse;
import software.amazon.awssdk.services.fis.model.DeleteExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.DeleteExperimentTemplateResponse;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.GetExperimentRequest;
import software.amazon.awssdk.services.fis.model.GetExperimentResponse;
import software.amazon.awssdk.services.fis.model.GetSafetyLeverRequest;
import software.amazon.awssdk.services.fis.model.GetSafetyLeverResponse;
import software.amazon.awssdk.services.fis.model.SafetyLeverStatus;
import software.amazon.awssdk.services.fis.model.StartExperimentRequest;
import software.amazon.awssdk.services.fis.model.StartExperimentResponse;
import software.amazon.awssdk.services.fis.model.StopExperimentRequest;
import software.amazon.awssdk.services.fis.model.StopExperimentResponse;

import java.util.ArrayList;
import java.util.List;

/** FIS with one template and one experiment, which ends when it is stopped. */
final class FakeFis implements FisClient {
    final List<String> calls = new ArrayList<>();
    Runnable atStart = () -> {};
    boolean silent;
    private ExperimentStatus status = ExperimentStatus.RUNNING;

    @Override
    public GetSafetyLeverResponse getSafetyLever(GetSafetyLeverRequest request) {
        return GetSafetyLeverResponse.builder()
                .safetyLever(
                        lever -> lever.state(state -> state.status(SafetyLeverStatus.DISENGAGED)))
                .build();
    }

    @Override
    public CreateExperimentTemplateResponse createExperimentTemplate(
            CreateExperimentTemplateRequest request) {
        answer("create template");
        return CreateExperimentTemplateResponse.builder()
                .experimentTemplate(template -> template.id("EXT1"))
                .build();
    }

    @Override
    public StartExperimentResponse startExperiment(StartExperimentRequest request) {
        answer("start");
        atStart.run();
        return StartExperimentResponse.builder().experiment(experiment()).build();
    }

    @Override
    public GetExperimentResponse getExperiment(GetExperimentRequest request) {
        answer("get");
        return GetExperimentResponse.builder().experiment(experiment()).build();
    }

    @Override
    public StopExperimentResponse stopExperiment(StopExperimentRequest request) {
        answer("stop");
        status = ExperimentStatus.STOPPED;
        return StopExperimentResponse.builder().experiment(experiment()).build();
    }

    @Override
    public DeleteExperimentTemplateResponse deleteExperimentTemplate(
            DeleteExperimentTemplateRequest request) {
        answer("delete template");
        return DeleteExperimentTemplateResponse.builder().build();
    }

    private Experiment experiment() {
        return Experiment.builder().id("EXP1").state(state -> state.status(status)).build();
    }

    private void answer(String call) {
        calls.add(call);
        if (silent) {
            throw SdkClientException.create("connection refused");
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
