package io.blackstart.fault;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.FaultMended;
import io.blackstart.evidence.Event.FisSaid;
import io.blackstart.evidence.Event.MendAsked;
import io.blackstart.run.FaultInjector;
import io.blackstart.run.RunClock;
import io.blackstart.run.UndoEntry;
import io.blackstart.run.UndoJournal;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.SafetyLeverStatus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A fault injected through AWS FIS, and lifted by stopping FIS's experiment and undoing what FIS
 * does not. Used by the runner's thread only.
 */
public final class FisFault implements FaultInjector {
    private static final Duration MEND_MOST = Duration.ofMinutes(5);

    private final RunClock clock;
    private final FisClient fis;
    private final FisTemplateSource source;
    private final DatabaseUndo database;
    private final UndoEntry.FaultIntended intent;
    private final UndoJournal journal;
    private final Duration between;
    private final Consumer<Event> evidence;

    private boolean intended;
    private boolean mended;
    private Optional<String> ownTemplate = Optional.empty();
    private Optional<String> experiment = Optional.empty();
    private Optional<FisSaid> said = Optional.empty();

    /**
     * A fault that was not injected yet.
     *
     * @param fis a client of the region that the fault is to hit; FIS is regional
     * @param database starts again what FIS does not
     * @param between two looks at FIS while it mends
     */
    public FisFault(
            RunClock clock,
            FisClient fis,
            FisTemplateSource source,
            DatabaseUndo database,
            UndoEntry.FaultIntended intent,
            UndoJournal journal,
            Duration between,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.fis = fis;
        this.source = source;
        this.database = database;
        this.intent = intent;
        this.journal = journal;
        this.between = between;
        this.evidence = evidence;
    }

    @Override
    public List<Answer> preflight() {
        try {
            var lever = fis.getSafetyLever(request -> request.id("default")).safetyLever().state();
            boolean free = lever.status() == SafetyLeverStatus.DISENGAGED;
            List<Answer> answers = new ArrayList<>();
            answers.add(
                    new Answer(
                            "FIS safety lever",
                            free,
                            free ? "disengaged" : lever.statusAsString() + ": " + lever.reason()));
            List<FisAction> actions = source.actions(fis);
            answers.addAll(OneWay.refusals(actions));
            answers.addAll(database.preflight(actions));
            return answers;
        } catch (SdkException e) {
            return List.of(new Answer("FIS", false, "does not answer: " + e.getMessage()));
        } catch (IllegalArgumentException wrong) {
            return List.of(new Answer("FIS template", false, String.valueOf(wrong.getMessage())));
        }
    }

    @Override
    public void inject() throws FaultFailed {
        journal.write(intent);
        intended = true;
        database.announce();
        evidence.accept(new Event.FaultIntended(clock.elapsed(), source.describe()));
        try {
            String template = source.create(fis, intent.runId());
            if (source.madeForThisRun()) {
                ownTemplate = Optional.of(template);
                journal.write(new UndoEntry.TemplateCreated(template));
            }
            Experiment started =
                    fis.startExperiment(request ->
                                    request.experimentTemplateId(template)
                                            .clientToken(intent.runId())
                                            .tags(
                                                    Map.of(
                                                            FisTemplateSource.RUN_TAG,
                                                            intent.runId())))
                            .experiment();
            experiment = Optional.of(started.id());
            journal.write(new UndoEntry.ExperimentStarted(started.id()));
            record(started);
        } catch (SdkException | IllegalArgumentException e) {
            throw new FaultFailed("FIS did not take the fault: " + e.getMessage(), e);
        }
    }

    @Override
    public void look() {
        if (experiment.isEmpty() || mended) {
            return;
        }
        try {
            record(asked(experiment.get()));
        } catch (SdkException e) {
            evidence.accept(new Event.Noted(clock.elapsed(), "asking FIS: " + e.getMessage()));
        }
    }

    @Override
    public void mend(String why) throws FaultFailed, InterruptedException {
        if (!intended || mended) {
            return;
        }
        evidence.accept(new MendAsked(clock.elapsed(), why));
        try {
            if (experiment.isPresent()) {
                String status = lifted(experiment.get());
                evidence.accept(new FaultMended(clock.elapsed(), status));
                journal.write(new UndoEntry.FaultMended(status));
            } else {
                // the start may have reached FIS though its answer did not reach us: look by the
                // tag
                FisLeftovers.mend(fis, intent.runId(), between);
                database.undo();
                ownTemplate = Optional.empty();
                journal.write(new UndoEntry.FaultMended("never seen to start"));
            }
            mended = true;
            deleteTemplate();
        } catch (SdkException e) {
            throw new FaultFailed(
                    "the fault could not be lifted: "
                            + e.getMessage()
                            + "; run: ./blackstart recover",
                    e);
        }
    }

    /** Stops FIS's experiment and undoes what FIS does not; RDS is asked also if FIS is silent. */
    private String lifted(String id) throws InterruptedException, FaultFailed {
        String status;
        try {
            status = stopped(id);
        } catch (FaultFailed | SdkException stillInForce) {
            try {
                database.startMeanwhile();
            } catch (FaultFailed alsoFailed) {
                stillInForce.addSuppressed(alsoFailed);
            }
            throw stillInForce;
        }
        database.undo();
        return status;
    }

    private String stopped(String id) throws InterruptedException, FaultFailed {
        Duration deadline = clock.elapsed().plus(MEND_MOST);
        Experiment now = asked(id);
        if (!FisLeftovers.over(now)) {
            fis.stopExperiment(request -> request.id(id));
        }
        while (!FisLeftovers.over(now)) {
            if (clock.elapsed().compareTo(deadline) > 0) {
                throw new FaultFailed(
                        "FIS experiment "
                                + id
                                + " is still "
                                + now.state().statusAsString()
                                + " after "
                                + MEND_MOST.toMinutes()
                                + " min; run: ./blackstart recover");
            }
            clock.sleepUntil(clock.elapsed().plus(between));
            now = asked(id);
        }
        record(now);
        return now.state().statusAsString();
    }

    private void deleteTemplate() {
        ownTemplate.ifPresent(template -> {
            fis.deleteExperimentTemplate(request -> request.id(template));
            journal.write(new UndoEntry.TemplateDeleted(template));
        });
    }

    private Experiment asked(String id) {
        return fis.getExperiment(request -> request.id(id)).experiment();
    }

    /** Records what FIS says, when it says something new. */
    private void record(Experiment now) {
        Map<String, String> actions =
                now.actions().entrySet().stream()
                        .filter(action -> action.getValue().state() != null)
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        action -> action.getValue().state().statusAsString()));
        FisSaid saying =
                new FisSaid(
                        Duration.ZERO,
                        now.id(),
                        now.state().statusAsString(),
                        now.state().reason() == null ? "" : now.state().reason(),
                        actions,
                        Optional.ofNullable(now.startTime()),
                        Optional.ofNullable(now.endTime()));
        if (!said.equals(Optional.of(saying))) {
            said = Optional.of(saying);
            evidence.accept(
                    new FisSaid(
                            clock.elapsed(),
                            saying.experimentId(),
                            saying.status(),
                            saying.reason(),
                            saying.actions(),
                            saying.startTime(),
                            saying.endTime()));
        }
    }
}
