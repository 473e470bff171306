package io.blackstart.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that our own side did not do right, and when: what was measured over that time is not
 * to be believed.
 *
 * @param spans on the run's clock; at least one
 */
record Taint(String why, List<Bounds> spans) {
    Taint {
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("no time is tainted by: " + why);
        }
        spans = List.copyOf(spans);
    }

    /** One that spoils the whole run. */
    static Taint ofAll(String why) {
        return new Taint(why, List.of(new Bounds(Long.MIN_VALUE, Bounds.OPEN)));
    }

    /** Whether it happened, even in part, within that span. */
    boolean touches(Bounds span) {
        return spans.stream()
                .anyMatch(tainted ->
                        tainted.least() <= span.most() && span.least() <= tainted.most());
    }

    /** Spans that overlap made one, in the order of time. */
    static List<Bounds> merged(List<Bounds> spans) {
        List<Bounds> merged = new ArrayList<>();
        for (Bounds span :
                spans.stream().sorted(Comparator.comparingLong(Bounds::least)).toList()) {
            if (!merged.isEmpty() && span.least() <= merged.getLast().most()) {
                Bounds last = merged.removeLast();
                merged.add(new Bounds(last.least(), Math.max(last.most(), span.most())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
