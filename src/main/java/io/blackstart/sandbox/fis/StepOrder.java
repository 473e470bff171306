package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.action.Faults.invalid;
import static io.blackstart.sandbox.fis.action.Faults.quota;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The order that the actions of a template give each other, and the quotas that it must keep. */
final class StepOrder {
    private static final int STEPS_MAX = 20;
    private static final int PARALLEL_MAX = 10;
    private static final Duration LENGTH_MAX = Duration.ofHours(12);

    /** By name: all that must be over before it, through others too. */
    private final Map<String, Set<String>> before = new HashMap<>();

    /** By name: when it is over at the latest, from the start of the experiment. */
    private final Map<String, Duration> over = new HashMap<>();

    private StepOrder() {}

    static void check(List<Plan.Step> steps) {
        if (steps.isEmpty()) {
            throw invalid("a template needs at least one action");
        }
        if (steps.size() > STEPS_MAX) {
            throw quota("a template has at most " + STEPS_MAX + " actions");
        }
        StepOrder order = new StepOrder();
        order.place(steps);
        int parallel = order.parallel(steps);
        if (parallel > PARALLEL_MAX) {
            throw quota(
                    "%d actions could run at the same time; %d may"
                            .formatted(parallel, PARALLEL_MAX));
        }
        Duration length =
                order.over.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
        if (length.compareTo(LENGTH_MAX) > 0) {
            throw quota("an experiment lasts at most " + LENGTH_MAX + ", not " + length);
        }
    }

    private void place(List<Plan.Step> steps) {
        Set<String> names = steps.stream().map(Plan.Step::name).collect(Collectors.toSet());
        for (Plan.Step step : steps) {
            for (String first : step.startAfter()) {
                if (!names.contains(first)) {
                    throw invalid(
                            "action " + step.name() + " starts after an unknown one: " + first);
                }
            }
        }
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Plan.Step step : steps) {
                if (!before.containsKey(step.name())
                        && before.keySet().containsAll(step.startAfter())) {
                    place(step);
                    progress = true;
                }
            }
        }
        names.removeAll(before.keySet());
        if (!names.isEmpty()) {
            throw invalid("these actions wait for each other: " + names.stream().sorted().toList());
        }
    }

    private void place(Plan.Step step) {
        Set<String> all = new HashSet<>(step.startAfter());
        Duration begin = Duration.ZERO;
        for (String first : step.startAfter()) {
            all.addAll(before.getOrDefault(first, Set.of()));
            Duration end = over.getOrDefault(first, Duration.ZERO);
            begin = begin.compareTo(end) < 0 ? end : begin;
        }
        before.put(step.name(), all);
        over.put(step.name(), begin.plus(step.action().definition().longest(step.parameters())));
    }

    /**
     * How many actions could run at once at most: as many as there are chains, when the actions are
     * laid into as few chains as possible (Dilworth). A chain is longer by one for each action that
     * is matched with one after it.
     */
    private int parallel(List<Plan.Step> steps) {
        Map<String, String> follows = new HashMap<>();
        int matched = 0;
        for (Plan.Step step : steps) {
            if (match(step.name(), follows, new HashSet<>())) {
                matched++;
            }
        }
        return steps.size() - matched;
    }

    /** Finds the action an own one of those before it, moving others to theirs if need be. */
    private boolean match(String name, Map<String, String> follows, Set<String> tried) {
        for (String first : before.getOrDefault(name, Set.of())) {
            if (tried.add(first)) {
                String taken = follows.get(first);
                if (taken == null || match(taken, follows, tried)) {
                    follows.put(first, name);
                    return true;
                }
            }
        }
        return false;
    }
}
