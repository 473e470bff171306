package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.action.Faults.invalid;

import io.blackstart.sandbox.fis.TargetPlan.Selection;
import io.blackstart.sandbox.fis.action.ResourceType;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a target of a template as it is sent. */
final class TargetJson {
    private static final int ARNS_MAX = 5;
    private static final int TAGS_MAX = 50;
    private static final Pattern SELECTION = Pattern.compile("(COUNT|PERCENT)\\((\\d{1,9})\\)");

    private TargetJson() {}

    static TargetPlan read(String name, Fields target) {
        String typeId = target.required("resourceType", Limit.RESOURCE_TYPE);
        ResourceType type =
                ResourceType.find(typeId)
                        .orElseThrow(() ->
                                invalid(
                                        target.where()
                                                + ": no action is aimed at the resource type "
                                                + typeId));
        List<String> arns = target.texts("resourceArns", Limit.ARN);
        Map<String, String> tags = target.texts("resourceTags", Limit.TAG_KEY, Limit.TAG_VALUE);
        Map<String, String> parameters = target.texts("parameters", Limit.NAME, Limit.TARGET_VALUE);
        if (!arns.isEmpty() && !tags.isEmpty()) {
            throw invalid(target.where() + " needs resourceArns or resourceTags, and not both");
        }
        if (arns.isEmpty() && tags.isEmpty() && parameters.isEmpty()) {
            throw invalid(target.where() + " needs resourceArns or resourceTags");
        }
        if (arns.size() > ARNS_MAX || tags.size() > TAGS_MAX) {
            throw invalid(
                    "%s has at most %d resourceArns and %d resourceTags"
                            .formatted(target.where(), ARNS_MAX, TAGS_MAX));
        }
        if (!arns.isEmpty() && !type.takesArns()) {
            throw invalid(target.where() + ": resources of type " + typeId + " go by tags alone");
        }
        checkParameters(target.where(), type, parameters);
        return new TargetPlan(
                name,
                type,
                arns,
                tags,
                target.objects("filters").stream().map(TargetJson::filter).toList(),
                parameters,
                selection(target));
    }

    private static void checkParameters(
            String where, ResourceType type, Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (type.parameters().stream().noneMatch(known -> known.name().equals(name))) {
                throw invalid(where + ": " + type.id() + " has no target parameter " + name);
            }
        }
        for (ResourceType.Attribute known : type.parameters()) {
            if (known.required() && !parameters.containsKey(known.name())) {
                throw invalid(where + ": " + type.id() + " needs the parameter " + known.name());
            }
        }
    }

    private static TargetPlan.Filter filter(Fields filter) {
        List<String> values = filter.texts("values", Limit.FILTER_VALUE);
        if (values.isEmpty()) {
            throw invalid(filter.name("values") + " is required");
        }
        return new TargetPlan.Filter(filter.required("path", Limit.FILTER_PATH), values);
    }

    private static Selection selection(Fields target) {
        String mode = target.required("selectionMode", Limit.NAME);
        if (mode.equals("ALL")) {
            return new Selection.All();
        }
        Matcher matcher = SELECTION.matcher(mode);
        int number = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        boolean percent = mode.startsWith("PERCENT");
        if (number < 1 || (percent && number > 100)) {
            throw invalid(
                    target.name("selectionMode")
                            + " must be ALL, COUNT(n) or PERCENT(n), not "
                            + mode);
        }
        return percent ? new Selection.Percent(number) : new Selection.Count(number);
    }
}
