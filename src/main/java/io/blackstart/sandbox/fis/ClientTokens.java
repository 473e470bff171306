package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.fis.action.Faults;

import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which request made what: one that comes again with its client token finds what the first one
 * made, for as long as that is there. Guarded by the owner's lock.
 */
final class ClientTokens {
    private record Made(ObjectNode request, String id) {}

    private final Map<String, Made> made = new HashMap<>();

    /** Id of what this very request made before; its token fits no other request. */
    Optional<String> find(String region, Fields request) {
        Made known = made.get(key(region, request));
        if (known == null) {
            return Optional.empty();
        }
        if (!known.request.equals(request.node())) {
            throw Faults.conflict("the client token was used for another request");
        }
        return Optional.of(known.id);
    }

    void remember(String region, Fields request, String id) {
        made.put(key(region, request), new Made(request.node().deepCopy(), id));
    }

    /** What has this id is there no more. */
    void forget(String id) {
        made.values().removeIf(known -> known.id.equals(id));
    }

    void clear() {
        made.clear();
    }

    private static String key(String region, Fields request) {
        return region + " " + request.required("clientToken", Limit.TOKEN);
    }
}
