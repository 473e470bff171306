package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.fis.action.Faults;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The tags of templates and experiments, by ARN. */
final class ResourceTags {
    private static final int TAGS_MAX = 50;

    // guarded by this; an ARN is in it for as long as what it names is there
    private final Map<String, Map<String, String>> tags = new HashMap<>();

    /** The tags of a request. */
    static Map<String, String> read(Fields request) {
        Map<String, String> given = request.texts("tags", Limit.TAG_KEY, Limit.TAG_VALUE);
        for (String key : given.keySet()) {
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw Faults.invalid("tag keys that begin with aws: are AWS's own: " + key);
            }
        }
        check(given);
        return given;
    }

    private static void check(Map<String, String> tags) {
        if (tags.size() > TAGS_MAX) {
            throw Faults.invalid("a resource has at most " + TAGS_MAX + " tags");
        }
    }

    static ObjectNode write(Map<String, String> tags) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(tags).forEach(node::put);
        return node;
    }

    /** A new resource has these tags. */
    synchronized void open(String arn, Map<String, String> first) {
        tags.put(arn, Map.copyOf(first));
    }

    /** A resource is there no more. */
    synchronized void drop(String arn) {
        tags.remove(arn);
    }

    synchronized void clear() {
        tags.clear();
    }

    synchronized void add(String arn, Map<String, String> added) {
        Map<String, String> all = new HashMap<>(require(arn));
        all.putAll(added);
        check(all);
        tags.put(arn, Map.copyOf(all));
    }

    synchronized void remove(String arn, List<String> keys) {
        Map<String, String> left = new HashMap<>(require(arn));
        keys.forEach(left::remove);
        tags.put(arn, Map.copyOf(left));
    }

    /** The tags of a resource that must be there. */
    synchronized Map<String, String> require(String arn) {
        Map<String, String> found = tags.get(arn);
        if (found == null) {
            // AWS's model names no error for these operations
            throw Faults.notFound("The resource " + arn + " was not found.");
        }
        return found;
    }

    /** The tags of a resource, none when it is not there any more. */
    synchronized Map<String, String> of(String arn) {
        return tags.getOrDefault(arn, Map.of());
    }
}
