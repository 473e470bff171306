package io.blackstart.verdict;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.verdict.Verdict.Attempts;
import io.blackstart.verdict.Verdict.Requests;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The plain counts of a run. */
final class Tally {
    private Tally() {}

    /** The requests, a partition of those due. */
    static Requests requests(Facts facts, LostReads lostReads, Optional<Attempts> attempts) {
        RequestTable load = facts.load();
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        Map<DropClass, Long> drops = new EnumMap<>(DropClass.class);
        for (int row = 0; row < load.size(); row++) {
            outcomes.merge(load.outcome(row), 1L, Long::sum);
            if (load.wasDropped(row)) {
                drops.merge(dropClass(load, row, lostReads), 1L, Long::sum);
            }
        }
        Map<String, Long> classes = new LinkedHashMap<>();
        for (DropClass dropClass : DropClass.values()) {
            // a drop without a class is a defect of the recorder: shown, so that the sum holds
            if (dropClass != DropClass.NONE || drops.containsKey(dropClass)) {
                classes.put(dropClass.text(), drops.getOrDefault(dropClass, 0L));
            }
        }
        long failed = outcomes.getOrDefault(Outcome.FAILED, 0L);
        long indeterminate = outcomes.getOrDefault(Outcome.INDETERMINATE, 0L);
        return new Requests(
                load.size(),
                outcomes.getOrDefault(Outcome.SUCCEEDED, 0L),
                failed,
                indeterminate,
                outcomes.getOrDefault(Outcome.NOT_SENT, 0L),
                failed + indeterminate,
                longestOutage(load),
                classes,
                attempts);
    }

    /** What only the survivors tell: that an order is there which a read did not find. */
    private static DropClass dropClass(RequestTable load, int row, LostReads lostReads) {
        return lostReads.isStale(load, row) ? DropClass.STALE : load.dropClass(row);
    }

    /** The longest time between successive successful completions while requests were due. */
    private static Duration longestOutage(RequestTable load) {
        if (load.size() == 0) {
            return Duration.ZERO;
        }
        long end = load.due(load.size() - 1);
        long[] successes =
                IntStream.range(0, load.size())
                        .filter(load::succeeded)
                        .mapToLong(load::at)
                        .filter(at -> at < end)
                        .sorted()
                        .toArray();
        long longest = 0;
        long last = load.due(0);
        for (long success : successes) {
            longest = Math.max(longest, success - last);
            last = success;
        }
        return Duration.ofNanos(Math.max(longest, end - last));
    }
}
