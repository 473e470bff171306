package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import java.util.stream.IntStream;

/** How many acknowledged writes are gone: before the mend, and after it. */
final class LostWrites {
    private LostWrites() {}

    /** Of fewer at risk, a loss of none is told with what it leaves open. */
    private static final long AT_RISK_LEAST = 30;

    /** Acknowledged before the mend; zero proves nothing when nothing was at risk. */
    static Found<Figure> of(WriteLedger ledger, Facts facts, Bounds begin) {
        long mended = facts.course().mendedFrom();
        long lost = ledger.lost(row -> ledger.writes().at(row) < mended);
        return nothingToLose(lost, facts, begin)
                .then(_ ->
                        new Found.Known<>(
                                figure(
                                        lost,
                                        "acknowledged write",
                                        beside(lost, AtRisk.of(facts, begin)))));
    }

    /** Unknown when none was lost because none could have been. */
    static Found<Long> nothingToLose(long lost, Facts facts, Bounds begin) {
        if (lost > 0) {
            return new Found.Known<>(lost);
        }
        if (!AtRisk.wasTakenOver(facts, begin)) {
            return new Found.Unknown<>(
                    "the other region never took the writes over, so none could have been lost");
        }
        long atRisk = AtRisk.of(facts, begin);
        return atRisk == 0
                ? new Found.Unknown<>(
                        "nothing was at risk: no write was acknowledged within the replication lag"
                                + " before the fault")
                : new Found.Known<>(atRisk);
    }

    /** Acknowledged at or after the mend. */
    static Found<Figure> failback(WriteLedger ledger, Facts facts) {
        long mended = facts.course().mendedFrom();
        RequestTable writes = ledger.writes();
        boolean some =
                IntStream.range(0, writes.size())
                        .anyMatch(row -> writes.succeeded(row) && writes.at(row) >= mended);
        if (!some) {
            return new Found.Unknown<>("no write was acknowledged after the fault was mended");
        }
        long lost = ledger.lost(row -> writes.at(row) >= mended);
        return new Found.Known<>(figure(lost, "write acknowledged after the mend", ""));
    }

    /** What a loss is to be held against; a loss of none above all. */
    private static String beside(long lost, long atRisk) {
        if (lost > 0) {
            return " (" + Words.count(atRisk) + " were at risk)";
        }
        String of = " of " + Words.count(atRisk) + " at risk";
        return atRisk >= AT_RISK_LEAST
                ? of
                : of
                        + ", too few to show much: another time up to "
                        + Words.percent(AtRisk.lostShareMost(atRisk))
                        + " of those at risk may be lost (rule of three, 95 %)";
    }

    private static Figure figure(long lost, String what, String beside) {
        Quantity count = new Quantity.Count(lost);
        return new Figure(
                new Measured.Between(count, count),
                Words.counted(
                                lost,
                                what + " was lost",
                                what.replaceFirst("write", "writes") + " were lost")
                        + beside);
    }
}
