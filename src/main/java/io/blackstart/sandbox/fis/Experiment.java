package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.SubnetFaults;
import io.blackstart.sandbox.Truth;
import io.blackstart.sandbox.fis.ActionPlan.Work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An experiment from its start to its end, on a thread of its own. Whatever ends it, its cuts are
 * lifted before it says so.
 */
final class Experiment {
    /** What it was started with. */
    record Start(
            String id, String arn, String region, Template template, boolean skipAll, Instant at) {}

    /** What it acts on. */
    record Stage(CloudClock clock, SubnetFaults faults, Truth truth) {}

    /** FIS takes a moment before the first action. */
    private static final Duration INITIATING = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);

    private final Start start;
    private final Targets targets;
    private final Stage stage;
    private final List<ActionRun> actions;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    // guarded by lock, all of them
    private Status status = Status.PENDING;
    private String reason = "Experiment is pending.";
    private Optional<Instant> started = Optional.empty();
    private Optional<Instant> ended = Optional.empty();

    Experiment(Start start, Targets targets, Stage stage) {
        this.start = start;
        this.targets = targets;
        this.stage = stage;
        this.actions = start.template().actions().stream().map(ActionRun::new).toList();
        this.thread = Thread.ofVirtual().name("experiment-" + start.id()).unstarted(this::live);
    }

    Start given() {
        return start;
    }

    Targets targets() {
        return targets;
    }

    /** Starts it. */
    void begin() {
        move(Status.INITIATING, "Experiment is initiating.");
        thread.start();
    }

    /** Ends it before it begins, because the safety lever is engaged. */
    void cancel(String why) {
        finish(Status.CANCELLED, Status.CANCELLED, why);
    }

    /**
     * Asks it to stop; it is stopped when its actions are undone. Harmless when it has ended.
     *
     * @return how it stands right after that
     */
    Progress stop(String why) {
        lock.lock();
        try {
            if (!status.ended()) {
                status = Status.STOPPING;
                reason = why;
                stopping.signalAll();
            }
            return progress();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has ended. */
    void join() throws InterruptedException {
        thread.join();
    }

    /** How it stands at this moment. */
    Progress progress() {
        lock.lock();
        try {
            return new Progress(
                    status,
                    reason,
                    started,
                    ended,
                    actions.stream()
                            .map(action ->
                                    new Progress.ActionState(
                                            action.plan().name(),
                                            action.status(),
                                            action.reason(),
                                            action.started(),
                                            action.ended()))
                            .toList());
        } finally {
            lock.unlock();
        }
    }

    private void live() {
        try {
            if (stoppedWithin(System.nanoTime() + stage.clock().real(INITIATING).toNanos())) {
                finish(Status.STOPPED, Status.CANCELLED, "Experiment stopped.");
                return;
            }
            Optional<String> obstacle = targets.obstacle(start.template());
            if (obstacle.isPresent()) {
                finish(Status.FAILED, Status.CANCELLED, obstacle.get());
                return;
            }
            run();
        } catch (InterruptedException e) {
            // nobody interrupts this thread; if someone did, the cuts must be lifted all the same
            finish(Status.STOPPED, Status.CANCELLED, "Experiment interrupted.");
        } catch (RuntimeException e) {
            LOG.error("experiment {} failed", start.id(), e);
            finish(Status.FAILED, Status.CANCELLED, "The sandbox failed: " + e);
        }
    }

    private void run() throws InterruptedException {
        if (!move(Status.RUNNING, "Experiment is running.")) {
            finish(Status.STOPPED, Status.CANCELLED, "Experiment stopped.");
            return;
        }
        stage.truth().event(System.nanoTime(), "fisStarted", start.region(), detail(""));
        while (true) {
            startDue();
            Optional<ActionRun> next =
                    actions.stream()
                            .filter(action -> action.status() == Status.RUNNING)
                            .min((one, other) -> Long.compare(one.endsAt() - other.endsAt(), 0));
            if (next.isEmpty()) {
                finish(Status.COMPLETED, Status.CANCELLED, "Experiment completed.");
                return;
            }
            if (stoppedWithin(next.get().endsAt())) {
                finish(Status.STOPPED, Status.CANCELLED, "Experiment stopped.");
                return;
            }
            next.get().lift();
            end(next.get(), Status.COMPLETED, "Action was completed.");
        }
    }

    /** Starts what waits for nothing any more. */
    private void startDue() {
        boolean more = true;
        while (more) {
            more = false;
            var completed = new HashSet<String>();
            actions.stream()
                    .filter(action -> action.status().ended())
                    .forEach(action -> completed.add(action.plan().name()));
            for (ActionRun action : actions) {
                if (action.status() == Status.PENDING
                        && completed.containsAll(action.plan().startAfter())) {
                    start(action);
                    // what was skipped has ended already, and others may wait for it
                    more = more || action.status().ended();
                }
            }
        }
    }

    private void start(ActionRun action) {
        if (start.skipAll()) {
            end(action, Status.SKIPPED, "Action was skipped: the actions mode is skip-all.");
            return;
        }
        switch (action.plan().work()) {
            case Work.Wait(Duration duration) -> started(action, duration);
            case Work.Unsupported(String why) -> throw new IllegalStateException(why);
            case Work.Disrupt(String target, Duration duration) -> {
                var subnets = targets.of(target);
                if (subnets.isEmpty()) {
                    end(action, Status.SKIPPED, "Action was skipped: it has no targets.");
                    return;
                }
                started(action, duration);
                action.hold(stage.faults().isolate(new HashSet<>(subnets)));
            }
        }
    }

    private void started(ActionRun action, Duration duration) {
        lock.lock();
        try {
            action.start(System.nanoTime() + stage.clock().real(duration).toNanos());
        } finally {
            lock.unlock();
        }
    }

    private void end(ActionRun action, Status last, String why) {
        lock.lock();
        try {
            action.end(last, why);
        } finally {
            lock.unlock();
        }
    }

    /** Waits; true as soon as the experiment is asked to stop. */
    private boolean stoppedWithin(long nanos) throws InterruptedException {
        lock.lock();
        try {
            for (long left = nanos - System.nanoTime();
                    left > 0 && status != Status.STOPPING;
                    left = nanos - System.nanoTime()) {
                var _ = stopping.await(left, TimeUnit.NANOSECONDS);
            }
            return status == Status.STOPPING;
        } finally {
            lock.unlock();
        }
    }

    /** Moves on, unless it is asked to stop. */
    private boolean move(Status next, String why) {
        lock.lock();
        try {
            if (status == Status.STOPPING) {
                return false;
            }
            status = next;
            reason = why;
            if (next == Status.RUNNING) {
                started = Optional.of(Instant.now());
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lifts all cuts, then ends the experiment and what is left of its actions. */
    private void finish(Status last, Status ofPending, String why) {
        actions.forEach(ActionRun::lift);
        boolean ran;
        lock.lock();
        try {
            for (ActionRun action : actions) {
                if (!action.status().ended()) {
                    action.end(
                            action.status() == Status.PENDING ? ofPending : last,
                            "Experiment " + last.wire() + ".");
                }
            }
            status = last;
            reason = why;
            ended = Optional.of(Instant.now());
            ran = started.isPresent();
        } finally {
            lock.unlock();
        }
        if (ran) {
            stage.truth().event(System.nanoTime(), "fisEnded", start.region(), detail(last.wire()));
        }
    }

    private Map<String, Object> detail(String last) {
        return last.isEmpty()
                ? Map.of("experimentId", start.id(), "templateId", start.template().id())
                : Map.of(
                        "experimentId",
                        start.id(),
                        "templateId",
                        start.template().id(),
                        "status",
                        last);
    }
}
