package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.fis.action.Faults;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The experiments of the account. */
final class Experiments implements AutoCloseable {
    /** AWS's quota of experiments that run at once in a region. */
    private static final int ACTIVE_MAX = 5;

    /** AWS keeps what has ended for 120 days; here only so many are kept. */
    private static final int KEPT_MAX = 1000;

    private final Templates templates;
    private final ResourceTags tags;
    private final SafetyLevers levers;
    private final Experiment.Stage stage;
    private final Random random = new Random();
    // guarded by this, all of them
    private final Map<String, Experiment> experiments = new LinkedHashMap<>();
    private final ClientTokens tokens = new ClientTokens();
    private boolean closed;

    Experiments(
            Templates templates, ResourceTags tags, SafetyLevers levers, Experiment.Stage stage) {
        this.templates = templates;
        this.tags = tags;
        this.levers = levers;
        this.stage = stage;
    }

    /** An experiment, and how it stands in the answer to what was asked of it. */
    record Seen(Experiment experiment, Progress progress) {}

    /** Starts an experiment, or finds the one that the same request started. */
    synchronized Seen start(String region, Fields request) {
        if (closed) {
            throw Faults.conflict("the sandbox is closing");
        }
        Optional<String> known = tokens.find(region, request);
        if (known.isPresent()) {
            Experiment old = find(region, known.get());
            return new Seen(old, old.progress());
        }
        Template template =
                templates.find(region, request.required("experimentTemplateId", Limit.NAME));
        boolean skipAll =
                request.object("experimentOptions")
                        .flatMap(options ->
                                options.word("actionsMode", Set.of("run-all", "skip-all")))
                        .filter("skip-all"::equals)
                        .isPresent();
        Map<String, String> given = ResourceTags.read(request);
        Experiment experiment = prepared(region, template, skipAll);
        tags.open(experiment.given().arn(), given);
        tokens.remember(region, request, experiment.given().id());
        experiments.put(experiment.given().id(), experiment);
        dropOldest();
        SafetyLevers.Lever lever = levers.of(region);
        return new Seen(
                experiment,
                lever.engaged()
                        ? experiment.cancel("The safety lever is engaged: " + lever.reason())
                        : experiment.begin());
    }

    private Experiment prepared(String region, Template template, boolean skipAll) {
        long active = active(region);
        if (active >= ACTIVE_MAX) {
            throw Faults.quota(active + " experiments are active in " + region);
        }
        Targets targets = Targets.resolve(template.plan(), stage.cloud().resources(region), random);
        return new Experiment(
                new Experiment.Start(Ids.next("EXP"), region, template, skipAll, Instant.now()),
                targets,
                stage);
    }

    private void dropOldest() {
        if (experiments.size() > KEPT_MAX) {
            experiments.values().stream()
                    .filter(Experiment::ended)
                    .findFirst()
                    .ifPresent(this::forget);
        }
    }

    /** How many experiments of a region have not ended. */
    synchronized long active(String region) {
        return in(region).stream().filter(one -> !one.ended()).count();
    }

    /** An experiment of a region. */
    synchronized Experiment find(String region, String id) {
        Experiment found = experiments.get(id);
        if (found == null || !found.given().region().equals(region)) {
            throw Faults.notFound("Experiment " + id + " not found.");
        }
        return found;
    }

    /** The experiments of a region, oldest first. */
    synchronized List<Experiment> in(String region) {
        return experiments.values().stream()
                .filter(one -> one.given().region().equals(region))
                .toList();
    }

    /** Moves a region's safety lever; engaging it stops what runs there. */
    synchronized SafetyLevers.Lever lever(String region, boolean engaged, String reason) {
        SafetyLevers.Lever moved = levers.move(region, engaged, reason);
        if (engaged) {
            Life.Halt order = Life.Halt.because("The safety lever was engaged: " + reason);
            in(region)
                    .forEach(one -> {
                        var _ = one.stop(order);
                    });
        }
        return moved;
    }

    /**
     * Stops all experiments, waits until what they did is undone, and forgets them; one that begins
     * meanwhile goes on.
     */
    void clear() {
        List<Experiment> stopped = stopAll("The sandbox is reset.", false);
        synchronized (this) {
            stopped.forEach(this::forget);
        }
    }

    private void forget(Experiment one) {
        experiments.remove(one.given().id());
        tokens.forget(one.given().id());
        tags.drop(one.given().arn());
    }

    /** Stops all experiments and waits until what they did is undone. */
    @Override
    public void close() {
        var _ = stopAll("The sandbox is closing.", true);
    }

    private List<Experiment> stopAll(String why, boolean last) {
        List<Experiment> all;
        synchronized (this) {
            closed = closed || last;
            all = List.copyOf(experiments.values());
        }
        all.forEach(one -> {
            var _ = one.stop(Life.Halt.because(why));
        });
        boolean interrupted = false;
        for (Experiment experiment : all) {
            boolean over = false;
            while (!over) {
                try {
                    experiment.join();
                    over = true;
                } catch (InterruptedException e) {
                    // a region must not stay cut off because somebody is in a hurry
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return all;
    }
}
