package io.blackstart.experiment;

import java.util.List;

/**
 * What to break, under which load, and what is promised: an experiment file, read and found right.
 *
 * @param environment the environment file that is used unless another is named, relative to the
 *     experiment file
 * @param steadyState must hold before anything is broken
 * @param budgets at least one
 */
public record Experiment(
        String name,
        String hypothesis,
        String environment,
        Good good,
        List<SteadyState> steadyState,
        LoadProfile load,
        Fault fault,
        Timeline timeline,
        List<Budget> budgets,
        GuardRails guardRails) {
    public Experiment {
        if (budgets.isEmpty()) {
            throw new IllegalArgumentException("an experiment without budgets judges nothing");
        }
        steadyState = List.copyOf(steadyState);
        budgets = List.copyOf(budgets);
    }
}
