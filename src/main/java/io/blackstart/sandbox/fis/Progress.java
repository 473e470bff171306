package io.blackstart.sandbox.fis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How an experiment stands at one moment. */
record Progress(
        Status status,
        String reason,
        Optional<Instant> started,
        Optional<Instant> ended,
        List<ActionState> actions) {
    Progress {
        actions = List.copyOf(actions);
    }

    /** How one of its actions stands. */
    record ActionState(
            String name,
            Status status,
            String reason,
            Optional<Instant> started,
            Optional<Instant> ended) {}
}
