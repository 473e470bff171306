package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.Resource;
import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.fis.action.Faults;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** The operations on experiments. */
final class ExperimentApi {
    private final Experiments experiments;
    private final ResourceTags tags;

    ExperimentApi(Experiments experiments, ResourceTags tags) {
        this.experiments = experiments;
        this.tags = tags;
    }

    JsonNode answer(Route route, AwsRequest request) {
        String region = request.region();
        return switch (route.operation()) {
            case "POST experiments" -> start(region, Body.of(request));
            case "GET experiments" -> list(request);
            case "GET experiments/{}" -> whole(experiments.find(region, route.id()));
            case "DELETE experiments/{}" -> stop(experiments.find(region, route.id()));
            case "GET experiments/{}/resolvedTargets" ->
                    resolvedTargets(experiments.find(region, route.id()), request);
            default -> throw route.unknown();
        };
    }

    /** Stopping what has ended: AWS does not say; here it changes nothing and is no error. */
    private JsonNode stop(Experiment experiment) {
        return whole(experiment, experiment.stop(Life.Halt.BY_HAND));
    }

    private JsonNode start(String region, Fields body) {
        Experiments.Seen started = experiments.start(region, body);
        return whole(started.experiment(), started.progress());
    }

    private JsonNode whole(Experiment experiment) {
        return whole(experiment, experiment.progress());
    }

    private JsonNode whole(Experiment experiment, Progress progress) {
        return Pages.envelope(
                "experiment",
                ExperimentJson.write(experiment, progress, tags.of(experiment.given().arn())));
    }

    private JsonNode list(AwsRequest request) {
        Optional<String> template = request.parameter("experimentTemplateId");
        return Pages.of(
                "experiments",
                experiments.in(request.region()).stream()
                        .filter(one ->
                                template.isEmpty()
                                        || one.given().template().id().equals(template.get()))
                        .map(one ->
                                ExperimentJson.summary(
                                        one.given(), one.progress(), tags.of(one.given().arn())))
                        .toList(),
                request);
    }

    private static JsonNode resolvedTargets(Experiment experiment, AwsRequest request) {
        Optional<String> wanted = request.parameter("targetName");
        Targets targets = experiment.targets();
        if (wanted.isPresent() && !targets.byName().containsKey(wanted.get())) {
            throw Faults.notFound("The experiment has no target " + wanted.get());
        }
        return Pages.of(
                "resolvedTargets",
                targets.byName().entrySet().stream()
                        .filter(entry -> wanted.isEmpty() || entry.getKey().equals(wanted.get()))
                        .flatMap(entry ->
                                entry.getValue().stream().map(one -> resolved(entry.getKey(), one)))
                        .toList(),
                request);
    }

    private static ObjectNode resolved(String target, Resource resource) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("resourceType", resource.type());
        node.put("targetName", target);
        node.putObject("targetInformation").put("arn", resource.arn());
        return node;
    }
}
