package io.blackstart.verdict;

import io.blackstart.evidence.Event.OtherRegionRead;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Ids;
import io.blackstart.experiment.Production;
import io.blackstart.verdict.Verdict.AtProduction;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.WriteSet;
import io.blackstart.verdict.Verdict.WriteSets;
import io.blackstart.verdict.Verdict.Writes;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The counts and sets of the write ledger; what needs the survivors is 0 without them. */
final class WriteTally {
    private final Facts facts;
    private final LostReads lostReads;
    private final Optional<Production> production;

    WriteTally(Facts facts, LostReads lostReads, Optional<Production> production) {
        this.facts = facts;
        this.lostReads = lostReads;
        this.production = production;
    }

    Writes of(Optional<WriteLedger> ledger, Optional<Bounds> begin) {
        Measured point =
                ledger.flatMap(known ->
                                begin.flatMap(at -> RecoveryPoint.of(known, facts, at).known()))
                        .map(Figure::measured)
                        .orElse(new Measured.Nothing());
        WriteSets sets = ledger.map(known -> sets(known, begin)).orElse(WriteSets.NONE);
        long lost = ledger.map(known -> known.lost(_ -> true)).orElse(0L);
        long atRisk = begin.map(found -> AtRisk.of(facts, found)).orElse(0L);
        long acknowledged = count(Outcome.SUCCEEDED);
        long indeterminate = count(Outcome.INDETERMINATE);
        return new Writes(
                acknowledged + indeterminate + count(Outcome.FAILED),
                acknowledged,
                indeterminate,
                ledger.map(WriteLedger::indeterminateAbsent).orElse(0L),
                atRisk,
                lost,
                sets.recovered().count(),
                sets.unexpected().count(),
                ledger.map(WriteLedger::duplicated).orElse(0L),
                sets.holes().count(),
                point,
                ledger.map(known -> known.lostIds().toString()).orElse(""),
                sets,
                ledger.flatMap(_ -> begin).flatMap(found -> atProduction(found, atRisk, lost)));
    }

    private WriteSets sets(WriteLedger ledger, Optional<Bounds> begin) {
        Course course = facts.course();
        long cut = begin.map(Bounds::most).orElse(Bounds.OPEN);
        return new WriteSets(
                set(ledger.recovered()),
                set(ledger.unexpected()),
                set(ledger.duplicatedIds()),
                set(ledger.holes(cut)),
                set(lostReads.staleIds()),
                begin.map(found -> set(ledger.splitBrain(facts, found))).orElse(set(Ids.of())),
                set(ledger.lostFrom(course.mendedFrom())),
                set(ledger.heldElsewhere(elsewhere())));
    }

    /** What the other regions had, as far as they were read: what is not there proves nothing. */
    private Ids elsewhere() {
        DenseIds held = new DenseIds();
        for (OtherRegionRead read : facts.elsewhere()) {
            Ids.parse(read.ids())
                    .forEachRange((first, last) -> {
                        if (first <= DenseIds.ID_MOST) {
                            held.addRange(first, Math.min(last, DenseIds.ID_MOST));
                        }
                    });
        }
        return held.ids();
    }

    private static WriteSet set(Ids ids) {
        return new WriteSet(ids.count(), ids.toString());
    }

    /** In the ratio of the declared rate to that at which the active region took our writes. */
    private Optional<AtProduction> atProduction(Bounds begin, long atRisk, long lost) {
        OptionalDouble own = AtRisk.writesPerSecond(facts, begin);
        if (production.isEmpty() || own.isEmpty()) {
            return Optional.empty();
        }
        double declared = production.get().writesPerSecond();
        double times = declared / own.getAsDouble();
        Optional<Long> most =
                lost > 0 || atRisk == 0
                        ? Optional.empty()
                        : Optional.of(
                                (long) Math.ceil(AtRisk.lostShareMost(atRisk) * atRisk * times));
        return Optional.of(
                new AtProduction(
                        declared, Math.round(atRisk * times), Math.round(lost * times), most));
    }

    private long count(Outcome outcome) {
        RequestTable writes = facts.writes();
        return IntStream.range(0, writes.size())
                .filter(row -> writes.outcome(row) == outcome)
                .count();
    }
}
