package io.blackstart.fault;

import io.blackstart.run.FaultInjector.FaultFailed;

import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a run left behind in FIS, found by the run's tag: nothing else is ever touched. */
public final class FisLeftovers {
    private static final int LOOKS_MOST = 300;

    private FisLeftovers() {}

    /** Whether nothing of the experiment is in force any more. */
    static boolean over(Experiment experiment) {
        return switch (experiment.state().status()) {
            case COMPLETED, STOPPED, FAILED, CANCELLED -> true;
            case PENDING, INITIATING, RUNNING, STOPPING, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    /** Stops the run's experiments; returns their ids. They may still be stopping. */
    static List<String> stopAll(FisClient fis, String runId) {
        List<String> stopped = new ArrayList<>();
        for (ExperimentSummary found : fis.listExperimentsPaginator(_ -> {}).experiments()) {
            if (runId.equals(found.tags().get(FisTemplateSource.RUN_TAG))) {
                Experiment experiment =
                        fis.getExperiment(request -> request.id(found.id())).experiment();
                if (!over(experiment)) {
                    fis.stopExperiment(request -> request.id(found.id()));
                    stopped.add(found.id());
                }
            }
        }
        return stopped;
    }

    /**
     * Stops the run's experiments, waits until they are over, and deletes the run's templates.
     *
     * @return what was done, a line each; empty when there was nothing
     * @throws FaultFailed when an experiment does not end
     */
    public static List<String> mend(FisClient fis, String runId, Duration between)
            throws FaultFailed, InterruptedException {
        List<String> done = new ArrayList<>();
        for (String id : stopAll(fis, runId)) {
            awaitOver(fis, id, between);
            done.add("stopped FIS experiment " + id);
        }
        for (ExperimentTemplateSummary template :
                fis.listExperimentTemplatesPaginator(_ -> {}).experimentTemplates()) {
            if (runId.equals(template.tags().get(FisTemplateSource.RUN_TAG))) {
                fis.deleteExperimentTemplate(request -> request.id(template.id()));
                done.add("deleted FIS template " + template.id());
            }
        }
        return done;
    }

    private static void awaitOver(FisClient fis, String id, Duration between)
            throws FaultFailed, InterruptedException {
        for (int look = 0; look < LOOKS_MOST; look++) {
            if (over(fis.getExperiment(request -> request.id(id)).experiment())) {
                return;
            }
            Thread.sleep(between);
        }
        throw new FaultFailed("FIS experiment " + id + " does not end; look at it in the console");
    }
}
