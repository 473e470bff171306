package io.blackstart.sandbox.fis;

import java.util.HashMap;
import java.util.Map;

/** The safety lever of each region. */
final class SafetyLevers {
    /** The lever's state, with the reason it was given. */
    record Lever(boolean engaged, String reason) {}

    private static final Lever INITIAL = new Lever(false, "No experiment was ever prevented.");

    // guarded by this
    private final Map<String, Lever> levers = new HashMap<>();

    synchronized Lever of(String region) {
        return levers.getOrDefault(region, INITIAL);
    }

    /** Moves all levers to where they were at first. */
    synchronized void clear() {
        levers.clear();
    }

    /** Moves the lever; it cannot be moved to where it is. */
    synchronized Lever move(String region, boolean engaged, String reason) {
        if (of(region).engaged() == engaged) {
            throw Faults.conflict(
                    "the safety lever is " + (engaged ? "engaged" : "disengaged") + " already");
        }
        Lever moved = new Lever(engaged, reason);
        levers.put(region, moved);
        return moved;
    }
}
