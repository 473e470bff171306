package io.blackstart.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the evidence of one run proves: the content of {@code verdict.json}, in its order.
 *
 * @param charts series for the reports' time line; not part of {@code verdict.json}
 */
public record Verdict(
        ExperimentRef experiment,
        RunRef run,
        Outcome outcome,
        List<BudgetFinding> budgets,
        List<Milestone> milestones,
        List<ClientsBack> clientsBack,
        List<Outage> outages,
        Requests requests,
        Writes writes,
        List<Diagnosis> diagnoses,
        List<String> leftBehind,
        Trust trust,
        TimeLine charts) {
    public Verdict {
        budgets = List.copyOf(budgets);
        milestones = List.copyOf(milestones);
        clientsBack = List.copyOf(clientsBack);
        outages = List.copyOf(outages);
        diagnoses = List.copyOf(diagnoses);
        leftBehind = List.copyOf(leftBehind);
    }

    /** The whole run's outcome: any missed → MISSED, else any unknown → INCONCLUSIVE, else MET. */
    public enum Outcome {
        MET,
        MISSED,
        INCONCLUSIVE,
        REFUSED
    }

    /** The experiment that ran. */
    public record ExperimentRef(String name, String hypothesis, String file, String sha256) {}

    /** The run that was judged. */
    public record RunRef(
            String id,
            Instant startedAt,
            String commit,
            String kind,
            int speed,
            String evidenceSha256,
            String ended,
            String endedWhy) {}

    /** One budget's finding. */
    public enum Finding {
        MET,
        MISSED,
        UNKNOWN
    }

    /** What a budget counts in. */
    public enum Unit {
        DURATION,
        COUNT,
        SHARE
    }

    /**
     * One budget, what was measured, and what follows.
     *
     * @param vantage where it was measured, empty where there is only one place
     * @param why one sentence; for UNKNOWN the reason, else what decided
     */
    public record BudgetFinding(
            String name,
            Unit unit,
            Quantity budget,
            Finding finding,
            Measured measured,
            String vantage,
            String why) {}

    /** A figure in its unit. */
    public sealed interface Quantity {
        /** Real time. */
        record Time(Duration value) implements Quantity {}

        /** How many. */
        record Count(long value) implements Quantity {}

        /** 0 to 1. */
        record Part(double value) implements Quantity {}
    }

    /** A measured figure, as exactly as the samples allow. */
    public sealed interface Measured {
        /** The truth lies in [least, most]. */
        record Between(Quantity least, Quantity most) implements Measured {}

        /** Not over when last seen. */
        record AtLeast(Quantity least) implements Measured {}

        /** The evidence holds no such figure. */
        record Nothing() implements Measured {}
    }

    /** The names of the points on the time line. */
    public enum MilestoneName {
        FAULT_BEGAN("faultBegan"),
        FIRST_FAILURE("firstFailure"),
        DETECTED("detected"),
        DNS_FLIPPED("dnsFlipped"),
        WRITER_PROMOTED("writerPromoted"),
        FIRST_SERVED("firstServed"),
        FIRST_GOOD_WRITE("firstGoodWrite"),
        RECOVERED("recovered"),
        FAULT_MENDED("faultMended"),
        FAILED_BACK("failedBack"),
        REPROTECTED("reprotected");

        private final String text;

        MilestoneName(String text) {
            this.text = text;
        }

        /** The name in files. */
        public String text() {
            return text;
        }
    }

    /**
     * A point on the time line, counted from the run's origin, as an interval.
     *
     * @param vantage where it was seen, empty where there is only one place
     * @param cohort of the load, such as {@code fresh reads}, empty where it is not about one
     */
    public record Milestone(
            MilestoneName name,
            String vantage,
            String cohort,
            Duration least,
            Optional<Duration> most) {}

    /**
     * That share of the clients was served again, and stayed served, so long after the fault began.
     */
    public record ClientsBack(double share, Duration least, Optional<Duration> most) {}

    /**
     * A time that the active region did not serve, found against the baseline's noise; points on
     * the run's clock, each as an interval. {@code endMost} is empty while it was not over when
     * last seen.
     *
     * @param firstFailure when the first request that failed in it was sent
     */
    public record Outage(
            Duration beganLeast,
            Duration beganMost,
            Duration firstFailure,
            Duration endLeast,
            Optional<Duration> endMost) {}

    /**
     * How many requests, and what became of them: due = succeeded + failed + indeterminate +
     * notSent.
     *
     * @param classes drop class → how many; sums to {@code dropped}
     * @param longestOutage the longest time without any success
     */
    public record Requests(
            long due,
            long succeeded,
            long failed,
            long indeterminate,
            long notSent,
            long dropped,
            Duration longestOutage,
            Map<String, Long> classes) {}

    /**
     * The write ledger.
     *
     * @param atRisk acknowledged within the replication lag before the cut
     * @param lost acknowledged and absent from the survivors
     * @param recovered not acknowledged, and present
     * @param unexpected present, and never attempted or certainly not written
     * @param holes lost, though a later acknowledged write of the same writer survived
     */
    public record Writes(
            long attempted,
            long acknowledged,
            long indeterminate,
            long indeterminateAbsent,
            long atRisk,
            long lost,
            long recovered,
            long unexpected,
            long duplicated,
            long holes,
            Measured recoveryPoint,
            String lostIds) {}

    /** A named cause and its evidence. */
    public record Diagnosis(String id, String says, String evidence) {}

    /** Whether the measurement can be believed; {@code why} holds the reasons when it cannot. */
    public record Trust(
            double achievedRate,
            Duration dispatchLagP99,
            long harnessStalls,
            boolean controlHealthy,
            List<String> why) {
        public Trust {
            why = List.copyOf(why);
        }
    }

    /**
     * Requests by when they were due, in bins of equal width from the run's clock start, for charts
     * and sparklines.
     *
     * @param start offset of the first bin from the origin
     * @param served region → successes per bin
     * @param dropped drop class → drops per bin
     * @param latencyP99Millis per bin, of successes; 0 where there is none
     */
    public record TimeLine(
            Duration start,
            Duration binWidth,
            int bins,
            Map<String, List<Long>> served,
            Map<String, List<Long>> dropped,
            List<Long> notSent,
            List<Double> latencyP99Millis,
            String activeRegion,
            String passiveRegion) {}
}
