package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.Faults.invalid;

import io.blackstart.sandbox.fis.ActionPlan.Work;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an action as it is sent, and refuses what AWS would refuse. */
final class ActionJson {
    static final String WAIT = "aws:fis:wait";
    static final String DISRUPT = "aws:network:disrupt-connectivity";

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Set<String> SCOPES =
            Set.of("all", "availability-zone", "dynamodb", "prefix-list", "s3", "vpc");

    private ActionJson() {}

    static ActionPlan read(String name, JsonNode node, Map<String, TargetPlan> targets) {
        String actionId = TemplateJson.text(node, "actionId");
        for (JsonNode target : node.path("targets")) {
            if (!targets.containsKey(target.asString())) {
                throw invalid("action " + name + " has an unknown target: " + target.asString());
            }
        }
        Work work =
                switch (actionId) {
                    case WAIT -> new Work.Wait(duration(name, node));
                    case DISRUPT -> disrupt(name, node, targets);
                    default -> new Work.Unsupported("the sandbox does not act out " + actionId);
                };
        List<String> startAfter = new ArrayList<>();
        node.path("startAfter").forEach(before -> startAfter.add(before.asString()));
        return new ActionPlan(name, actionId, work, startAfter);
    }

    private static Work disrupt(String name, JsonNode node, Map<String, TargetPlan> targets) {
        Duration duration = duration(name, node);
        String scope = TemplateJson.text(node.path("parameters"), "scope");
        if (!SCOPES.contains(scope)) {
            throw invalid(
                    "action "
                            + name
                            + ": scope must be one of "
                            + SCOPES.stream().sorted().toList()
                            + ", not "
                            + scope);
        }
        String slot = node.path("targets").path("Subnets").asString("");
        TargetPlan target = targets.get(slot);
        if (target == null || node.path("targets").size() != 1) {
            throw invalid("action " + name + " needs exactly the target Subnets");
        }
        if (!target.resourceType().equals(TargetPlan.SUBNET)) {
            throw invalid(
                    "action "
                            + name
                            + " needs a target of type "
                            + TargetPlan.SUBNET
                            + ", not "
                            + target.resourceType());
        }
        return scope.equals("all")
                ? new Work.Disrupt(slot, duration)
                : new Work.Unsupported(
                        "the sandbox disrupts connectivity with scope all, not " + scope);
    }

    private static Duration duration(String name, JsonNode node) {
        String text = TemplateJson.text(node.path("parameters"), "duration");
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid("action " + name + ": duration is not ISO 8601, as in PT5M: " + text);
        }
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw invalid("action " + name + ": duration must be PT1M to PT12H, not " + text);
        }
        return duration;
    }
}
