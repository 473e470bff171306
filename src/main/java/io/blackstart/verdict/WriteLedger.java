package io.blackstart.verdict;

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
    private final Balance balance;

    private WriteLedger(RequestTable writes, Survivors survivors) {
        this.writes = writes;
        this.survivors = survivors;
        DenseIds acknowledged = new DenseIds();
        DenseIds indeterminate = new DenseIds();
        for (int row = 0; row < writes.size(); row++) {
            switch (writes.outcome(row)) {
                case SUCCEEDED -> acknowledged.add(writes.id(row));
                case INDETERMINATE -> indeterminate.add(writes.id(row));
                case FAILED, NOT_SENT -> {} // certainly not written: unexpected, should it be there
            }
        }
        this.balance = Balance.of(acknowledged, indeterminate, survivors.ids());
    }

    static Found<WriteLedger> of(Facts facts) {
        return Survivors.of(facts)
                .then(survivors -> new Found.Known<>(new WriteLedger(facts.writes(), survivors)));
    }

    RequestTable writes() {
        return writes;
    }

    /** Whether an acknowledged write is there. */
    boolean isPresent(int row) {
        return !balance.lost().contains(writes.id(row));
    }

    boolean isLost(int row) {
        return writes.succeeded(row) && !isPresent(row);
    }

    long lost(IntPredicate which) {
        return count(which.and(this::isLost));
    }

    /** How many writes were acknowledged. */
    long acknowledged() {
        return count(writes::succeeded);
    }

    /** Acknowledged, and absent. */
    Ids lostIds() {
        return balance.lost().ids();
    }

    /** Of the lost, those that some other region still has: a person may bring them back. */
    Ids heldElsewhere(Ids elsewhere) {
        return ids(row -> isLost(row) && elsewhere.contains(writes.id(row)));
    }

    /** Not known to be written, and there. */
    Ids recovered() {
        return balance.recovered().ids();
    }

    /** Not known to be written, and not there: beside the loss, never part of it. */
    long indeterminateAbsent() {
        return balance.indeterminateAbsent().count();
    }

    /** There, and never attempted or certainly not written: a defect of somebody, told loudly. */
    Ids unexpected() {
        return balance.unexpected();
    }

    /** How many survivors are too many: one that is there three times counts twice. */
    long duplicated() {
        return survivors.duplicates();
    }

    /** Those that are there more than once. */
    Ids duplicatedIds() {
        return survivors.duplicateIds();
    }

    /**
     * Lost though the same region took a later write, before {@code cut}, that survived: not a tail
     * that replication had not carried over, but a hole. Later means sent after the lost one's
     * acknowledgement; two that were under way together may be written in either order.
     */
    Ids holes(long cut) {
        Map<String, Long> newestSurvivor = new HashMap<>();
        for (int row = 0; row < writes.size(); row++) {
            if (writes.succeeded(row) && writes.at(row) <= cut && isPresent(row)) {
                newestSurvivor.merge(writes.region(row), writes.sent(row), Math::max);
            }
        }
        return ids(row ->
                isLost(row)
                        && writes.at(row)
                                < newestSurvivor.getOrDefault(writes.region(row), Long.MIN_VALUE));
    }

    /** Lost, and acknowledged at or after that time. */
    Ids lostFrom(long mended) {
        return ids(row -> isLost(row) && writes.at(row) >= mended);
    }

    /**
     * What the old region acknowledged while the new one did: sent to it after the new one's first
     * acknowledgement had arrived, and acknowledged before the mend, or before the new one took its
     * last write. What the old region takes when the new one takes no more is a failback.
     *
     * @param begin of the fault: what the new region acknowledged before is no takeover
     */
    Ids splitBrain(Facts facts, Bounds begin) {
        String old = facts.course().active();
        String other = facts.course().passive();
        long mended = facts.course().mendedFrom();
        IntPredicate byOther =
                row ->
                        writes.succeeded(row)
                                && writes.at(row) >= begin.least()
                                && writes.region(row).equals(other);
        long first = rows(byOther).mapToLong(writes::at).min().orElse(Long.MAX_VALUE);
        long last = rows(byOther).mapToLong(writes::sent).max().orElse(Long.MIN_VALUE);
        return ids(row ->
                writes.succeeded(row)
                        && writes.region(row).equals(old)
                        && writes.sent(row) > first
                        && (writes.at(row) < mended || writes.at(row) < last));
    }

    private IntStream rows(IntPredicate which) {
        return IntStream.range(0, writes.size()).filter(which);
    }

    private Ids ids(IntPredicate which) {
        return Ids.of(rows(which).mapToLong(writes::id).toArray());
    }

    private long count(IntPredicate which) {
        return rows(which).count();
    }
}
