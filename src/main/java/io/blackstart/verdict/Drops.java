package io.blackstart.verdict;

import io.blackstart.evidence.Event.Ended;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The requests that users lost: failed or indeterminate. What was due and could not be sent is our
 * own limit, and widens the figure: it might have been dropped too. A read that was told that a
 * lost order is not there is left to the ledger, which counts the loss once.
 */
final class Drops {
    private Drops() {}

    /** Dropped from the fault's begin to the mend. */
    static Found<Figure> count(Facts facts, LostReads lost, Bounds begin) {
        RequestTable load = facts.load();
        long mended = facts.course().mendedFrom();
        IntPredicate under = row -> load.due(row) < mended;
        IntPredicate drop = under.and(row -> load.wasDropped(row) && load.at(row) >= begin.least());
        long notSent =
                count(load, under.and(row -> !load.wasSent(row) && load.due(row) >= begin.least()));
        boolean whole = mended <= facts.coverage().until();
        return new Found.Known<>(
                figure(
                        dropped(load, lost, drop),
                        notSent,
                        whole,
                        "between the fault and its mend" + besides(load, lost, drop)));
    }

    /** Dropped from the mend to the end of the load. */
    static Found<Figure> failback(Facts facts, LostReads lost) {
        RequestTable load = facts.load();
        long mended = facts.course().mendedFrom();
        if (load.firstDueFrom(mended) == load.size()) {
            return new Found.Unknown<>("no request was due after the fault was mended");
        }
        IntPredicate after = row -> load.due(row) >= mended;
        boolean whole =
                facts.course().ended().filter(end -> end.ended() == Ended.COMPLETED).isPresent();
        return new Found.Known<>(
                figure(
                        dropped(load, lost, after.and(load::wasDropped)),
                        count(load, after.and(row -> !load.wasSent(row))),
                        whole,
                        "after the mend" + besides(load, lost, after.and(load::wasDropped))));
    }

    /** The share dropped of those due within that time of the fault's begin. */
    static Found<Figure> share(Facts facts, LostReads lost, Bounds begin, Duration within) {
        if (begin.most() + within.toNanos() > facts.coverage().until()) {
            return new Found.Unknown<>(
                    "the evidence does not cover the "
                            + Words.figure(new Quantity.Time(within))
                            + " after the fault");
        }
        // the begin is an interval: the share may be counted from either end of it
        double[] early = shares(facts.load(), lost, begin.least(), within);
        double[] late = shares(facts.load(), lost, begin.most(), within);
        double least = Math.min(early[0], late[0]);
        double most = Math.max(early[1], late[1]);
        if (Double.isNaN(least) || Double.isNaN(most)) {
            return new Found.Unknown<>("no request was due after the fault");
        }
        String range =
                least == most
                        ? Words.percent(least)
                        : Words.percent(least) + " to " + Words.percent(most);
        return new Found.Known<>(
                new Figure(
                        new Measured.Between(new Quantity.Part(least), new Quantity.Part(most)),
                        range
                                + " of the requests due in the "
                                + Words.figure(new Quantity.Time(within))
                                + " after the fault were dropped"));
    }

    private static double[] shares(RequestTable load, LostReads lost, long from, Duration within) {
        int first = load.firstDueFrom(from);
        int end = load.firstDueFrom(from + within.toNanos());
        double due = end - first;
        long dropped =
                IntStream.range(first, end)
                        .filter(row -> load.wasDropped(row) && !lost.isExcused(load, row))
                        .count();
        long notSent = IntStream.range(first, end).filter(row -> !load.wasSent(row)).count();
        return new double[] {dropped / due, (dropped + notSent) / due};
    }

    private static long dropped(RequestTable load, LostReads lost, IntPredicate drops) {
        return count(load, drops.and(row -> !lost.isExcused(load, row)));
    }

    /** What was left to the ledger, where there is any. */
    private static String besides(RequestTable load, LostReads lost, IntPredicate drops) {
        long excused = count(load, drops.and(row -> lost.isExcused(load, row)));
        return excused == 0
                ? ""
                : ", besides "
                        + Words.counted(excused, "read", "reads")
                        + " of lost orders, which the write ledger counts";
    }

    private static long count(RequestTable load, IntPredicate which) {
        return IntStream.range(0, load.size()).filter(which).count();
    }

    private static Figure figure(long dropped, long notSent, boolean whole, String when) {
        Quantity least = new Quantity.Count(dropped);
        Optional<Quantity> most =
                whole ? Optional.of(new Quantity.Count(dropped + notSent)) : Optional.empty();
        Measured measured =
                most.<Measured>map(end -> new Measured.Between(least, end))
                        .orElseGet(() -> new Measured.AtLeast(least));
        String widened = notSent == 0 ? "" : ", and " + Words.count(notSent) + " were not sent";
        return new Figure(
                measured,
                (whole ? "" : "up to where the evidence goes, ")
                        + Words.counted(dropped, "request was dropped ", "requests were dropped ")
                        + when
                        + widened);
    }
}
