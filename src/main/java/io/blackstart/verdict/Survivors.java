package io.blackstart.verdict;

import io.blackstart.evidence.Event.SurvivorsAgreed;
import io.blackstart.evidence.Event.SurvivorsRead;
import io.blackstart.evidence.Ids;

/**
 * The writes that were found in the end.
 *
 * @param duplicates how many more were there than there are ids
 * @param duplicateIds that were there more than once; empty too where the evidence does not tell
 */
record Survivors(Ids ids, long duplicates, Ids duplicateIds) {
    /** The last pass, if two passes agreed and it was complete; else why nothing is known. */
    static Found<Survivors> of(Facts facts) {
        if (facts.survivorsRead().isEmpty() || facts.survivorsAgreed().isEmpty()) {
            return new Found.Unknown<>("the surviving writes were not read back");
        }
        SurvivorsAgreed agreed = facts.survivorsAgreed().get();
        if (!agreed.agreed()) {
            return new Found.Unknown<>(
                    "two reads of the surviving writes did not agree"
                            + (agreed.why().isEmpty() ? "" : ": " + agreed.why()));
        }
        SurvivorsRead last = facts.survivorsRead().get();
        if (!last.complete()) {
            return new Found.Unknown<>("the surviving writes were not read back completely");
        }
        return new Found.Known<>(
                new Survivors(
                        Ids.parse(last.ids()),
                        last.duplicates(),
                        Ids.parse(last.duplicateIds().orElse(""))));
    }
}
