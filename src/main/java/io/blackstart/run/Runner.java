package io.blackstart.run;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.Event.GuardRailAsked;
import io.blackstart.evidence.Event.Phase;
import io.blackstart.evidence.Event.PhaseBegan;
import io.blackstart.evidence.Event.RunEnded;
import io.blackstart.experiment.GuardRails;
import io.blackstart.experiment.Timeline;
import io.blackstart.run.FaultInjector.Answer;
import io.blackstart.run.FaultInjector.FaultFailed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The course of a run. Leftovers of earlier runs were mended, and the roles found, before it
 * begins.
 *
 * <ol>
 *   <li>preflight: may the fault be injected?
 *   <li>warm up
 *   <li>baseline: the load runs; the steady state must hold at its end, else nothing is broken
 *   <li>write the undo intent, then inject
 *   <li>observe
 *   <li>mend, on every way out
 *   <li>observe the return
 *   <li>read the surviving writes back until two reads agree, and take the drill's own writes away
 * </ol>
 *
 * <p>It never throws for what the cloud or the service does: that becomes evidence.
 */
public final class Runner {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration READ_BACK_MOST = Duration.ofMinutes(2);
    private static final Duration READ_BACK_MOST_WHEN_STOPPED = Duration.ofSeconds(10);
    private static final Duration CLEAN_UP_MOST = Duration.ofMinutes(2);

    /** Everything that a run works with. */
    public record Parts(
            RunClock clock,
            Load load,
            List<Answer> guardRails,
            FaultInjector fault,
            ReadBack readBack,
            List<Watch> watches,
            SteadyStateWatch steadyState,
            StopSignal stop,
            Consumer<Event> evidence,
            DiskSync sync) {}

    /** Forces the evidence to disk. */
    public interface DiskSync {
        /** Returns when everything recorded so far is on disk. */
        void sync() throws InterruptedException;
    }

    private final Timeline timeline;
    private final GuardRails guardRails;
    private final Parts parts;
    private final List<String> leftBehind = new ArrayList<>();

    private Ended ended = Ended.COMPLETED;
    private String why = "";

    /** A run that has not begun. */
    public Runner(Timeline timeline, GuardRails guardRails, Parts parts) {
        this.timeline = timeline;
        this.guardRails = guardRails;
        this.parts = parts;
    }

    /** Runs; the last event is returned as well as recorded. */
    public RunEnded run() throws InterruptedException {
        begin(Phase.PREFLIGHT);
        if (allPassed(parts.guardRails()) && allPassed(parts.fault().preflight())) {
            course();
        }
        RunEnded end = new RunEnded(now(), ended, why, leftBehind);
        begin(Phase.END);
        parts.evidence().accept(end);
        return end;
    }

    private void course() throws InterruptedException {
        begin(Phase.WARM_UP);
        parts.load().warmUp();
        try {
            parts.watches().forEach(Watch::start);
            withLoad();
        } finally {
            parts.watches().forEach(Watch::close);
        }
        boolean asPlanned = ended == Ended.COMPLETED;
        begin(Phase.READ_BACK);
        parts.readBack().readUntilAgreed(asPlanned ? READ_BACK_MOST : READ_BACK_MOST_WHEN_STOPPED);
        begin(Phase.CLEAN_UP);
        parts.readBack().cleanUp(asPlanned ? CLEAN_UP_MOST : READ_BACK_MOST_WHEN_STOPPED);
    }

    private void withLoad() throws InterruptedException {
        Duration start = now();
        begin(Phase.BASELINE);
        parts.load().start();
        try {
            if (observe(start.plus(timeline.baseline()), start)
                    && allPassed(parts.steadyState().answers(now()))
                    && isRecorded()) {
                withFault(start);
            }
        } finally {
            parts.load().stop();
        }
    }

    /** What cannot be recorded proves nothing: then nothing is broken either. */
    private boolean isRecorded() throws InterruptedException {
        parts.sync().sync();
        Optional<StopSignal.Reason> stopped = parts.stop().reason();
        stopped.ifPresent(reason -> end(reason.ended(), reason.why()));
        return stopped.isEmpty();
    }

    private void withFault(Duration start) throws InterruptedException {
        Duration began = now();
        String whyMend = "the planned time is over";
        try {
            begin(Phase.FAULT);
            parts.fault().inject();
            if (!observe(began.plus(timeline.fault()), start)) {
                whyMend = why;
            }
        } catch (FaultFailed e) {
            end(Ended.REFUSED, e.says());
            whyMend = "the fault was refused";
        } finally {
            begin(Phase.AFTER);
            mend(whyMend);
        }
        if (ended == Ended.COMPLETED) {
            observe(now().plus(timeline.after()), start);
        }
    }

    private void mend(String whyMend) throws InterruptedException {
        try {
            parts.fault().mend(whyMend);
        } catch (FaultFailed e) {
            leftBehind.add(e.says());
            end(Ended.FAILED, e.says());
        }
    }

    /** Looks on until that time; false when the run has to end early. */
    private boolean observe(Duration until, Duration start) throws InterruptedException {
        Duration latest = start.plus(guardRails.maxDuration());
        while (now().compareTo(until) < 0) {
            Duration next = now().plus(LOOK_EVERY);
            Optional<StopSignal.Reason> stopped =
                    parts.stop()
                            .sleepUntil(parts.clock(), next.compareTo(until) < 0 ? next : until);
            if (stopped.isPresent()) {
                end(stopped.get().ended(), stopped.get().why());
                return false;
            }
            if (now().compareTo(latest) > 0) {
                end(
                        Ended.ABORTED,
                        "guard rail: the run took longer than " + guardRails.maxDuration());
                return false;
            }
            parts.fault().look();
        }
        return true;
    }

    private boolean allPassed(List<Answer> answers) {
        boolean passed = true;
        for (Answer answer : answers) {
            parts.evidence()
                    .accept(
                            new GuardRailAsked(
                                    now(), answer.name(), answer.passed(), answer.says()));
            if (!answer.passed()) {
                end(Ended.REFUSED, answer.name() + ": " + answer.says());
                passed = false;
            }
        }
        return passed;
    }

    /** The first reason counts, but for a fault that is left behind. */
    private void end(Ended how, String reason) {
        if (ended == Ended.COMPLETED || how == Ended.FAILED) {
            ended = how;
            why = reason;
        }
    }

    private void begin(Phase phase) {
        parts.evidence().accept(new PhaseBegan(now(), phase));
    }

    private Duration now() {
        return parts.clock().elapsed();
    }
}
