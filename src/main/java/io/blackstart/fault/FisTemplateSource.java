package io.blackstart.fault;

import io.blackstart.experiment.Fault;
import io.blackstart.experiment.FisTemplate;
import io.blackstart.experiment.Plan;

import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;

import java.util.List;
import java.util.Map;

/** Where the FIS template comes from: made for this run, or there already. */
public sealed interface FisTemplateSource {
    /** The tag that everything made for a run carries; its value is the run's id. */
    String RUN_TAG = "blackstart";

    /** What is about to be injected, in words. */
    String describe();

    /** Whether the template was made for this run, and so has to go with it. */
    boolean madeForThisRun();

    /** The id of a template that FIS has; makes it if need be. */
    String create(FisClient fis, String runId);

    /**
     * What the template does, without starting anything.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when FIS does not show a template
     *     that it has
     */
    List<FisAction> actions(FisClient fis);

    /** The source that a plan's fault names. */
    static FisTemplateSource of(Plan plan) {
        return switch (plan.experiment().fault()) {
            case Fault.Inline inline -> new Inline(FisTemplate.body(inline, plan));
            case Fault.Existing(_, String id) -> new Existing(id);
            case Fault.Nothing() -> throw new IllegalArgumentException("no fault, no template");
        };
    }

    /** A template that stands in the experiment file, complete and tagged with the run's id. */
    record Inline(Map<String, Object> template) implements FisTemplateSource {
        public Inline {
            template = Map.copyOf(template);
        }

        @Override
        public String describe() {
            return "FIS template of the experiment file: actions "
                    + (template.get("actions") instanceof Map<?, ?> actions
                            ? actions.keySet()
                            : "none");
        }

        @Override
        public boolean madeForThisRun() {
            return true;
        }

        @Override
        public List<FisAction> actions(FisClient fis) {
            return FisRequests.createTemplate(template).build().actions().values().stream()
                    .map(action -> new FisAction(action.actionId(), action.parameters()))
                    .toList();
        }

        @Override
        public String create(FisClient fis, String runId) {
            CreateExperimentTemplateRequest.Builder request = FisRequests.createTemplate(template);
            return fis.createExperimentTemplate(request.clientToken(runId).build())
                    .experimentTemplate()
                    .id();
        }
    }

    /** A template that FIS has already; it is started, and never changed or deleted. */
    record Existing(String id) implements FisTemplateSource {
        @Override
        public String describe() {
            return "existing FIS template " + id;
        }

        @Override
        public boolean madeForThisRun() {
            return false;
        }

        @Override
        public List<FisAction> actions(FisClient fis) {
            return fis
                    .getExperimentTemplate(request -> request.id(id))
                    .experimentTemplate()
                    .actions()
                    .values()
                    .stream()
                    .map(action -> new FisAction(action.actionId(), action.parameters()))
                    .toList();
        }

        @Override
        public String create(FisClient fis, String runId) {
            return id;
        }
    }
}
