package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.Subnet;
import io.blackstart.sandbox.fis.ActionPlan.Work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The targets of an experiment: resolved once, before its first action. */
record Targets(Map<String, List<Subnet>> byName) {
    /** AWS's quota for one action. */
    private static final int SUBNETS_MAX = 5;

    Targets {
        byName = Map.copyOf(byName);
    }

    /**
     * Resolves all targets of a template.
     *
     * @param subnets of the experiment's region
     */
    static Targets resolve(Template template, List<Subnet> subnets, Random random) {
        Map<String, List<Subnet>> byName = new LinkedHashMap<>();
        template.targets()
                .forEach((name, target) ->
                        byName.put(
                                name,
                                target.resourceType().equals(TargetPlan.SUBNET)
                                        ? target.resolve(subnets, random)
                                        : List.of()));
        Targets targets = new Targets(byName);
        for (ActionPlan action : template.actions()) {
            if (action.work() instanceof Work.Disrupt(String target, _)
                    && targets.of(target).size() > SUBNETS_MAX) {
                throw Faults.quota(
                        "action %s would disrupt %d subnets; the quota is %d for one action"
                                .formatted(action.name(), targets.of(target).size(), SUBNETS_MAX));
            }
        }
        return targets;
    }

    List<Subnet> of(String target) {
        return byName.getOrDefault(target, List.of());
    }

    /** Why an experiment with these targets cannot run, if so. */
    Optional<String> obstacle(Template template) {
        for (ActionPlan action : template.actions()) {
            switch (action.work()) {
                case Work.Wait _ -> {}
                case Work.Unsupported(String why) -> {
                    return Optional.of("Action " + action.name() + ": " + why);
                }
                case Work.Disrupt(String name, _) -> {
                    TargetPlan plan = template.targets().get(name);
                    boolean mayBeEmpty =
                            template.skipEmptyTargets() && plan != null && plan.arns().isEmpty();
                    if (of(name).isEmpty() && !mayBeEmpty) {
                        return Optional.of(
                                "Target resolution returned empty set for target " + name);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
