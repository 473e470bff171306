package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.action.Faults.invalid;

import io.blackstart.sandbox.fis.action.Action;
import io.blackstart.sandbox.fis.action.Catalogue;
import io.blackstart.sandbox.fis.action.Definition;
import io.blackstart.sandbox.fis.action.Parameters;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an action of a template as it is sent. */
final class StepJson {
    private StepJson() {}

    static Plan.Step read(String name, Fields step, Map<String, TargetPlan> targets) {
        String id = step.required("actionId", Limit.ACTION_ID);
        Action action =
                Catalogue.find(id)
                        .orElseThrow(() -> invalid(step.where() + ": there is no action " + id));
        var _ = step.text("description", Limit.DESCRIPTION);
        Parameters parameters =
                new Parameters(step.texts("parameters", Limit.NAME, Limit.ACTION_VALUE));
        action.definition().check(step.where(), parameters.values());
        action.check(parameters);
        return new Plan.Step(
                name,
                action,
                parameters,
                target(step, action.definition(), targets),
                step.texts("startAfter", Limit.NAME));
    }

    private static Optional<String> target(
            Fields step, Definition definition, Map<String, TargetPlan> targets) {
        Map<String, String> given = step.texts("targets", Limit.NAME, Limit.NAME);
        Set<String> slots = definition.slot().map(slot -> Set.of(slot.name())).orElse(Set.of());
        if (!given.keySet().equals(slots)) {
            throw invalid(
                    "%s: %s needs exactly the targets %s, not %s"
                            .formatted(
                                    step.where(),
                                    definition.id(),
                                    slots,
                                    given.keySet().stream().sorted().toList()));
        }
        return definition.slot().map(slot -> target(step, slot, given, targets));
    }

    private static String target(
            Fields step,
            Definition.Slot slot,
            Map<String, String> given,
            Map<String, TargetPlan> targets) {
        String name = given.getOrDefault(slot.name(), "");
        TargetPlan target = targets.get(name);
        if (target == null) {
            throw invalid(step.where() + " has an unknown target: " + name);
        }
        if (!target.type().id().equals(slot.resourceType())) {
            throw invalid(
                    "%s needs a target of type %s, not %s"
                            .formatted(step.where(), slot.resourceType(), target.type().id()));
        }
        return name;
    }
}
