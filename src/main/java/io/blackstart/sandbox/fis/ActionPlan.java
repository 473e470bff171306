package io.blackstart.sandbox.fis;

import java.time.Duration;
import java.util.List;

/**
 * An action of a template.
 *
 * @param startAfter names of the actions that must be completed before this one starts
 */
record ActionPlan(String name, String actionId, Work work, List<String> startAfter) {
    ActionPlan {
        startAfter = List.copyOf(startAfter);
    }

    /** What an action does. */
    sealed interface Work {
        /** Lets time pass on the cloud's clock. */
        record Wait(Duration duration) implements Work {}

        /** Cuts the subnets of a target off, for a time on the cloud's clock. */
        record Disrupt(String target, Duration duration) implements Work {}

        /** Is valid at AWS, but not acted out by the sandbox: fails when it should start. */
        record Unsupported(String why) implements Work {}
    }
}
