package io.blackstart.sandbox.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * How old the oldest write is that a standby does not show yet, from positions that were looked at
 * now and then: as fine as the looks are frequent. Not safe for use by many threads.
 */
final class LagMeter {
    /** When there are more, every other one is forgotten: an old lag need not be known finely. */
    private static final int LOOKS_MAX = 3_600;

    private final Deque<Look> missing = new ArrayDeque<>();
    private Lsn shown = new Lsn(0);

    /** Where the primary's log ended, and when. */
    private record Look(long nanos, Lsn written) {}

    /** The primary's log ends there now. */
    void written(long nanos, Lsn end) {
        boolean isNews = missing.isEmpty() || missing.getLast().written().compareTo(end) < 0;
        if (end.compareTo(shown) > 0 && isNews) {
            if (missing.size() == LOOKS_MAX) {
                forgetEveryOther();
            }
            missing.addLast(new Look(nanos, end));
        }
    }

    private void forgetEveryOther() {
        boolean forget = false;
        for (Iterator<Look> looks = missing.iterator(); looks.hasNext(); forget = !forget) {
            looks.next();
            if (forget) {
                looks.remove();
            }
        }
    }

    /** The standby shows everything up to there. */
    void shown(Lsn end) {
        shown = end;
        while (!missing.isEmpty() && missing.getFirst().written().compareTo(end) <= 0) {
            missing.removeFirst();
        }
    }

    /** How long ago something was seen written that the standby does not show; zero if nothing. */
    Duration lag(long now) {
        return missing.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, now - missing.getFirst().nanos()));
    }
}
