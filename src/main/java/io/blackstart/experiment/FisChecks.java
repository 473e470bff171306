package io.blackstart.experiment;

import io.blackstart.experiment.Located.Empty;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What a schema cannot say about an FIS template. */
final class FisChecks {
    /** FIS runs no action longer. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private FisChecks() {}

    static void check(Section fis, Problems problems) {
        Section targets = fis.section("targets");
        Section actions = fis.section("actions");
        targets.entries().keySet().forEach(name -> checkTarget(targets.section(name)));
        actions.entries()
                .keySet()
                .forEach(name -> checkAction(actions.section(name), targets, actions));
        fis.sections("stopConditions").forEach(FisChecks::checkStopCondition);
        if (fis.section("tags").has("blackstart")) {
            fis.section("tags")
                    .keyProblem(
                            "blackstart",
                            "each run sets this tag to its id; right would be to leave it out");
        }
        for (String key : List.of("logConfiguration", "experimentReportConfiguration")) {
            for (Empty empty : fis.value(key).map(Located::empties).orElse(List.of())) {
                problems.add(
                        empty.at(),
                        "fault.fis." + key + ": a key without a value; take it away or fill it in");
            }
        }
    }

    private static void checkTarget(Section target) {
        if (target.has("resourceArns") && target.has("resourceTags")) {
            target.keyProblem(
                    "resourceTags",
                    "stands beside resourceArns, which FIS refuses; right would be one of them");
        }
    }

    private static void checkAction(Section action, Section targets, Section actions) {
        Section slots = action.section("targets");
        slots.named()
                .forEach((slot, target) ->
                        unknown(target, targets.entries().keySet(), "fault.fis.targets")
                                .ifPresent(what -> slots.problem(slot, what)));
        for (String earlier : action.texts("startAfter")) {
            unknown(earlier, actions.entries().keySet(), "fault.fis.actions")
                    .ifPresent(what -> action.problem("startAfter", what));
        }
        Section parameters = action.section("parameters");
        Duration shortest =
                action.text("actionId").orElse("").startsWith("aws:ebs:")
                        ? Duration.ofSeconds(1)
                        : Duration.ofMinutes(1);
        parameters
                .duration("duration")
                .filter(length -> length.compareTo(shortest) < 0 || length.compareTo(LONGEST) > 0)
                .ifPresent(length ->
                        parameters.problem(
                                "duration",
                                parameters.text("duration").orElseThrow()
                                        + " is refused by FIS; right would be "
                                        + shortest
                                        + " to "
                                        + LONGEST
                                        + ", on the cloud's clock"));
    }

    private static Optional<String> unknown(String name, Collection<String> known, String where) {
        return known.contains(name)
                ? Optional.empty()
                : Optional.of(
                        '"'
                                + name
                                + "\" does not stand in "
                                + where
                                + NearestName.to(name, known)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse(
                                                known.isEmpty()
                                                        ? ", which is empty"
                                                        : "; there are "
                                                                + String.join(", ", known)));
    }

    private static void checkStopCondition(Section condition) {
        boolean alarm = condition.text("source").orElse("").equals("aws:cloudwatch:alarm");
        boolean none = condition.text("source").orElse("").equals("none");
        if (alarm && !condition.has("value")) {
            condition.problem(
                    "source", "an alarm needs its ARN; right would be value: '<the alarm's ARN>'");
        }
        if (none && condition.has("value")) {
            condition.keyProblem(
                    "value", "source none has no value; right would be to leave it out");
        }
    }
}
