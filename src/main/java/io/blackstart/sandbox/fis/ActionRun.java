package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.SubnetFaults.Cut;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** An action of a running experiment. Guarded by its experiment's lock, but for the cut. */
final class ActionRun {
    private final ActionPlan plan;
    private final Deque<Cut> cuts = new ArrayDeque<>(); // of the experiment's thread alone
    private Status status = Status.PENDING;
    private String reason = "Action is pending.";
    private Optional<Instant> started = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private long endsAt;

    ActionRun(ActionPlan plan) {
        this.plan = plan;
    }

    ActionPlan plan() {
        return plan;
    }

    Status status() {
        return status;
    }

    String reason() {
        return reason;
    }

    Optional<Instant> started() {
        return started;
    }

    Optional<Instant> ended() {
        return ended;
    }

    /** {@link System#nanoTime()} at which a running action is over. */
    long endsAt() {
        return endsAt;
    }

    void start(long endsAtNanos) {
        status = Status.RUNNING;
        reason = "Action is running.";
        started = Optional.of(Instant.now());
        endsAt = endsAtNanos;
    }

    void end(Status last, String why) {
        status = last;
        reason = why;
        ended = started.isEmpty() ? started : Optional.of(Instant.now());
    }

    void hold(Cut cut) {
        cuts.add(cut);
    }

    /** Undoes what the action did. */
    void lift() {
        while (!cuts.isEmpty()) {
            cuts.removeFirst().close();
        }
    }
}
