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
    private boolean nothingLeft;
    private Optional<String> lifted = Optional.empty();
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
        if (experiment.isEmpty() || lifted.isPresent()) {
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
        if (!intended || nothingLeft) {
            return;
        }
        if (lifted.isEmpty()) {
            evidence.accept(new MendAsked(clock.elapsed(), why));
            lifted = Optional.of(lift());
        }
        deleteTemplate();
        // after everything else: recover does not look beyond this line
        journal.write(new UndoEntry.FaultMended(lifted.orElseThrow()));
        nothingLeft = true;
    }

    /** Ends FIS's experiment and undoes what FIS does not; RDS is asked also if FIS is silent. */
    private String lift() throws FaultFailed, InterruptedException {
        String status;
        try {
            status = over();
        } catch (FaultFailed | SdkException stillInForce) {
            try {
                database.startMeanwhile();
            } catch (FaultFailed alsoFailed) {
                stillInForce.addSuppressed(alsoFailed);
            }
            throw stillInForce instanceof FaultFailed known
                    ? known
                    : new FaultFailed(
                            "the fault could not be lifted: "
                                    + stillInForce.getMessage()
                                    + "; run: ./blackstart recover",
                            stillInForce);
        }
        database.undo();
        if (experiment.isPresent()) {
            evidence.accept(new FaultMended(clock.elapsed(), status));
        }
        return status;
    }

    private String over() throws FaultFailed, InterruptedException {
        if (experiment.isPresent()) {
            return stopped(experiment.get());
        }
        // the start may have reached FIS though its answer did not reach us: look by the tag
        FisLeftovers.end(fis, intent.runId(), between);
        return "never seen to start";
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

    private void deleteTemplate() throws FaultFailed {
        try {
            List<String> templates =
                    experiment.isPresent()
                            ? ownTemplate.stream().toList()
                            : FisLeftovers.templates(fis, intent.runId());
            for (String template : templates) {
                FisLeftovers.delete(fis, template);
                journal.write(new UndoEntry.TemplateDeleted(template));
            }
        } catch (SdkException e) {
            throw new FaultFailed(
                    "the fault is lifted, but its FIS template "
                            + ownTemplate.map(id -> id + " ").orElse("")
                            + "could not be deleted: "
                            + e.getMessage()
                            + "; run: ./blackstart recover",
                    e);
        }
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
