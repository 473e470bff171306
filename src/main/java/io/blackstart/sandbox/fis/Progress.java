package io.blackstart.sandbox.fis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How an experiment stands at one moment. */
record Progress(
        Status status,
        String reason,
        Optional<Failure> failure,
        Optional<Instant> started,
        Optional<Instant> ended,
        List<ActionState> actions) {
    Progress {
        actions = List.copyOf(actions);
    }

    /** The same, with how its actions stand. */
    Progress with(List<ActionState> states) {
        return new Progress(status, reason, failure, started, ended, states);
    }

    /** How one of its actions stands. */
    record ActionState(
            Status status, String reason, Optional<Instant> started, Optional<Instant> ended) {
        static final ActionState PENDING =
                new ActionState(
                        Status.PENDING, "Action is pending.", Optional.empty(), Optional.empty());

        /** The state after this one; an action that never started has no end either. */
        ActionState next(Status next, String why) {
            return new ActionState(
                    next,
                    why,
                    next == Status.RUNNING ? Optional.of(Instant.now()) : started,
                    next.ended() && started.isPresent() ? Optional.of(Instant.now()) : ended);
        }
    }
}
