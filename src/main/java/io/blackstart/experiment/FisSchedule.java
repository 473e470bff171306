package io.blackstart.experiment;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * When an FIS experiment has done its last action with a duration, waits left out.
 *
 * @param end after the experiment's begin, on the cloud's clock
 */
record FisSchedule(String action, Duration end) {
    private static final String WAIT = "aws:fis:wait";

    static Optional<FisSchedule> of(Section actions) {
        return actions.entries().keySet().stream()
                .filter(name -> actions.section(name).section("parameters").has("duration"))
                .filter(name -> !actions.section(name).text("actionId").orElse("").equals(WAIT))
                .map(name -> new FisSchedule(name, end(actions, name, Set.of())))
                .max(Comparator.comparing(FisSchedule::end));
    }

    private static Duration end(Section actions, String name, Set<String> after) {
        if (after.contains(name) || !actions.has(name)) {
            return Duration.ZERO; // a circle, or no action: FIS itself refuses that
        }
        var seen = new HashSet<>(after);
        seen.add(name);
        Section action = actions.section(name);
        Duration begin =
                action.texts("startAfter").stream()
                        .map(earlier -> end(actions, earlier, seen))
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        return begin.plus(action.section("parameters").duration("duration").orElse(Duration.ZERO));
    }
}
