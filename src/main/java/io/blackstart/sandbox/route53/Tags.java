package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags of health checks and zones. */
final class Tags {
    private static final int TAGS_MAX = 10;
    private static final int KEY_MAX = 128;
    private static final int VALUE_MAX = 256;

    /** Kept for AWS's own. */
    private static final String RESERVED = "aws:";

    // guarded by this
    private final Map<String, Map<String, String>> tags = new HashMap<>();

    /** Adds, overwrites and removes tags of one thing; all or nothing. */
    synchronized void change(String type, String id, Map<String, String> add, List<String> remove) {
        require(!add.isEmpty() || !remove.isEmpty(), "AddTags or RemoveTagKeys is needed");
        require(
                add.size() <= TAGS_MAX && remove.size() <= TAGS_MAX,
                "at most " + TAGS_MAX + " tags can be added, and as many removed, at once");
        add.forEach((key, value) -> {
            require(key.length() <= KEY_MAX, "a tag's Key is longer than " + KEY_MAX);
            require(value.length() <= VALUE_MAX, "a tag's Value is longer than " + VALUE_MAX);
            require(!key.startsWith(RESERVED), "a tag's Key must not begin with " + RESERVED);
        });
        Map<String, String> changed = new TreeMap<>(of(type, id));
        remove.forEach(changed::remove);
        changed.putAll(add);
        require(changed.size() <= TAGS_MAX, "a resource has at most " + TAGS_MAX + " tags");
        tags.put(type + "/" + id, changed);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AwsFault(400, "InvalidInput", otherwise);
        }
    }

    /** Forgets all tags. */
    synchronized void reset() {
        tags.clear();
    }

    /** The tags of one thing, by key. */
    synchronized Map<String, String> of(String type, String id) {
        return new TreeMap<>(tags.getOrDefault(type + "/" + id, Map.of()));
    }
}
