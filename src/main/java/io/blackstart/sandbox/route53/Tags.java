package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags of health checks and zones. */
final class Tags {
    private static final int TAGS_MAX = 10;

    // guarded by this
    private final Map<String, Map<String, String>> tags = new HashMap<>();

    /** Adds, overwrites and removes tags of one thing. */
    synchronized void change(String type, String id, Map<String, String> add, List<String> remove) {
        Map<String, String> changed = new TreeMap<>(of(type, id));
        remove.forEach(changed::remove);
        changed.putAll(add);
        if (changed.size() > TAGS_MAX) {
            throw new AwsFault(400, "InvalidInput", "a resource has at most " + TAGS_MAX + " tags");
        }
        tags.put(type + "/" + id, changed);
    }

    /** Forgets all tags. */
    synchronized void clear() {
        tags.clear();
    }

    /** The tags of one thing, by key. */
    synchronized Map<String, String> of(String type, String id) {
        return new TreeMap<>(tags.getOrDefault(type + "/" + id, Map.of()));
    }
}
