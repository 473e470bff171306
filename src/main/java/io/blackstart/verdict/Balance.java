package io.blackstart.verdict;

import io.blackstart.evidence.Ids;

/**
 * The writes that a run tried against those that survived, as sets.
 *
 * @param lost acknowledged, and absent
 * @param recovered not known to be written, and there
 * @param indeterminateAbsent not known to be written, and absent: beside the loss, never part of it
 * @param unexpected there, and never attempted or certainly not written: a defect of somebody
 */
record Balance(DenseIds lost, DenseIds recovered, DenseIds indeterminateAbsent, Ids unexpected) {

    /** Weighs what was acknowledged, and what may have been written, against the survivors. */
    static Balance of(DenseIds acknowledged, DenseIds indeterminate, Ids survivors) {
        long end = Math.max(acknowledged.end(), indeterminate.end());
        DenseIds present = new DenseIds();
        Ids.Ascending beyond = new Ids.Ascending();
        survivors.forEachRange((first, last) -> {
            if (first < end) {
                present.addRange(first, Math.min(last, end - 1));
            }
            if (last >= end) {
                // no write had such a number, however large: it needs no bit
                beyond.add(Math.max(first, end), last);
            }
        });
        Ids.Ascending unexpected = new Ids.Ascending();
        present.without(acknowledged).without(indeterminate).addTo(unexpected);
        beyond.set().forEachRange(unexpected::add);
        DenseIds unsure = indeterminate.without(acknowledged);
        return new Balance(
                acknowledged.without(present),
                unsure.and(present),
                unsure.without(present),
                unexpected.set());
    }
}
