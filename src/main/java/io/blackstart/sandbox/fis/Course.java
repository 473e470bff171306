package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.fis.Experiment.Stage;
import io.blackstart.sandbox.fis.Experiment.Start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an experiment does from its start to its end, on its own thread. Whatever ends it, the post
 * actions of what has started are done before it says so.
 */
final class Course implements Runnable {
    /** FIS takes a moment before the first action. */
    private static final Duration INITIATING = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Course.class);

    private final Start start;
    private final Targets targets;
    private final Stage stage;
    private final Life life;
    private final List<ActionRun> actions;
    private final Obstacles obstacles;
    private final AlarmWatch alarms;

    Course(Start start, Targets targets, Stage stage, Life life, List<ActionRun> actions) {
        this.start = start;
        this.targets = targets;
        this.stage = stage;
        this.life = life;
        this.actions = List.copyOf(actions);
        this.obstacles = new Obstacles(start, targets, stage.cloud());
        this.alarms =
                new AlarmWatch(
                        stage.cloud().alarms(),
                        start.region(),
                        start.template().plan().alarms(),
                        stage.settings());
    }

    /** How an experiment ends. */
    private record End(Status last, String why, Optional<Failure> failure) {
        static End failed(Failure failure) {
            return new End(Status.FAILED, failure.reason(), Optional.of(failure));
        }
    }

    @Override
    public void run() {
        End end;
        try {
            Optional<End> early = prepare();
            end = early.isPresent() ? early.get() : act();
        } catch (InterruptedException e) {
            // nobody interrupts this thread; if someone did, the cuts must be lifted all the same
            end = new End(Status.STOPPED, "Experiment interrupted.", Optional.empty());
        } catch (RuntimeException bug) {
            LOG.error("experiment {} failed", start.id(), bug);
            end =
                    End.failed(
                            Failure.of(
                                    "InternalFailure", "experiment", "The sandbox failed: " + bug));
        }
        finish(end);
    }

    private End stopped() {
        return new End(
                Status.STOPPED,
                life.halt().orElse(Life.Halt.BY_HAND).afterwards(),
                Optional.empty());
    }

    /** All before the first action; says when it does not get that far. */
    private Optional<End> prepare() throws InterruptedException {
        if (life.haltedBefore(
                System.nanoTime() + stage.settings().clock().real(INITIATING).toNanos())) {
            return Optional.of(stopped());
        }
        Optional<Failure> obstacle = obstacles.find(alarms);
        if (obstacle.isPresent()) {
            return Optional.of(End.failed(obstacle.get()));
        }
        alarms.start()
                .ifPresent(why -> {
                    var _ = life.halt(Life.Halt.because(why));
                });
        return life.advance(Status.RUNNING, "Experiment is running.")
                ? Optional.empty()
                : Optional.of(stopped());
    }

    private End act() throws InterruptedException {
        stage.truth().event(System.nanoTime(), "fisStarted", start.region(), detail());
        while (true) {
            Optional<Failure> failure = startDue();
            if (failure.isPresent()) {
                return End.failed(failure.get());
            }
            Optional<Long> next = next();
            if (next.isEmpty()) {
                return new End(Status.COMPLETED, "Experiment completed.", Optional.empty());
            }
            if (life.haltedBefore(next.get())) {
                return stopped();
            }
            for (ActionRun action : actions) {
                failure = action.proceed();
                if (failure.isPresent()) {
                    return End.failed(failure.get());
                }
            }
            alarms.look()
                    .ifPresent(why -> {
                        var _ = life.halt(Life.Halt.because(why));
                    });
        }
    }

    /** When there is something to do; nothing when no action runs any more. */
    private Optional<Long> next() {
        if (actions.stream().noneMatch(ActionRun::running)) {
            return Optional.empty();
        }
        return Stream.concat(
                        actions.stream().filter(ActionRun::running).map(ActionRun::due),
                        alarms.due().stream())
                .min((one, other) -> Long.compare(one - other, 0));
    }

    /** Starts what waits for nothing any more; an action that is skipped holds up no other. */
    private Optional<Failure> startDue() {
        boolean more = true;
        while (more) {
            more = false;
            Set<String> over = new HashSet<>();
            actions.stream()
                    .filter(action -> action.state().status().ended())
                    .forEach(action -> over.add(action.step().name()));
            for (ActionRun action : actions) {
                if (action.state().status() == Status.PENDING
                        && over.containsAll(action.step().startAfter())) {
                    Optional<Failure> failure = start(action);
                    if (failure.isPresent()) {
                        return failure;
                    }
                    // what has ended already may be what another one waits for
                    more = more || action.state().status().ended();
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> start(ActionRun action) {
        if (start.skipAll()) {
            action.skip("Action was skipped: the actions mode is skip-all.");
            return Optional.empty();
        }
        if (targets.empty(action.step())) {
            action.skip("Action was skipped: it has no targets.");
            return Optional.empty();
        }
        return action.start(obstacles.call(action.step()));
    }

    /** Ends what is left of the actions, with their post actions, and then the experiment. */
    private void finish(End end) {
        boolean ran = life.progress().started().isPresent();
        List<ActionRun> running = actions.stream().filter(ActionRun::running).toList();
        running.forEach(ActionRun::stopping);
        End last = end;
        for (ActionRun action : running) {
            Optional<Failure> failure = action.end(Status.STOPPED, "Action was stopped.");
            if (failure.isPresent() && last.failure().isEmpty()) {
                last = End.failed(failure.get());
            }
        }
        Optional<String> culprit = last.failure().flatMap(Failure::action);
        for (ActionRun action : actions) {
            if (!action.state().status().ended()) {
                if (culprit.filter(action.step().name()::equals).isPresent()) {
                    action.fail(last.why());
                } else {
                    action.cancel("Experiment " + last.last().wire() + ".");
                }
            }
        }
        if (ran) {
            Map<String, Object> detail = new HashMap<>(detail());
            detail.put("status", last.last().wire());
            stage.truth().event(System.nanoTime(), "fisEnded", start.region(), detail);
        }
        life.end(last.last(), last.why(), last.failure());
    }

    private Map<String, Object> detail() {
        return Map.of("experimentId", start.id(), "templateId", start.template().id());
    }
}
