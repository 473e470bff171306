package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.fis.Experiment.Start;
import io.blackstart.sandbox.fis.action.Call;
import io.blackstart.sandbox.fis.action.Cloud;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What keeps an experiment from running. */
final class Obstacles {
    private final Start start;
    private final Targets targets;
    private final Cloud cloud;

    Obstacles(Start start, Targets targets, Cloud cloud) {
        this.start = start;
        this.targets = targets;
        this.cloud = cloud;
    }

    /** The first one. */
    Optional<Failure> find(AlarmWatch alarms) {
        return accounts()
                .or(() ->
                        alarms.missing()
                                .map(arn ->
                                        Failure.of(
                                                "StopConditionNotFound",
                                                "stopConditions",
                                                "There is no alarm " + arn + ".")))
                .or(this::missing)
                .or(() ->
                        start.template().plan().steps().stream()
                                .flatMap(step -> of(step).stream())
                                .findFirst());
    }

    private Optional<Failure> accounts() {
        Template template = start.template();
        if (!template.plan().multiAccount()) {
            return Optional.empty();
        }
        List<String> others =
                template.accounts().keySet().stream()
                        .filter(id -> !id.equals(Ids.ACCOUNT))
                        .toList();
        if (template.accounts().isEmpty() || !others.isEmpty()) {
            return Optional.of(
                    Failure.of(
                            "TargetAccountUnavailable",
                            "experimentOptions.accountTargeting",
                            template.accounts().isEmpty()
                                    ? "The template is multi-account, but aimed at no account."
                                    : "The sandbox has the account "
                                            + Ids.ACCOUNT
                                            + ", not "
                                            + others));
        }
        return Optional.empty();
    }

    private Optional<Failure> missing() {
        return targets.missing().stream()
                .findFirst()
                .map(arn ->
                        Failure.of(
                                "TargetNotFound",
                                "targets",
                                "Target resolution found no resource " + arn));
    }

    private Optional<Failure> of(Plan.Step step) {
        boolean empty = targets.empty(step);
        if (empty && maySkip(step)) {
            return Optional.empty();
        }
        if (!start.skipAll()) {
            Optional<String> why = step.action().obstacle(call(step));
            if (why.isPresent()) {
                return Optional.of(Failure.ofAction(step, "ActionNotSupported", why.get()));
            }
        }
        return empty
                ? Optional.of(
                        Failure.of(
                                "EmptyTargetSet",
                                "targets." + step.target().orElse(""),
                                "Target resolution returned empty set for target "
                                        + step.target().orElse("")))
                : Optional.empty();
    }

    /** What goes by ARN cannot be skipped. */
    private boolean maySkip(Plan.Step step) {
        Plan plan = start.template().plan();
        return plan.skipEmptyTargets()
                && step.target()
                        .map(plan.targets()::get)
                        .filter(target -> target.arns().isEmpty())
                        .isPresent();
    }

    /** What an action is started with. */
    Call call(Plan.Step step) {
        return new Call(start.region(), step.parameters(), new HashSet<>(targets.of(step)), cloud);
    }
}
