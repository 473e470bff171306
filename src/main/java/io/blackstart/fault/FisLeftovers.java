package io.blackstart.fault;

import io.blackstart.run.FaultInjector.FaultFailed;

import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;
import software.amazon.awssdk.services.fis.model.FisException;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;

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
     * @throws FaultFailed when an experiment does not end, or a template may not be deleted
     */
    public static List<String> mend(FisClient fis, String runId, Duration between)
            throws FaultFailed, InterruptedException {
        List<String> done = new ArrayList<>();
        for (String id : end(fis, runId, between)) {
            done.add("stopped FIS experiment " + id);
        }
        for (String template : templates(fis, runId)) {
            try {
                delete(fis, template);
            } catch (FisException e) {
                throw new FaultFailed(
                        "nothing of the fault is in force, but FIS template "
                                + template
                                + " could not be deleted: "
                                + e.getMessage(),
                        e);
            }
            done.add("deleted FIS template " + template);
        }
        return done;
    }

    /**
     * Stops the run's experiments, and waits until they are over.
     *
     * @return their ids
     * @throws FaultFailed when one does not end
     */
    static List<String> end(FisClient fis, String runId, Duration between)
            throws FaultFailed, InterruptedException {
        List<String> stopped = stopAll(fis, runId);
        for (String id : stopped) {
            awaitOver(fis, id, between);
        }
        return stopped;
    }

    /** The ids of the run's templates. */
    static List<String> templates(FisClient fis, String runId) {
        return fis.listExperimentTemplatesPaginator(_ -> {}).experimentTemplates().stream()
                .filter(template -> runId.equals(template.tags().get(FisTemplateSource.RUN_TAG)))
                .map(ExperimentTemplateSummary::id)
                .toList();
    }

    /** Deletes that template; one that is gone already is as good. */
    static void delete(FisClient fis, String template) {
        try {
            fis.deleteExperimentTemplate(request -> request.id(template));
        } catch (ResourceNotFoundException _) {
            // gone: an earlier try may have reached FIS though its answer did not reach us
        }
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
