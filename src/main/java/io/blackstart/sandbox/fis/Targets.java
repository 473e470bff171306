package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.Resource;
import io.blackstart.sandbox.fis.action.Definition;
import io.blackstart.sandbox.fis.action.Faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The targets of an experiment: resolved once, before its first action.
 *
 * @param byName in the template's order
 * @param missing ARNs that the template names and that nothing has
 */
record Targets(Map<String, List<Resource>> byName, List<String> missing) {
    Targets {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
        missing = List.copyOf(missing);
    }

    /**
     * Resolves all targets of a template.
     *
     * @param resources of the experiment's region
     * @throws io.blackstart.sandbox.aws.AwsFault when an action has more than its quota
     */
    static Targets resolve(Plan plan, List<Resource> resources, Random random) {
        Map<String, List<Resource>> byName = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        plan.targets()
                .forEach((name, target) -> {
                    byName.put(name, target.resolve(resources, random));
                    missing.addAll(target.missing(resources));
                });
        Targets targets = new Targets(byName, missing);
        plan.steps().forEach(targets::checkQuota);
        return targets;
    }

    private void checkQuota(Plan.Step step) {
        Optional<Definition.Slot> slot = step.action().definition().slot();
        int found = of(step).size();
        if (slot.isPresent() && found > slot.get().quota()) {
            throw Faults.quota(
                    "action %s has %d targets; the quota is %d for one action"
                            .formatted(step.name(), found, slot.get().quota()));
        }
    }

    /** What an action is aimed at. */
    List<Resource> of(Plan.Step step) {
        return step.target().map(name -> byName.getOrDefault(name, List.of())).orElse(List.of());
    }

    /** Whether an action has to be skipped or to fail, because nothing was found for it. */
    boolean empty(Plan.Step step) {
        return step.target().isPresent() && of(step).isEmpty();
    }
}
