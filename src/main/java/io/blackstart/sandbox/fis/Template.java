package io.blackstart.sandbox.fis;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/**
 * An experiment template.
 *
 * @param arn its region is where its targets are looked for
 * @param skipEmptyTargets whether an action without targets is skipped instead of failing the
 *     experiment
 * @param wire as it was sent, for answers; never changed
 */
record Template(
        String id,
        String arn,
        List<ActionPlan> actions,
        Map<String, TargetPlan> targets,
        boolean skipEmptyTargets,
        ObjectNode wire) {
    Template {
        actions = List.copyOf(actions);
        targets = Map.copyOf(targets);
    }
}
