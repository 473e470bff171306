package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.aws.AwsFault;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a runbook of Systems Manager; the sandbox has one, which stops or starts a database cluster.
 * Stopping the experiment stops the runbook, and undoes none of its steps.
 */
public record StartAutomation() implements Action {
    private static final String RUNBOOK = "AWS-StartStopAuroraCluster";
    private static final Pattern DOCUMENT =
            Pattern.compile("arn:aws[a-z-]*:ssm:([a-z0-9-]+):(?:\\d{12})?:document/(\\S+)");
    private static final Definition DEFINITION =
            Definition.of(
                    "aws:ssm:start-automation-execution",
                    "Runs a runbook of Systems Manager.",
                    Parameter.required("documentArn", "The runbook.", Parameter.TEXT),
                    Parameter.required("maxDuration", "After which it has failed.", Parameter.SPAN),
                    Parameter.optional(
                            "documentParameters",
                            "The runbook's parameters.",
                            new Parameter.Kind.Json()),
                    // each runbook of the sandbox has one version, which all names stand for
                    Parameter.optional("documentVersion", "Its version.", Parameter.TEXT));

    private enum Order {
        START("available"),
        STOP("stopped");

        /** The cluster's status at which the runbook ends; that it waits for it is inference. */
        private final String reached;

        Order(String reached) {
            this.reached = reached;
        }
    }

    private record Input(String cluster, Order order) {}

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Optional<String> obstacle(Call call) {
        Matcher document = DOCUMENT.matcher(call.parameters().required("documentArn"));
        if (!document.matches()) {
            return Optional.of("documentArn is no ARN of a runbook");
        }
        if (!document.group(1).equals(call.region())) {
            return Optional.of("the runbook must be in " + call.region());
        }
        if (!document.group(2).equals(RUNBOOK)) {
            return Optional.of(
                    "the sandbox has the runbook " + RUNBOOK + ", not " + document.group(2));
        }
        return input(call.parameters()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        RUNBOOK
                                + " needs the documentParameters ClusterName, and Action with the"
                                + " value Start or Stop");
    }

    private static Optional<Input> input(Parameters parameters) {
        JsonNode given =
                JsonMapper.shared().readTree(parameters.text("documentParameters").orElse("{}"));
        String cluster = value(given, "ClusterName");
        if (cluster.isEmpty()) {
            return Optional.empty();
        }
        return switch (value(given, "Action")) {
            case "Start" -> Optional.of(new Input(cluster, Order.START));
            case "Stop" -> Optional.of(new Input(cluster, Order.STOP));
            default -> Optional.empty();
        };
    }

    /** Systems Manager keeps every value as a list; callers write lists of one, or plain texts. */
    private static String value(JsonNode given, String name) {
        JsonNode value = given.path(name);
        JsonNode one = value.isArray() && value.size() == 1 ? value.path(0) : value;
        return one.isString() ? one.asString() : "";
    }

    @Override
    public Doing start(Call call) {
        Databases databases = call.cloud().databases();
        Input input = input(call.parameters()).orElseThrow();
        String cluster = cluster(databases, input.cluster(), call.region()).id();
        switch (input.order()) {
            case START -> databases.start(cluster);
            case STOP -> databases.stop(cluster);
        }
        return new Doing.Until(
                call.parameters().span("maxDuration"),
                () ->
                        cluster(databases, cluster, call.region())
                                .status()
                                .equals(input.order().reached),
                "the runbook " + RUNBOOK + " did not end within maxDuration");
    }

    private static Databases.Cluster cluster(Databases databases, String id, String region) {
        return databases.clusters().stream()
                .filter(cluster -> cluster.id().equals(id) && cluster.region().equals(region))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFault(
                                404,
                                "DBClusterNotFoundFault",
                                "DBCluster " + id + " not found in " + region + "."));
    }
}
