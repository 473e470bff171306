package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.fis.Experiment.Start;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes experiments as FIS does. */
final class ExperimentJson {
    private static final int REASON_MAX = 512;

    private ExperimentJson() {}

    /** All of an experiment. */
    static ObjectNode write(Experiment experiment, Progress progress, Map<String, String> tags) {
        Start start = experiment.given();
        ObjectNode sections = start.template().sections().deepCopy();
        ObjectNode node = summary(start, progress, tags);
        for (String section :
                List.of(
                        "roleArn",
                        "targets",
                        "stopConditions",
                        "logConfiguration",
                        "experimentReportConfiguration")) {
            if (sections.has(section)) {
                node.set(section, sections.path(section));
            }
        }
        ObjectNode actions = node.putObject("actions");
        List<String> names = experiment.names();
        for (int at = 0; at < names.size(); at++) {
            String name = names.get(at);
            ObjectNode action = Fields.of(name, sections.path("actions").path(name)).node();
            actions.set(name, action(action, progress.actions().get(at)));
        }
        time(node, "startTime", progress.started());
        time(node, "endTime", progress.ended());
        node.put("targetAccountConfigurationsCount", start.template().accounts().size());
        if (start.template().plan().report()) {
            node.set("experimentReport", report(progress.status()));
        }
        return node;
    }

    private static ObjectNode action(ObjectNode action, Progress.ActionState state) {
        action.putObject("state")
                .put("status", state.status().wire())
                .put("reason", reason(state.reason()));
        time(action, "startTime", state.started());
        time(action, "endTime", state.ended());
        return action;
    }

    /** The sandbox has no bucket to put a report into. */
    private static ObjectNode report(Status experiment) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ObjectNode state = report.putObject("state");
        if (!experiment.ended()) {
            state.put("status", "pending").put("reason", "The experiment has not ended.");
        } else if (experiment == Status.CANCELLED) {
            state.put("status", "cancelled").put("reason", "The experiment was cancelled.");
        } else {
            state.put("status", "failed").put("reason", "The sandbox has no S3.");
            state.putObject("error").put("code", "ReportNotSupported");
        }
        report.putArray("s3Reports");
        return report;
    }

    /** An experiment as it stands in a list. */
    static ObjectNode summary(Start start, Progress progress, Map<String, String> tags) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", start.id());
        node.put("arn", start.arn());
        node.put("experimentTemplateId", start.template().id());
        ObjectNode state = node.putObject("state");
        state.put("status", progress.status().wire()).put("reason", reason(progress.reason()));
        progress.failure()
                .ifPresent(failure ->
                        state.putObject("error")
                                .put("accountId", Ids.ACCOUNT)
                                .put("code", failure.code())
                                .put("location", failure.location()));
        node.put("creationTime", Ids.epochSeconds(start.at()));
        node.set("tags", ResourceTags.write(tags));
        ObjectNode options =
                Fields.of("", start.template().sections().path("experimentOptions"))
                        .node()
                        .deepCopy();
        options.put("actionsMode", start.skipAll() ? "skip-all" : "run-all");
        node.set("experimentOptions", options);
        return node;
    }

    private static String reason(String text) {
        return text.length() <= REASON_MAX ? text : text.substring(0, REASON_MAX);
    }

    private static void time(ObjectNode node, String field, Optional<Instant> time) {
        time.ifPresent(at -> node.put(field, Ids.epochSeconds(at)));
    }
}
