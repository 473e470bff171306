package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.aws.AwsRequest;
import io.blackstart.sandbox.fis.action.Faults;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;

/** The operations on the safety lever. */
final class LeverApi {
    private static final String LEVER = "default";

    private final SafetyLevers levers;
    private final Experiments experiments;

    LeverApi(SafetyLevers levers, Experiments experiments) {
        this.levers = levers;
        this.experiments = experiments;
    }

    JsonNode answer(Route route, AwsRequest request) {
        String region = request.region();
        return switch (route.operation()) {
            case "GET safetyLevers/{}" -> {
                requireLever(route.id());
                yield lever(region, levers.of(region));
            }
            case "PATCH safetyLevers/{}/state" -> {
                requireLever(route.id());
                yield move(region, Body.of(request));
            }
            default -> throw route.unknown();
        };
    }

    private JsonNode move(String region, Fields body) {
        Fields state = body.object("state").orElseThrow(() -> Faults.invalid("state is required"));
        String status =
                state.word("status", Set.of("engaged", "disengaged"))
                        .orElseThrow(() -> Faults.invalid("state.status is required"));
        String reason = state.required("reason", Limit.REASON);
        return lever(region, experiments.lever(region, status.equals("engaged"), reason));
    }

    /** An engaged lever is engaging for as long as an experiment has still to stop. */
    private JsonNode lever(String region, SafetyLevers.Lever lever) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", LEVER);
        node.put("arn", Ids.arn(region, "safety-lever/" + LEVER));
        String engaged = experiments.active(region) > 0 ? "engaging" : "engaged";
        node.putObject("state")
                .put("status", lever.engaged() ? engaged : "disengaged")
                .put("reason", lever.reason());
        return Pages.envelope("safetyLever", node);
    }

    private static void requireLever(String id) {
        if (!id.equals(LEVER)) {
            throw Faults.notFound("the safety lever's id is " + LEVER + ", not " + id);
        }
    }
}
