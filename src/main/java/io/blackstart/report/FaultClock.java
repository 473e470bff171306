package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.MilestoneName;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The clock that readers think in: zero when the fault began, or at the run's origin where none
 * did.
 *
 * @param least the earliest that the fault may have begun, from the run's origin
 * @param most the latest
 * @param fault whether a fault was seen to begin
 */
record FaultClock(Duration least, Duration most, boolean fault) {

    /** A time on this clock, as an interval; not yet come when {@code most} is absent. */
    record Span(Duration least, Optional<Duration> most) {
        /** The interval in words, or until when it had not come. */
        String text() {
            return most.isPresent()
                    ? Figures.interval(least, most)
                    : "not by " + Figures.duration(least);
        }

        /** The interval in words, to a tenth of a second. */
        String roughly() {
            return most.isPresent() ? Figures.roughly(least, most) : text();
        }
    }

    /** The clock of one run. */
    static FaultClock of(Verdict verdict) {
        return verdict.milestones().stream()
                .filter(milestone -> milestone.name() == MilestoneName.FAULT_BEGAN)
                .findFirst()
                .map(began ->
                        new FaultClock(began.least(), began.most().orElse(began.least()), true))
                .orElse(new FaultClock(Duration.ZERO, Duration.ZERO, false));
    }

    /** What the clock's zero is, in words. */
    String zero() {
        return fault ? "the fault" : "the run's start";
    }

    /** A milestone on this clock: the difference of two intervals. */
    Span since(Milestone milestone) {
        if (fault && milestone.name() == MilestoneName.FAULT_BEGAN) {
            return new Span(Duration.ZERO, Optional.of(Duration.ZERO));
        }
        Duration from = milestone.least().minus(most);
        Optional<Duration> to = milestone.most().map(later -> later.minus(least));
        boolean touchesZero = from.isNegative() && to.map(end -> !end.isNegative()).orElse(true);
        return new Span(touchesZero ? Duration.ZERO : from, to);
    }

    /** Seconds on this clock of an offset from the run's origin. */
    double seconds(Duration offset) {
        return offset.minus(least).toNanos() / 1e9;
    }

    /**
     * The milestones that stand for the whole service, in time order: those of single cohorts only
     * where the common one did not come.
     */
    static List<Milestone> headline(Verdict verdict) {
        return verdict.milestones().stream()
                .filter(milestone -> milestone.cohort().isEmpty() || !hasCommon(verdict, milestone))
                .sorted(java.util.Comparator.comparing(Milestone::least))
                .toList();
    }

    private static boolean hasCommon(Verdict verdict, Milestone milestone) {
        return verdict.milestones().stream()
                .anyMatch(other ->
                        other.name() == milestone.name()
                                && other.cohort().isEmpty()
                                && other.most().isPresent());
    }
}
