package io.blackstart.verdict;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How far back the loss reaches: from the old writer's last acknowledgement before the cut to its
 * oldest lost write.
 */
final class RecoveryPoint {
    private RecoveryPoint() {}

    /**
     * The loss in time. Open when the oldest write of the run is among the lost: then replication
     * was behind before the drill. Unknown when nothing could have been lost.
     */
    static Found<Figure> of(WriteLedger ledger, Facts facts, Bounds begin) {
        RequestTable writes = ledger.writes();
        String active = facts.course().active();
        long mended = facts.course().mendedFrom();
        IntPredicate byOldWriter =
                row ->
                        writes.succeeded(row)
                                && writes.region(row).equals(active)
                                && writes.at(row) < mended;
        long lost = ledger.lost(byOldWriter);
        return LostWrites.nothingToLose(lost, facts, begin)
                .then(_ -> measure(ledger, byOldWriter, begin));
    }

    private static Found<Figure> measure(
            WriteLedger ledger, IntPredicate byOldWriter, Bounds begin) {
        RequestTable writes = ledger.writes();
        IntPredicate lost = byOldWriter.and(ledger::isLost);
        // an old writer that goes on after the cut loses what it acknowledges then: so much later
        // is its cut
        long cut = Math.max(begin.most(), acknowledged(writes, lost).max().orElse(begin.most()));
        long last =
                acknowledged(writes, byOldWriter.and(row -> writes.at(row) <= cut))
                        .max()
                        .orElse(cut);
        if (IntStream.range(0, writes.size()).noneMatch(lost)) {
            // a write between the last acknowledgement and the cut would have been unseen
            return known(
                    new Bounds(0, cut - last),
                    "no write that the old region acknowledged was lost");
        }
        long oldest = acknowledged(writes, lost).min().orElseThrow();
        Bounds point =
                acknowledged(
                                writes,
                                byOldWriter.and(
                                        row -> ledger.isPresent(row) && writes.at(row) < oldest))
                        .max()
                        .stream()
                        .mapToObj(survivor -> new Bounds(last - oldest, cut - survivor))
                        .findFirst()
                        .orElse(Bounds.from(last - oldest));
        return known(
                point,
                "writes that the old region acknowledged in the last "
                        + Words.range(point)
                        + " before the cut were lost");
    }

    private static Found<Figure> known(Bounds point, String says) {
        return new Found.Known<>(new Figure(point.measured(), says));
    }

    private static LongStream acknowledged(RequestTable writes, IntPredicate which) {
        return IntStream.range(0, writes.size()).filter(which).mapToLong(writes::at);
    }
}
