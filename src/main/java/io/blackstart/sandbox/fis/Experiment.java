package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.fis.action.Cloud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An experiment, seen from outside; what it does is its {@link Course}. */
final class Experiment {
    /** What it was started with. */
    record Start(String id, String region, Template template, boolean skipAll, Instant at) {
        String arn() {
            return Ids.arn(region, "experiment/" + id);
        }
    }

    /** What it acts on. */
    record Stage(Fis.Settings settings, Cloud cloud, Truth truth) {}

    private final Start start;
    private final Targets targets;
    private final Life life = new Life();
    private final List<ActionRun> actions;
    private final Thread thread;

    Experiment(Start start, Targets targets, Stage stage) {
        this.start = start;
        this.targets = targets;
        this.actions =
                start.template().plan().steps().stream()
                        .map(step -> new ActionRun(step, start, stage))
                        .toList();
        this.thread =
                Thread.ofVirtual()
                        .name("experiment-" + start.id())
                        .unstarted(new Course(start, targets, stage, life, actions));
    }

    Start given() {
        return start;
    }

    Targets targets() {
        return targets;
    }

    /**
     * Starts it.
     *
     * @return how it stands right after that
     */
    Progress begin() {
        var _ = life.advance(Status.INITIATING, "Experiment is initiating.");
        Progress first = progress();
        thread.start();
        return first;
    }

    /**
     * Ends it before it begins, because the safety lever is engaged.
     *
     * @return how it stands after that
     */
    Progress cancel(String why) {
        actions.forEach(action -> action.cancel("Experiment cancelled."));
        life.end(Status.CANCELLED, why, Optional.empty());
        return progress();
    }

    /**
     * Asks it to stop; it is stopped when its actions are undone.
     *
     * @return how it stands right after that
     */
    Progress stop(Life.Halt order) {
        return withActions(life.halt(order));
    }

    /** Waits until it has ended. */
    void join() throws InterruptedException {
        thread.join();
    }

    boolean ended() {
        return life.progress().status().ended();
    }

    /** How it stands at this moment, its actions in the template's order. */
    Progress progress() {
        // in this order: when the experiment has ended, its actions have
        return withActions(life.progress());
    }

    private Progress withActions(Progress progress) {
        return progress.with(actions.stream().map(ActionRun::state).toList());
    }

    /** Names of its actions, in the order of their states. */
    List<String> names() {
        return start.template().plan().steps().stream().map(Plan.Step::name).toList();
    }
}
