package io.blackstart.verdict;

import io.blackstart.experiment.Good;

import java.util.Arrays;

/**
 * When one group of requests was served again and stayed served: the earliest request from which on
 * the service is clean for {@code good.window} and good for {@code good.hold}. It is dated between
 * when the last bad request before it was due and its own completion.
 *
 * <p>A window is stretched until it holds enough requests to resolve the share, so that one stray
 * error of a noisy machine does not undo a recovery, however thin the group's rate is.
 */
final class Recovery {
    /** A clean window holds at least so many requests: in fewer, chance looks like recovery. */
    private static final int CLEAN_LEAST = 10;

    private final RequestTable load;
    private final int[] rows;
    private final int[] badBefore;
    private final Good good;
    private final Limits limits;

    /**
     * What bounds the search.
     *
     * @param begin of the fault
     * @param mendedFrom when the fault may have been lifted: what begins later is no recovery
     * @param coveredUntil how far the evidence goes without a gap
     * @param active the region that the fault takes away
     */
    record Limits(Bounds begin, long mendedFrom, long coveredUntil, String active) {
        /** The same for what came after the fault had certainly begun. */
        Limits afterBegin() {
            return new Limits(
                    new Bounds(begin.most(), begin.most()), mendedFrom, coveredUntil, active);
        }
    }

    /**
     * @param rows of the group, in the order in which they were due; what was not sent is left out,
     *     it is our limit and not the service's
     */
    private Recovery(RequestTable load, int[] rows, Good good, Limits limits) {
        this.load = load;
        this.rows = rows;
        this.good = good;
        this.limits = limits;
        badBefore = new int[rows.length + 1];
        long latency = good.latency().toNanos();
        for (int i = 0; i < rows.length; i++) {
            badBefore[i + 1] = badBefore[i] + (load.served(rows[i], latency) ? 0 : 1);
        }
    }

    /** The recovery of these rows; open when it did not begin before the mend, or did not hold. */
    static Bounds of(RequestTable load, int[] rows, Good good, Limits limits) {
        int[] counted =
                Arrays.stream(rows)
                        .filter(row -> load.wasSent(row) && load.due(row) <= limits.coveredUntil())
                        .toArray();
        return new Recovery(load, counted, good, limits).find();
    }

    private Bounds find() {
        int[] nextBadWindow = nextBadWindow();
        long hold = good.hold().toNanos();
        for (int i = firstFrom(limits.begin().least()); i < rows.length; i++) {
            if (due(i) >= limits.mendedFrom() || due(i) + hold > limits.coveredUntil()) {
                break;
            }
            // what is answered only once the fault is lifted was brought back by the mend
            boolean underFault = load.at(rows[i]) < limits.mendedFrom();
            if (underFault && !isBad(i) && isClean(i) && holds(i, nextBadWindow)) {
                return new Bounds(lastBadBefore(i), Math.max(load.at(rows[i]), lastBadBefore(i)));
            }
        }
        return Bounds.from(outUntil());
    }

    /** How long it was certainly out, when it did not recover before the mend. */
    private long outUntil() {
        int mend = firstFrom(limits.mendedFrom());
        long lastBad = lastBadBefore(mend);
        long waiting = lastBad;
        for (int i = firstFrom(lastBad + 1); i < mend; i++) {
            if (load.at(rows[i]) < limits.mendedFrom()) {
                return lastBad;
            }
            // what the other region answers was on its way when the mend came, and did not wait
            if (load.region(rows[i]).equals(limits.active())) {
                waiting = due(i);
            }
        }
        // all that was due after the last bad one waited for the mend: it was out for them too
        return waiting;
    }

    /** No bad request within the window from {@code i} on, nor among the first few requests. */
    private boolean isClean(int i) {
        int end = Math.max(firstFrom(due(i) + good.window().toNanos()), i + CLEAN_LEAST);
        return bad(i, Math.min(end, rows.length)) == 0;
    }

    /** Each window from {@code i} on, for the hold time, is good. */
    private boolean holds(int i, int[] nextBadWindow) {
        int end = heldUntil(i);
        if (end - i < windowLeast()) {
            // too few to resolve the share: one stray error proves no outage
            return bad(i, end) <= 1;
        }
        long lastStart = due(i) + good.hold().minus(good.window()).toNanos();
        int badWindow = nextBadWindow[i];
        return badWindow > end - windowLeast() || due(badWindow) > lastStart;
    }

    /**
     * The end of the rows that must be good: the hold time, and on to as many requests as resolve
     * the share, but not beyond the mend, which brings troubles of its own.
     */
    private int heldUntil(int i) {
        int held = firstFrom(due(i) + good.hold().toNanos());
        int resolved = Math.min(rows.length, i + windowLeast());
        return Math.max(held, Math.min(resolved, firstFrom(limits.mendedFrom())));
    }

    /** For each row the first at or after it at which a bad window begins; the end if none does. */
    private int[] nextBadWindow() {
        int[] next = new int[rows.length + 1];
        next[rows.length] = rows.length;
        int end = rows.length;
        for (int i = rows.length - 1; i >= 0; i--) {
            long windowEnd = due(i) + good.window().toNanos();
            while (end > i + 1 && due(end - 1) >= windowEnd) {
                end--;
            }
            int stretched = Math.min(rows.length, Math.max(end, i + windowLeast()));
            boolean whole = i + windowLeast() <= rows.length;
            next[i] = whole && !isGood(i, stretched) ? i : next[i + 1];
        }
        return next;
    }

    /** How many requests resolve the share: 100 for 99 %. */
    private int windowLeast() {
        double rest = 1 - good.share().value();
        return rest <= 0 ? 1 : (int) Math.min(1_000_000, Math.ceil(1 / rest - 1e-6));
    }

    private boolean isGood(int from, int to) {
        double mayBeBad = (1 - good.share().value()) * (to - from);
        return bad(from, to) <= mayBeBad + 1e-6;
    }

    private long lastBadBefore(int end) {
        for (int i = end - 1; i >= 0 && due(i) >= limits.begin().least(); i--) {
            if (isBad(i)) {
                return due(i);
            }
        }
        return limits.begin().least();
    }

    private int bad(int from, int to) {
        return badBefore[to] - badBefore[from];
    }

    private boolean isBad(int i) {
        return bad(i, i + 1) == 1;
    }

    private long due(int i) {
        return load.due(rows[i]);
    }

    private int firstFrom(long time) {
        int low = 0;
        int high = rows.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (due(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
