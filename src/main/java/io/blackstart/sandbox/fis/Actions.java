package io.blackstart.sandbox.fis;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** The actions that the sandbox acts out, as FIS describes them. */
final class Actions {
    private static final List<String> ALL = List.of(ActionJson.WAIT, ActionJson.DISRUPT);

    private Actions() {}

    static List<ObjectNode> all(String region) {
        return ALL.stream().map(id -> summary(region, id)).toList();
    }

    static ObjectNode find(String region, String id) {
        if (!ALL.contains(id)) {
            throw Faults.notFound("Action " + id + " not found.");
        }
        ObjectNode action = summary(region, id);
        ObjectNode parameters = action.putObject("parameters");
        parameters
                .putObject("duration")
                .put("description", "How long it lasts, as an ISO 8601 duration.")
                .put("required", true);
        if (id.equals(ActionJson.DISRUPT)) {
            parameters
                    .putObject("scope")
                    .put("description", "The kind of traffic; the sandbox denies all of it.")
                    .put("required", true);
        }
        return action;
    }

    private static ObjectNode summary(String region, String id) {
        ObjectNode action = JsonNodeFactory.instance.objectNode();
        action.put("id", id);
        action.put("arn", Ids.arn(region, "action/" + id));
        ObjectNode targets = JsonNodeFactory.instance.objectNode();
        if (id.equals(ActionJson.DISRUPT)) {
            action.put("description", "Denies the traffic of subnets in both directions.");
            targets.putObject("Subnets").put("resourceType", TargetPlan.SUBNET);
        } else {
            action.put("description", "Lets time pass.");
        }
        action.set("targets", targets);
        action.putObject("tags");
        return action;
    }
}
