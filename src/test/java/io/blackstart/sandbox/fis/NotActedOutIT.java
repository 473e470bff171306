package io.blackstart.sandbox.fis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.fis.action.Action;
import io.blackstart.sandbox.fis.action.Catalogue;
import io.blackstart.sandbox.fis.action.Catalogued;
import io.blackstart.sandbox.fis.action.Definition;
import io.blackstart.sandbox.fis.action.Parameter;
import io.blackstart.sandbox.fis.action.ResourceType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Stream;

/** Whatever the sandbox cannot act out fails when the experiment starts, and says what and why. */
class NotActedOutIT {
    static Stream<String> ids() {
        return Catalogue.actions().stream()
                .filter(Catalogued.class::isInstance)
                .map(Action::definition)
                .map(Definition::id);
    }

    @Test
    void thereAreSuchActions() {
        assertTrue(ids().count() > 20, "the parameterised test below has its cases");
    }

    @ParameterizedTest
    @MethodSource("ids")
    void itFailsAtTheStartWithItsNameAndAReason(String id) {
        Definition definition = Catalogue.find(id).orElseThrow().definition();
        try (FisRequests fis = new FisRequests()) {
            String template = fis.create(template(definition));
            String experiment =
                    fis.send(
                                    "POST",
                                    "/experiments",
                                    "{\"clientToken\":\"t\",\"experimentTemplateId\":\""
                                            + template
                                            + "\"}")
                            .body()
                            .at("/experiment/id")
                            .asString();
            await().atMost(FisBench.PATIENCE)
                    .until(() -> status(fis, experiment, "/state").equals("failed"));
            JsonNode failed =
                    fis.send("GET", "/experiments/" + experiment, "").body().path("experiment");
            assertEquals("ActionNotSupported", failed.at("/state/error/code").asString());
            assertEquals("actions.it", failed.at("/state/error/location").asString());
            String reason = failed.at("/state/reason").asString();
            assertTrue(reason.contains(id), reason);
            assertTrue(reason.contains("the sandbox does not act it out"), reason);
            assertEquals("cancelled", status(fis, experiment, "/actions/before/state"));
        }
    }

    private static String status(FisRequests fis, String experiment, String of) {
        return fis.send("GET", "/experiments/" + experiment, "")
                .body()
                .at("/experiment" + of + "/status")
                .asString();
    }

    /** The action after a wait, which must not even begin. */
    private static String template(Definition definition) {
        ObjectNode template = JsonMapper.shared().createObjectNode();
        template.put("clientToken", "t").put("description", "d");
        template.put("roleArn", Drafts.ROLE);
        template.putArray("stopConditions").addObject().put("source", "none");
        ObjectNode actions = template.putObject("actions");
        actions.putObject("before")
                .put("actionId", "aws:fis:wait")
                .putObject("parameters")
                .put("duration", "PT1M");
        ObjectNode action = actions.putObject("it");
        action.put("actionId", definition.id()).putArray("startAfter").add("before");
        ObjectNode parameters = action.putObject("parameters");
        definition.parameters().stream()
                .filter(Parameter::required)
                .forEach(one -> parameters.put(one.name(), value(one.kind())));
        ObjectNode targets = template.putObject("targets");
        definition
                .slot()
                .ifPresent(slot -> {
                    action.putObject("targets").put(slot.name(), "those");
                    target(targets.putObject("those"), slot.resourceType());
                });
        return template.toString();
    }

    private static void target(ObjectNode target, String type) {
        target.put("resourceType", type).put("selectionMode", "ALL");
        List<ResourceType.Attribute> required =
                ResourceType.find(type).orElseThrow().parameters().stream()
                        .filter(ResourceType.Attribute::required)
                        .toList();
        if (required.isEmpty()) {
            target.putObject("resourceTags").put("zone", "a");
        } else {
            ObjectNode parameters = target.putObject("parameters");
            required.forEach(one -> parameters.put(one.name(), "x"));
        }
    }

    /** Some value that a parameter takes. */
    private static String value(Parameter.Kind kind) {
        return switch (kind) {
            case Parameter.Kind.Text() -> "x";
            case Parameter.Kind.Span(var shortest, _) -> shortest.toString();
            case Parameter.Kind.Whole(int least, _) -> Integer.toString(least);
            case Parameter.Kind.Flag() -> "true";
            case Parameter.Kind.Word(var words, _) -> words.iterator().next();
            case Parameter.Kind.Texts(_) -> "x";
            case Parameter.Kind.Json() -> "{}";
        };
    }
}
