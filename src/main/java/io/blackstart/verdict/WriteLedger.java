package io.blackstart.verdict;

import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Ids;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The numbered writes against the survivors, as sets: lost is acknowledged and absent; a write
 * whose end is unknown is never called lost. Counts writes of the warm-up too, for they survive as
 * well.
 */
final class WriteLedger {
    private final RequestTable writes;
    private final Survivors survivors;

    private WriteLedger(RequestTable writes, Survivors survivors) {
        this.writes = writes;
        this.survivors = survivors;
    }

    static Found<WriteLedger> of(Facts facts) {
        return Survivors.of(facts)
                .then(survivors -> new Found.Known<>(new WriteLedger(facts.writes(), survivors)));
    }

    RequestTable writes() {
        return writes;
    }

    boolean isPresent(int row) {
        return survivors.ids().contains(writes.id(row));
    }

    boolean isLost(int row) {
        return writes.succeeded(row) && !isPresent(row);
    }

    long lost(IntPredicate which) {
        return count(which.and(this::isLost));
    }

    /** Not known to be written, and there. */
    long recovered() {
        return count(row -> writes.outcome(row) == Outcome.INDETERMINATE && isPresent(row));
    }

    /** Not known to be written, and not there: beside the loss, never part of it. */
    long indeterminateAbsent() {
        return count(row -> writes.outcome(row) == Outcome.INDETERMINATE && !isPresent(row));
    }

    /** There, and never attempted or certainly not written: a defect of somebody, told loudly. */
    long unexpected() {
        long[] mayBeThere = new long[writes.size()];
        int count = 0;
        for (int row = 0; row < writes.size(); row++) {
            Outcome outcome = writes.outcome(row);
            if (outcome == Outcome.SUCCEEDED || outcome == Outcome.INDETERMINATE) {
                mayBeThere[count++] = writes.id(row);
            }
        }
        Ids expected = Ids.of(mayBeThere, count);
        long[] unexpected = new long[1];
        survivors.ids().forEach(id -> unexpected[0] += expected.contains(id) ? 0 : 1);
        return unexpected[0];
    }

    long duplicated() {
        return survivors.duplicates();
    }

    /**
     * Lost though the same region took a later write, before {@code cut}, that survived: not a tail
     * that replication had not carried over, but a hole. Later means sent after the lost one's
     * acknowledgement; two that were under way together may be written in either order.
     */
    long holes(long cut) {
        Map<String, Long> newestSurvivor = new HashMap<>();
        for (int row = 0; row < writes.size(); row++) {
            if (writes.succeeded(row) && writes.at(row) <= cut && isPresent(row)) {
                newestSurvivor.merge(writes.region(row), writes.sent(row), Math::max);
            }
        }
        return lost(row ->
                writes.at(row) < newestSurvivor.getOrDefault(writes.region(row), Long.MIN_VALUE));
    }

    Ids lostIds() {
        return Ids.of(
                IntStream.range(0, writes.size())
                        .filter(this::isLost)
                        .mapToLong(writes::id)
                        .toArray());
    }

    private long count(IntPredicate which) {
        return IntStream.range(0, writes.size()).filter(which).count();
    }
}
