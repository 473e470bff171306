package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.Parameters;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The tags of alarms, by ARN. */
final class ResourceTags {
    private static final int TAGS_MAX = 50;

    private final Predicate<String> exists;
    // guarded by this
    private final Map<String, Map<String, String>> tags = new HashMap<>();

    /**
     * Without any tag yet.
     *
     * @param exists whether there is an alarm with an ARN
     */
    ResourceTags(Predicate<String> exists) {
        this.exists = exists;
    }

    ObjectNode tag(Parameters parameters) {
        add(known(parameters), parameters);
        return JsonNodeFactory.instance.objectNode();
    }

    /** Adds the tags of a request. */
    synchronized void add(String arn, Parameters parameters) {
        Map<String, String> all = new TreeMap<>(tags.getOrDefault(arn, Map.of()));
        for (Parameters tag : parameters.structures("Tags")) {
            all.put(tag.required("Key"), tag.text("Value").orElse(""));
        }
        if (all.size() > TAGS_MAX) {
            throw Parameters.invalid("Tags", "would be more than " + TAGS_MAX);
        }
        tags.put(arn, all);
    }

    synchronized ObjectNode untag(Parameters parameters) {
        String arn = known(parameters);
        Map<String, String> left = new TreeMap<>(tags.getOrDefault(arn, Map.of()));
        parameters.texts("TagKeys").forEach(left::remove);
        tags.put(arn, left);
        return JsonNodeFactory.instance.objectNode();
    }

    synchronized ObjectNode list(Parameters parameters) {
        String arn = known(parameters);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode array = answer.putArray("Tags");
        tags.getOrDefault(arn, Map.of())
                .forEach((key, value) -> array.addObject().put("Key", key).put("Value", value));
        return answer;
    }

    private String known(Parameters parameters) {
        String arn = parameters.required("ResourceARN");
        if (!exists.test(arn)) {
            throw new AwsFault(404, "ResourceNotFoundException", "no alarm has the ARN " + arn);
        }
        return arn;
    }

    synchronized void forget(String arn) {
        tags.remove(arn);
    }

    synchronized void clear() {
        tags.clear();
    }
}
