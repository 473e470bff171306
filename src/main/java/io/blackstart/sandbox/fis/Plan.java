package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.fis.action.Action;
import io.blackstart.sandbox.fis.action.Parameters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a template says is to be done.
 *
 * @param alarms ARNs of the alarms that stop an experiment
 * @param skipEmptyTargets whether an action without targets is skipped instead of failing the
 *     experiment
 * @param multiAccount whether it is aimed at other accounts too
 * @param report whether a report is asked for
 */
record Plan(
        List<Step> steps,
        Map<String, TargetPlan> targets,
        List<String> alarms,
        boolean skipEmptyTargets,
        boolean multiAccount,
        boolean report) {
    Plan {
        steps = List.copyOf(steps);
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        alarms = List.copyOf(alarms);
    }

    /**
     * An action of a template.
     *
     * @param target name of the template's target that it acts on, if it acts on one
     * @param startAfter names of the actions that must be completed before this one starts
     */
    record Step(
            String name,
            Action action,
            Parameters parameters,
            Optional<String> target,
            List<String> startAfter) {
        Step {
            startAfter = List.copyOf(startAfter);
        }

        /** As messages name it. */
        String title() {
            return "Action " + name + " (" + action.definition().id() + ")";
        }
    }
}
