package io.blackstart.sandbox.fis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags of templates and experiments, by ARN. */
final class ResourceTags {
    private static final int TAGS_MAX = 50;

    // guarded by this
    private final Map<String, Map<String, String>> tags = new TreeMap<>();

    synchronized void add(String arn, Map<String, String> added) {
        Map<String, String> all = new TreeMap<>(of(arn));
        all.putAll(added);
        if (all.size() > TAGS_MAX) {
            throw Faults.invalid("a resource has at most " + TAGS_MAX + " tags");
        }
        tags.put(arn, all);
    }

    synchronized void remove(String arn, List<String> keys) {
        Map<String, String> left = new TreeMap<>(of(arn));
        keys.forEach(left::remove);
        tags.put(arn, left);
    }

    /** Forgets all tags. */
    synchronized void clear() {
        tags.clear();
    }

    synchronized Map<String, String> of(String arn) {
        return Map.copyOf(tags.getOrDefault(arn, Map.of()));
    }
}
