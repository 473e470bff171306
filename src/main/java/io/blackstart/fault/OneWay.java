package io.blackstart.fault;

import io.blackstart.run.FaultInjector.Answer;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The actions of a template whose damage nobody undoes: not FIS when the action ends, not the
 * service that was hit, not Blackstart. What is not known to be undone is not assumed to be.
 */
final class OneWay {
    /** FIS calls once, and the service itself replaces or restarts what it hit. */
    private static final Set<String> RECOVERS_BY_ITSELF =
            Set.of(
                    "aws:cloudwatch:assert-alarm-state",
                    "aws:ec2:reboot-instances",
                    "aws:ecs:stop-task",
                    "aws:eks:pod-delete",
                    "aws:eks:terminate-nodegroup-instances",
                    "aws:rds:failover-db-cluster",
                    "aws:rds:reboot-db-instances");

    private OneWay() {}

    /** A refusal for each such action; empty when there is none. */
    static List<Answer> refusals(List<FisAction> actions) {
        return actions.stream()
                .flatMap(action ->
                        against(action)
                                .map(why -> new Answer("FIS action " + action.id(), false, why))
                                .stream())
                .distinct()
                .toList();
    }

    private static Optional<String> against(FisAction action) {
        return switch (action.id()) {
            case "aws:ec2:stop-instances" ->
                    when(
                            !action.says("startInstancesAfterDuration"),
                            "leaves the instances stopped, for FIS starts them again only when told"
                                    + " to; right would be the parameter"
                                    + " startInstancesAfterDuration, such as PT5M");
            case "aws:ec2:terminate-instances" ->
                    Optional.of(
                            "cannot be undone: a terminated instance does not come back; right"
                                    + " would be aws:ec2:stop-instances with the parameter"
                                    + " startInstancesAfterDuration, such as PT5M");
            case DatabaseStops.RUN_A_RUNBOOK ->
                    when(
                            !DatabaseStops.isUndone(action),
                            "runs "
                                    + action.parameters()
                                            .getOrDefault("documentArn", "no documentArn")
                                    + ", and neither FIS nor Blackstart undoes what that runbook"
                                    + " has done; right would be AWS-StartStopAuroraCluster, whose"
                                    + " clusters Blackstart starts again");
            // FIS only watches the command: it can say that the action is over while the document
            // runs on, and does not know what the document has changed
            case "aws:ssm:send-command" ->
                    Optional.of(
                            "runs a command on instances, and FIS neither waits for its end nor"
                                    + " undoes what it has done; right would be an action that FIS"
                                    + " itself ends, such as aws:network:disrupt-connectivity");
            default ->
                    when(
                            !RECOVERS_BY_ITSELF.contains(action.id()) && !action.says("duration"),
                            "is not known to be undone: it has no parameter duration, after which"
                                + " FIS would end it; right would be an action that has one, such"
                                + " as aws:network:disrupt-connectivity");
        };
    }

    private static Optional<String> when(boolean oneWay, String why) {
        return oneWay ? Optional.of(why) : Optional.empty();
    }
}
