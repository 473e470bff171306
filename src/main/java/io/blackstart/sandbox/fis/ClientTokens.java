package io.blackstart.sandbox.fis;

import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes a request idempotent: one that comes again with its client token gets what the first one
 * made. Guarded by the caller's lock.
 */
final class ClientTokens<T> {
    private record Made<T>(ObjectNode request, T thing) {}

    private final Map<String, Made<T>> made = new HashMap<>();

    /** Forgets all tokens. */
    void clear() {
        made.clear();
    }

    /** Makes something, or finds what this very request made before. */
    T once(String region, ObjectNode request, Supplier<T> make) {
        String token = TemplateJson.text(request, "clientToken");
        String key = region + " " + token;
        Made<T> known = made.get(key);
        if (known == null) {
            T thing = make.get();
            made.put(key, new Made<>(request, thing));
            return thing;
        }
        if (!known.request.equals(request)) {
            throw Faults.conflict("the client token " + token + " was used for another request");
        }
        return known.thing;
    }
}
