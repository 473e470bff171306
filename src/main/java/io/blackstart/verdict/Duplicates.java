package io.blackstart.verdict;

import io.blackstart.evidence.Event.Outcome;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import java.util.HashSet;
import java.util.Set;

/** Writes that were carried out more than once, and how many could have been. */
final class Duplicates {
    private Duplicates() {}

    /** The rows too many; zero proves nothing when nothing could have been written twice. */
    static Found<Figure> of(WriteLedger ledger, Facts facts) {
        long twice = ledger.duplicated();
        long repeated = repeated(facts);
        if (twice == 0 && repeated == 0) {
            return new Found.Unknown<>(
                    "no client wrote again what it may have written already, so nothing could have"
                            + " been written twice");
        }
        Quantity count = new Quantity.Count(twice);
        return new Found.Known<>(
                new Figure(
                        new Measured.Between(count, count),
                        Words.counted(twice, "write is there", "writes are there")
                                + " once too often, and "
                                + Words.counted(repeated, "write was", "writes were")
                                + " acknowledged on a repetition though an earlier attempt may"
                                + " have been written"));
    }

    /** Writes with an attempt that may have been written, and a later one that was acknowledged. */
    static long repeated(Facts facts) {
        RequestTable attempts = facts.retried();
        Set<Long> perhaps = new HashSet<>();
        Set<Long> repeated = new HashSet<>();
        for (int row = 0; row < attempts.size(); row++) {
            if (!attempts.isWrite(row)) {
                continue;
            }
            long number = attempts.number(row);
            if (attempts.succeeded(row) && perhaps.contains(number)) {
                repeated.add(number);
            } else if (attempts.outcome(row) == Outcome.INDETERMINATE) {
                perhaps.add(number);
            }
        }
        return repeated.size();
    }
}
