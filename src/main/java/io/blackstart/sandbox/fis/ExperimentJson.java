package io.blackstart.sandbox.fis;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Writes experiments as FIS does. */
final class ExperimentJson {
    private ExperimentJson() {}

    /** All of an experiment. */
    static ObjectNode write(Experiment experiment, Progress progress, Map<String, String> tags) {
        Experiment.Start start = experiment.given();
        ObjectNode template = start.template().wire();
        ObjectNode node = summary(experiment, progress, tags);
        node.set("roleArn", template.path("roleArn"));
        node.set("targets", template.path("targets").deepCopy());
        ObjectNode actions = node.putObject("actions");
        for (Progress.ActionState action : progress.actions()) {
            ObjectNode one = (ObjectNode) template.path("actions").path(action.name()).deepCopy();
            one.putObject("state")
                    .put("status", action.status().wire())
                    .put("reason", action.reason());
            time(one, "startTime", action.started());
            time(one, "endTime", action.ended());
            actions.set(action.name(), one);
        }
        node.set("stopConditions", template.path("stopConditions").deepCopy());
        time(node, "startTime", progress.started());
        time(node, "endTime", progress.ended());
        if (template.has("logConfiguration")) {
            node.set("logConfiguration", template.path("logConfiguration").deepCopy());
        }
        node.put("targetAccountConfigurationsCount", 0);
        return node;
    }

    /** An experiment as it stands in a list. */
    static ObjectNode summary(Experiment experiment, Map<String, String> tags) {
        return summary(experiment, experiment.progress(), tags);
    }

    private static ObjectNode summary(
            Experiment experiment, Progress progress, Map<String, String> tags) {
        Experiment.Start start = experiment.given();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", start.id());
        node.put("arn", start.arn());
        node.put("experimentTemplateId", start.template().id());
        ObjectNode state = node.putObject("state");
        state.put("status", progress.status().wire()).put("reason", progress.reason());
        if (progress.status() == Status.FAILED) {
            state.putObject("error")
                    .put("accountId", Ids.ACCOUNT)
                    .put("code", "SandboxFailure")
                    .put("location", "experiment");
        }
        node.put("creationTime", Templates.epochSeconds(start.at()));
        node.set("tags", tagsNode(tags));
        ObjectNode options =
                (ObjectNode) start.template().wire().path("experimentOptions").deepCopy();
        options.put("actionsMode", start.skipAll() ? "skip-all" : "run-all");
        node.set("experimentOptions", options);
        return node;
    }

    static ObjectNode tagsNode(Map<String, String> tags) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        tags.forEach(node::put);
        return node;
    }

    private static void time(ObjectNode node, String field, Optional<Instant> time) {
        time.ifPresent(at -> node.put(field, Templates.epochSeconds(at)));
    }
}
