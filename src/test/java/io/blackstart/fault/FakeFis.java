package io.blackstart.fault;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateResponse;
import software.amazon.awssdk.services.fis.model.DeleteExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.DeleteExperimentTemplateResponse;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;
import software.amazon.awssdk.services.fis.model.FisException;
import software.amazon.awssdk.services.fis.model.GetExperimentRequest;
import software.amazon.awssdk.services.fis.model.GetExperimentResponse;
import software.amazon.awssdk.services.fis.model.GetSafetyLeverRequest;
import software.amazon.awssdk.services.fis.model.GetSafetyLeverResponse;
import software.amazon.awssdk.services.fis.model.ListExperimentTemplatesRequest;
import software.amazon.awssdk.services.fis.model.ListExperimentTemplatesResponse;
import software.amazon.awssdk.services.fis.model.ListExperimentsRequest;
import software.amazon.awssdk.services.fis.model.ListExperimentsResponse;
import software.amazon.awssdk.services.fis.model.SafetyLeverStatus;
import software.amazon.awssdk.services.fis.model.StartExperimentRequest;
import software.amazon.awssdk.services.fis.model.StartExperimentResponse;
import software.amazon.awssdk.services.fis.model.StopExperimentRequest;
import software.amazon.awssdk.services.fis.model.StopExperimentResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** FIS with one template and one experiment of run-1, which ends when it is stopped. */
final class FakeFis implements FisClient {
    private static final Map<String, String> TAGS = Map.of(FisTemplateSource.RUN_TAG, "run-1");

    final List<String> calls = new ArrayList<>();
    Runnable atStart = () -> {};
    boolean silent;
    boolean keepsTemplates;
    boolean losesTheAnswerOfStart;
    private boolean started;
    private boolean deleted;
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
        started = true;
        if (losesTheAnswerOfStart) {
            throw SdkClientException.create("read timed out");
        }
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
        if (keepsTemplates) {
            throw FisException.builder().message("not authorized").build();
        }
        deleted = true;
        return DeleteExperimentTemplateResponse.builder().build();
    }

    @Override
    public ListExperimentsResponse listExperiments(ListExperimentsRequest request) {
        answer("list experiments");
        return ListExperimentsResponse.builder()
                .experiments(
                        started
                                ? List.of(ExperimentSummary.builder().id("EXP1").tags(TAGS).build())
                                : List.of())
                .build();
    }

    @Override
    public ListExperimentTemplatesResponse listExperimentTemplates(
            ListExperimentTemplatesRequest request) {
        answer("list templates");
        return ListExperimentTemplatesResponse.builder()
                .experimentTemplates(
                        deleted
                                ? List.of()
                                : List.of(
                                        ExperimentTemplateSummary.builder()
                                                .id("EXT1")
                                                .tags(TAGS)
                                                .build()))
                .build();
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
