package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.aws.AwsRequest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** The operations on experiment templates. */
final class TemplateApi {
    private final Templates templates;
    private final ResourceTags tags;

    TemplateApi(Templates templates, ResourceTags tags) {
        this.templates = templates;
        this.tags = tags;
    }

    JsonNode answer(Route route, AwsRequest request) {
        String region = request.region();
        return switch (route.operation()) {
            case "POST experimentTemplates" -> create(region, Body.of(request));
            case "GET experimentTemplates" ->
                    Pages.of(
                            "experimentTemplates",
                            templates.in(region).stream().map(this::summary).toList(),
                            request);
            case "GET experimentTemplates/{}" -> whole(templates.find(region, route.id()));
            case "PATCH experimentTemplates/{}" ->
                    whole(templates.update(region, route.id(), Body.of(request)));
            case "DELETE experimentTemplates/{}" -> delete(region, route.id());
            default -> throw route.unknown();
        };
    }

    private JsonNode create(String region, Fields body) {
        Map<String, String> given = ResourceTags.read(body);
        return whole(templates.create(region, body, created -> tags.open(created.arn(), given)));
    }

    private JsonNode delete(String region, String id) {
        Template deleted = templates.delete(region, id);
        JsonNode answer = whole(deleted);
        tags.drop(deleted.arn());
        return answer;
    }

    private JsonNode whole(Template template) {
        ObjectNode node = summary(template);
        node.setAll(template.sections().deepCopy());
        node.put("targetAccountConfigurationsCount", template.accounts().size());
        return Pages.envelope("experimentTemplate", node);
    }

    private ObjectNode summary(Template template) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", template.id());
        node.put("arn", template.arn());
        node.set("description", template.sections().path("description"));
        node.put("creationTime", Ids.epochSeconds(template.created()));
        node.put("lastUpdateTime", Ids.epochSeconds(template.updated()));
        node.set("tags", ResourceTags.write(tags.of(template.arn())));
        return node;
    }
}
