package io.blackstart.fault;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The database clusters that a template stops. FIS has no action for that; the runbook
 * AWS-StartStopAuroraCluster does it, and FIS, which only started the runbook, starts no cluster
 * again.
 */
final class DatabaseStops {
    /** The action that runs a runbook, this one or any other. */
    static final String RUN_A_RUNBOOK = "aws:ssm:start-automation-execution";

    private static final String RUNBOOK = "document/AWS-StartStopAuroraCluster";

    private DatabaseStops() {}

    /**
     * The identifiers of the clusters, in order.
     *
     * @throws IllegalArgumentException when it cannot be told which cluster a runbook stops
     */
    static List<String> in(List<FisAction> actions) {
        Set<String> clusters = new TreeSet<>();
        for (FisAction action : actions) {
            if (isUndone(action)) {
                cluster(action.parameters().getOrDefault("documentParameters", ""))
                        .ifPresent(clusters::add);
            }
        }
        return List.copyOf(clusters);
    }

    /** Whether the action runs the one runbook that is undone here. */
    static boolean isUndone(FisAction action) {
        return action.id().equals(RUN_A_RUNBOOK)
                && action.parameters().getOrDefault("documentArn", "").endsWith(RUNBOOK);
    }

    private static Optional<String> cluster(String parameters) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(parameters);
        } catch (JacksonException notJson) {
            throw unclear(parameters, notJson);
        }
        String cluster = text(json.path("ClusterName"));
        String action = text(json.path("Action"));
        if (action.equals("Start")) {
            return Optional.empty();
        }
        if (action.equals("Stop") && !cluster.isBlank()) {
            return Optional.of(cluster);
        }
        throw unclear(parameters, new IllegalArgumentException("incomplete"));
    }

    /** A runbook's parameter is a text, or a list with one. */
    private static String text(JsonNode value) {
        JsonNode only = value.isArray() && value.size() == 1 ? value.path(0) : value;
        return only.isString() ? only.asString() : "";
    }

    private static IllegalArgumentException unclear(String parameters, Exception why) {
        return new IllegalArgumentException(
                "the parameters of AWS-StartStopAuroraCluster do not say which cluster is stopped: "
                        + parameters
                        + "; right would be"
                        + " {\"ClusterName\":\"orders\",\"Action\":\"Stop\"}",
                why);
    }
}
