package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.fis.Experiment.Stage;
import io.blackstart.sandbox.fis.Experiment.Start;
import io.blackstart.sandbox.fis.Progress.ActionState;
import io.blackstart.sandbox.fis.action.Call;
import io.blackstart.sandbox.fis.action.Doing;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An action of an experiment. Its state is for all threads, the rest for the experiment's alone.
 */
final class ActionRun {
    /** How often FIS looks whether something has ended is unknown. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** However fast the cloud's clock runs. */
    private static final Duration LOOK_MIN = Duration.ofMillis(5);

    private static final Logger LOG = LoggerFactory.getLogger(ActionRun.class);

    private final Plan.Step step;
    private final Start start;
    private final Stage stage;
    private volatile ActionState state = ActionState.PENDING;
    private Doing doing = new Doing.Done();
    private long endsAt;
    private long looksAt;

    ActionRun(Plan.Step step, Start start, Stage stage) {
        this.step = step;
        this.start = start;
        this.stage = stage;
    }

    Plan.Step step() {
        return step;
    }

    ActionState state() {
        return state;
    }

    boolean running() {
        return state.status() == Status.RUNNING;
    }

    /** {@link System#nanoTime()} at which {@link #proceed} has something to do. */
    long due() {
        return endsAt - looksAt < 0 ? endsAt : looksAt;
    }

    /** It does not start, for no fault of its own. */
    void skip(String why) {
        state = state.next(Status.SKIPPED, why);
    }

    /** It has not started, and will not. */
    void cancel(String why) {
        state = state.next(Status.CANCELLED, why);
    }

    /** It cannot start. */
    void fail(String why) {
        state = state.next(Status.FAILED, why);
    }

    /** Starts it; what is done at once is completed after that. */
    Optional<Failure> start(Call call) {
        long now = System.nanoTime();
        state = state.next(Status.RUNNING, "Action is running.");
        stage.truth().event(now, "actionStarted", start.region(), detail());
        Optional<Failure> failure =
                guarded(() -> {
                    doing = step.action().start(call);
                });
        if (failure.isPresent()) {
            finish(Status.FAILED, failure.get().reason());
            return failure;
        }
        CloudClock clock = stage.settings().clock();
        switch (doing) {
            case Doing.Done() -> finish(Status.COMPLETED, "Action was completed.");
            case Doing.Lasting lasting -> {
                endsAt = now + clock.real(lasting.length()).toNanos();
                looksAt = endsAt;
            }
            case Doing.Until until -> {
                endsAt = now + clock.real(until.longest()).toNanos();
                looksAt = now;
            }
        }
        return Optional.empty();
    }

    /** Goes on with it as far as it is time to; says when it failed. */
    Optional<Failure> proceed() {
        long now = System.nanoTime();
        if (!running() || now - due() < 0) {
            return Optional.empty();
        }
        return switch (doing) {
            case Doing.Done() -> Optional.empty();
            case Doing.Lasting _ -> end(Status.COMPLETED, "Action was completed.");
            case Doing.Until until -> look(until, now);
        };
    }

    private Optional<Failure> look(Doing.Until until, long now) {
        boolean[] reached = new boolean[1];
        Optional<Failure> failure =
                guarded(() -> {
                    reached[0] = until.reached().getAsBoolean();
                });
        if (failure.isEmpty() && !reached[0] && now - endsAt >= 0) {
            failure = Optional.of(Failure.ofAction(step, "Timeout", until.late()));
        }
        if (failure.isPresent()) {
            finish(Status.FAILED, failure.get().reason());
        } else if (reached[0]) {
            finish(Status.COMPLETED, "Action was completed.");
        } else {
            Duration pause = stage.settings().clock().real(LOOK);
            looksAt = now + (pause.compareTo(LOOK_MIN) < 0 ? LOOK_MIN : pause).toNanos();
        }
        return failure;
    }

    /** It is asked to end before its time. */
    void stopping() {
        if (running()) {
            state = state.next(Status.STOPPING, "Action is stopping.");
        }
    }

    /** Ends one that has started: first its post action, then its state. */
    Optional<Failure> end(Status last, String why) {
        Optional<Failure> failure =
                doing instanceof Doing.Lasting lasting ? guarded(lasting.post()) : Optional.empty();
        if (failure.isPresent()) {
            finish(Status.FAILED, failure.get().reason());
        } else {
            finish(last, why);
        }
        return failure;
    }

    private void finish(Status last, String why) {
        Map<String, Object> detail = new HashMap<>(detail());
        detail.put("status", last.wire());
        stage.truth().event(System.nanoTime(), "actionEnded", start.region(), detail);
        state = state.next(last, why);
    }

    private Optional<Failure> guarded(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (AwsFault refused) {
            return Optional.of(
                    Failure.ofAction(
                            step, refused.code(), refused.code() + ": " + refused.message()));
        } catch (RuntimeException bug) {
            LOG.error("action {} of experiment {} failed", step.name(), start.id(), bug);
            return Optional.of(
                    Failure.ofAction(step, "InternalFailure", "the sandbox failed: " + bug));
        }
    }

    private Map<String, Object> detail() {
        return Map.of(
                "experimentId",
                start.id(),
                "action",
                step.name(),
                "actionId",
                step.action().definition().id());
    }
}
