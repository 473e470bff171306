package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.Faults.invalid;

import io.blackstart.sandbox.fis.TargetPlan.Selection;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a template as it is sent, and refuses what AWS would refuse. */
final class TemplateJson {
    private static final int DESCRIPTION_MAX = 512;
    private static final int ACTIONS_MAX = 20;
    private static final int NAME_MAX = 64;
    private static final int ARNS_MAX = 5;
    private static final Pattern SELECTION = Pattern.compile("(COUNT|PERCENT)\\((\\d{1,9})\\)");

    private TemplateJson() {}

    /** Reads the body of a CreateExperimentTemplate request. */
    static Template read(String id, String arn, ObjectNode body, ObjectNode wire) {
        String description = text(body, "description");
        if (description.length() > DESCRIPTION_MAX) {
            throw invalid("description is longer than " + DESCRIPTION_MAX);
        }
        text(body, "roleArn");
        checkStopConditions(body.path("stopConditions"));
        Map<String, TargetPlan> targets = new LinkedHashMap<>();
        body.path("targets")
                .properties()
                .forEach(entry ->
                        targets.put(
                                name(entry.getKey()), target(entry.getKey(), entry.getValue())));
        JsonNode actionsNode = body.path("actions");
        if (!actionsNode.isObject() || actionsNode.isEmpty()) {
            throw invalid("a template needs at least one action");
        }
        if (actionsNode.size() > ACTIONS_MAX) {
            throw Faults.quota("a template has at most " + ACTIONS_MAX + " actions");
        }
        List<ActionPlan> actions = new ArrayList<>();
        actionsNode
                .properties()
                .forEach(entry ->
                        actions.add(
                                ActionJson.read(name(entry.getKey()), entry.getValue(), targets)));
        checkOrder(actions);
        checkUse(actions, actionsNode, targets.keySet());
        String whenEmpty =
                body.path("experimentOptions").path("emptyTargetResolutionMode").asString("fail");
        if (!whenEmpty.equals("fail") && !whenEmpty.equals("skip")) {
            throw invalid("emptyTargetResolutionMode must be fail or skip, not " + whenEmpty);
        }
        return new Template(id, arn, actions, targets, whenEmpty.equals("skip"), wire);
    }

    private static void checkStopConditions(JsonNode conditions) {
        if (!conditions.isArray() || conditions.isEmpty()) {
            throw invalid("stopConditions is required; [{\"source\": \"none\"}] stands for none");
        }
        for (JsonNode condition : conditions) {
            String source = text(condition, "source");
            switch (source) {
                case "none" -> {}
                case "aws:cloudwatch:alarm" ->
                        throw invalid(
                                "The alarm "
                                        + condition.path("value").asString("")
                                        + " does not exist: the sandbox has no alarms");
                default ->
                        throw invalid(
                                "a stop condition's source must be none or aws:cloudwatch:alarm,"
                                        + " not "
                                        + source);
            }
        }
    }

    private static TargetPlan target(String name, JsonNode node) {
        List<String> arns = new ArrayList<>();
        node.path("resourceArns").forEach(arn -> arns.add(arn.asString()));
        Map<String, String> tags = new LinkedHashMap<>();
        node.path("resourceTags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString()));
        if (arns.isEmpty() == tags.isEmpty()) {
            throw invalid(
                    "target " + name + " needs either resourceArns or resourceTags, and not both");
        }
        if (arns.size() > ARNS_MAX) {
            throw invalid("target " + name + " has more than " + ARNS_MAX + " resourceArns");
        }
        if (!node.path("filters").isEmpty() || !node.path("parameters").isEmpty()) {
            throw invalid("target " + name + ": the sandbox knows neither filters nor parameters");
        }
        return new TargetPlan(
                name,
                text(node, "resourceType"),
                arns,
                tags,
                selection(name, text(node, "selectionMode")));
    }

    private static Selection selection(String target, String mode) {
        if (mode.equals("ALL")) {
            return new Selection.All();
        }
        Matcher matcher = SELECTION.matcher(mode);
        int number = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        boolean percent = mode.startsWith("PERCENT");
        if (number < 1 || (percent && number > 100)) {
            throw invalid(
                    "target "
                            + target
                            + ": selectionMode must be ALL, COUNT(n) or PERCENT(n), not "
                            + mode);
        }
        return percent ? new Selection.Percent(number) : new Selection.Count(number);
    }

    private static void checkOrder(List<ActionPlan> actions) {
        Set<String> names = new HashSet<>();
        actions.forEach(action -> names.add(action.name()));
        for (ActionPlan action : actions) {
            for (String before : action.startAfter()) {
                if (!names.contains(before)) {
                    throw invalid(
                            "action " + action.name() + " starts after an unknown one: " + before);
                }
            }
        }
        Set<String> done = new HashSet<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (ActionPlan action : actions) {
                if (done.containsAll(action.startAfter()) && done.add(action.name())) {
                    progress = true;
                }
            }
        }
        if (done.size() < actions.size()) {
            names.removeAll(done);
            throw invalid("these actions wait for each other: " + names.stream().sorted().toList());
        }
    }

    private static void checkUse(
            List<ActionPlan> actions, JsonNode actionsNode, Set<String> targets) {
        Set<String> unused = new HashSet<>(targets);
        for (ActionPlan action : actions) {
            actionsNode
                    .path(action.name())
                    .path("targets")
                    .forEach(target -> unused.remove(target.asString()));
        }
        if (!unused.isEmpty()) {
            throw invalid("no action uses the targets " + unused.stream().sorted().toList());
        }
    }

    private static String name(String name) {
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw invalid("a name has 1 to " + NAME_MAX + " characters: " + name);
        }
        return name;
    }

    /** A text that must be there. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isString() || value.asString().isEmpty()) {
            throw invalid(field + " is required");
        }
        return value.asString();
    }
}
