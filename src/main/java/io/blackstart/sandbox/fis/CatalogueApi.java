package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.fis.action.Catalogue;
import io.blackstart.sandbox.fis.action.Definition;
import io.blackstart.sandbox.fis.action.Faults;
import io.blackstart.sandbox.fis.action.ResourceType;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The operations that describe actions, and the kinds of resources that they are aimed at. */
final class CatalogueApi {
    JsonNode answer(Route route, AwsRequest request) {
        String region = request.region();
        return switch (route.operation()) {
            case "GET actions" ->
                    Pages.of(
                            "actions",
                            Catalogue.actions().stream()
                                    .map(action -> summary(region, action.definition()))
                                    .toList(),
                            request);
            case "GET actions/{}" -> Pages.envelope("action", action(region, route.id()));
            case "GET targetResourceTypes" ->
                    Pages.of(
                            "targetResourceTypes",
                            ResourceType.all().stream().map(CatalogueApi::summary).toList(),
                            request);
            case "GET targetResourceTypes/{}" ->
                    Pages.envelope("targetResourceType", resourceType(route.id()));
            default -> throw route.unknown();
        };
    }

    private static ObjectNode action(String region, String id) {
        Definition definition =
                Catalogue.find(Limit.ACTION_ID.check("id", id))
                        .orElseThrow(() -> Faults.notFound("Action " + id + " not found."))
                        .definition();
        ObjectNode action = summary(region, definition);
        ObjectNode parameters = action.putObject("parameters");
        definition
                .parameters()
                .forEach(parameter ->
                        parameters
                                .putObject(parameter.name())
                                .put("description", parameter.description())
                                .put("required", parameter.required()));
        return action;
    }

    private static ObjectNode summary(String region, Definition definition) {
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        action.put("id", definition.id());
        action.put("arn", Ids.arn(region, "action/" + definition.id()));
        action.put("description", definition.description());
        ObjectNode targets = action.putObject("targets");
        definition
                .slot()
                .ifPresent(slot ->
                        targets.putObject(slot.name()).put("resourceType", slot.resourceType()));
        action.putObject("tags");
        return action;
    }

    private static ObjectNode resourceType(String id) {
        ResourceType type =
                ResourceType.find(Limit.RESOURCE_TYPE.check("resourceType", id))
                        .orElseThrow(() ->
                                Faults.notFound("Target resource type " + id + " not found."));
        ObjectNode node = summary(type);
        ObjectNode parameters = node.putObject("parameters");
        type.parameters()
                .forEach(parameter ->
                        parameters
                                .putObject(parameter.name())
                                .put("description", parameter.description())
                                .put("required", parameter.required()));
        return node;
    }

    private static ObjectNode summary(ResourceType type) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("resourceType", type.id());
        node.put("description", type.description());
        return node;
    }
}
