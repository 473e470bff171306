package io.blackstart.verdict;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.verdict.Verdict.Attempts;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Requests;
import io.blackstart.verdict.Verdict.Writes;

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
    static Requests requests(Facts facts, Optional<Attempts> attempts) {
        RequestTable load = facts.load();
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        Map<DropClass, Long> drops = new EnumMap<>(DropClass.class);
        for (int row = 0; row < load.size(); row++) {
            outcomes.merge(load.outcome(row), 1L, Long::sum);
            if (load.wasDropped(row)) {
                drops.merge(load.dropClass(row), 1L, Long::sum);
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

    /** The write ledger; what needs the survivors is 0 when they are not known. */
    static Writes writes(
            Facts facts, Optional<WriteLedger> ledger, Optional<Bounds> begin, Measured point) {
        RequestTable writes = facts.writes();
        long acknowledged = count(writes, Outcome.SUCCEEDED);
        long indeterminate = count(writes, Outcome.INDETERMINATE);
        return new Writes(
                acknowledged + indeterminate + count(writes, Outcome.FAILED),
                acknowledged,
                indeterminate,
                ledger.map(WriteLedger::indeterminateAbsent).orElse(0L),
                begin.map(found -> AtRisk.of(facts, found)).orElse(0L),
                ledger.map(known -> known.lost(_ -> true)).orElse(0L),
                ledger.map(WriteLedger::recovered).orElse(0L),
                ledger.map(WriteLedger::unexpected).orElse(0L),
                ledger.map(WriteLedger::duplicated).orElse(0L),
                ledger.map(known -> known.holes(begin.map(Bounds::most).orElse(Bounds.OPEN)))
                        .orElse(0L),
                point,
                ledger.map(known -> known.lostIds().toString()).orElse(""));
    }

    private static long count(RequestTable writes, Outcome outcome) {
        return IntStream.range(0, writes.size())
                .filter(row -> writes.outcome(row) == outcome)
                .count();
    }
}
