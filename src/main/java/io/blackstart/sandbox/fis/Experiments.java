package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.Subnet;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The experiments of the account. */
final class Experiments implements AutoCloseable {
    /** AWS's quota of experiments that run at once in a region. */
    private static final int ACTIVE_MAX = 5;

    private final List<Subnet> subnets;
    private final Experiment.Stage stage;
    private final SafetyLevers levers;
    private final Random random = new Random();
    // guarded by this, all of them
    private final Map<String, Experiment> experiments = new LinkedHashMap<>();
    private final ClientTokens<Experiment> tokens = new ClientTokens<>();
    private boolean closed;

    Experiments(List<Subnet> subnets, Experiment.Stage stage, SafetyLevers levers) {
        this.subnets = List.copyOf(subnets);
        this.stage = stage;
        this.levers = levers;
    }

    /** Starts an experiment, or finds the one that the same request started. */
    synchronized Experiment start(String region, ObjectNode request, Template template) {
        if (closed) {
            throw Faults.conflict("the sandbox is closing");
        }
        return tokens.once(region, request, () -> start(region, template, skipsAll(request)));
    }

    private static boolean skipsAll(ObjectNode request) {
        String mode = request.path("experimentOptions").path("actionsMode").asString("run-all");
        if (!mode.equals("run-all") && !mode.equals("skip-all")) {
            throw Faults.invalid("actionsMode must be run-all or skip-all, not " + mode);
        }
        return mode.equals("skip-all");
    }

    private Experiment start(String region, Template template, boolean skipAll) {
        long active =
                experiments.values().stream()
                        .filter(one -> one.given().region().equals(region))
                        .filter(one -> !one.progress().status().ended())
                        .count();
        if (active >= ACTIVE_MAX) {
            throw Faults.quota(active + " experiments are active in " + region);
        }
        List<Subnet> here =
                subnets.stream().filter(subnet -> subnet.region().equals(region)).toList();
        String id = Ids.next("EXP");
        Experiment experiment =
                new Experiment(
                        new Experiment.Start(
                                id,
                                Ids.arn(region, "experiment/" + id),
                                region,
                                template,
                                skipAll,
                                Instant.now()),
                        Targets.resolve(template, here, random),
                        stage);
        experiments.put(id, experiment);
        SafetyLevers.Lever lever = levers.of(region);
        if (lever.engaged()) {
            experiment.cancel("The safety lever is engaged: " + lever.reason());
        } else {
            experiment.begin();
        }
        return experiment;
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
            in(region).forEach(one -> one.stop("The safety lever was engaged: " + reason));
        }
        return moved;
    }

    /** Stops all experiments, waits until their cuts are lifted, and forgets them. */
    void clear() {
        List<Experiment> all;
        synchronized (this) {
            all = List.copyOf(experiments.values());
            experiments.clear();
            tokens.clear();
        }
        end(all, "The sandbox was reset.");
    }

    /** Stops all experiments and waits until their cuts are lifted. */
    @Override
    public void close() {
        List<Experiment> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(experiments.values());
        }
        end(all, "The sandbox is closing.");
    }

    private static void end(List<Experiment> all, String reason) {
        all.forEach(one -> one.stop(reason));
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
    }
}
