package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.action.Faults.invalid;
import static io.blackstart.sandbox.fis.action.Faults.quota;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the sections of a template as they are sent, and refuses what AWS would refuse. */
final class PlanJson {
    private static final int STOP_CONDITIONS_MAX = 5;
    private static final Pattern ALARM =
            Pattern.compile("arn:aws[a-z-]*:cloudwatch:([a-z0-9-]+):\\d{12}:alarm:[\\s\\S]+");

    private PlanJson() {}

    static Plan read(String region, Fields sections) {
        sections.required("description", Limit.DESCRIPTION);
        sections.required("roleArn", Limit.ARN);
        Outputs.checkLog(sections);
        Outputs.checkReport(sections);
        Map<String, TargetPlan> targets = new LinkedHashMap<>();
        sections.members("targets", Limit.NAME)
                .forEach((name, target) -> targets.put(name, TargetJson.read(name, target)));
        List<Plan.Step> steps = new ArrayList<>();
        sections.members("actions", Limit.NAME)
                .forEach((name, step) -> steps.add(StepJson.read(name, step, targets)));
        StepOrder.check(steps);
        checkUse(steps, targets.keySet());
        boolean skip = false;
        boolean multi = false;
        if (sections.has("experimentOptions")) {
            Fields options = sections.object("experimentOptions").orElseThrow();
            skip = word(options, "emptyTargetResolutionMode", "fail", "skip");
            multi = word(options, "accountTargeting", "single-account", "multi-account");
        }
        return new Plan(
                steps,
                targets,
                alarms(region, sections),
                skip,
                multi,
                sections.has("experimentReportConfiguration"));
    }

    private static boolean word(Fields options, String field, String usual, String other) {
        return options.word(field, Set.of(usual, other)).filter(other::equals).isPresent();
    }

    private static List<String> alarms(String region, Fields sections) {
        List<Fields> conditions = sections.objects("stopConditions");
        if (conditions.isEmpty()) {
            throw invalid("stopConditions is required; [{\"source\": \"none\"}] stands for none");
        }
        if (conditions.size() > STOP_CONDITIONS_MAX) {
            throw quota("a template has at most " + STOP_CONDITIONS_MAX + " stop conditions");
        }
        List<String> alarms = new ArrayList<>();
        for (Fields condition : conditions) {
            String source = condition.required("source", Limit.NAME);
            switch (source) {
                case "none" -> {
                    if (condition.has("value")) {
                        throw invalid(condition.name("value") + " goes with an alarm only");
                    }
                }
                case "aws:cloudwatch:alarm" -> alarms.add(alarm(region, condition));
                default ->
                        throw invalid(
                                condition.name("source")
                                        + " must be none or aws:cloudwatch:alarm, not "
                                        + source);
            }
        }
        return alarms;
    }

    /** Whether FIS would watch an alarm in another region is unknown; it is refused here. */
    private static String alarm(String region, Fields condition) {
        String arn = condition.required("value", Limit.ALARM);
        Matcher matcher = ALARM.matcher(arn);
        if (!matcher.matches() || !matcher.group(1).equals(region)) {
            throw invalid(
                    condition.name("value")
                            + " must be the ARN of an alarm in "
                            + region
                            + ", not "
                            + arn);
        }
        return arn;
    }

    private static void checkUse(List<Plan.Step> steps, Set<String> targets) {
        Set<String> unused = new HashSet<>(targets);
        steps.forEach(step -> step.target().ifPresent(unused::remove));
        if (!unused.isEmpty()) {
            throw invalid("no action uses the targets " + unused.stream().sorted().toList());
        }
    }
}
