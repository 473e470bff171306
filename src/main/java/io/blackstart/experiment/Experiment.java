package io.blackstart.experiment;

import java.util.List;
import java.util.Optional;

/**
 * What to break, under which load, and what is promised: an experiment file, read and found right.
 *
 * @param environment the environment file that is used unless another is named, relative to the
 *     experiment file
 * @param steadyState must hold before anything is broken
 * @param budgets at least one
 * @param production what it is like, where the file declares it
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
        GuardRails guardRails,
        Optional<Production> production) {
    public Experiment {
        if (budgets.isEmpty()) {
            throw new IllegalArgumentException("an experiment without budgets judges nothing");
        }
        steadyState = List.copyOf(steadyState);
        budgets = List.copyOf(budgets);
    }

    /** An experiment that says nothing of production. */
    public Experiment(
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
        this(
                name,
                hypothesis,
                environment,
                good,
                steadyState,
                load,
                fault,
                timeline,
                budgets,
                guardRails,
                Optional.empty());
    }
}
