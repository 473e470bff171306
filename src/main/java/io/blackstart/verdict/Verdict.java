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
     * @param attempts what client models made of the requests; empty where the load has none
     */
    public record Requests(
            long due,
            long succeeded,
            long failed,
            long indeterminate,
            long notSent,
            long dropped,
            Duration longestOutage,
            Map<String, Long> classes,
            Optional<Attempts> attempts) {
        /** Requests of which each is one attempt. */
        public Requests(
                long due,
                long succeeded,
                long failed,
                long indeterminate,
                long notSent,
                long dropped,
                Duration longestOutage,
                Map<String, Long> classes) {
            this(
                    due,
                    succeeded,
                    failed,
                    indeterminate,
                    notSent,
                    dropped,
                    longestOutage,
                    classes,
                    Optional.empty());
        }
    }

    /**
     * The attempts that the users' clients made for their requests.
     *
     * @param made all of them
     * @param regions where they went, as far as that is known
     * @param clients the cohorts, by name
     */
    public record Attempts(long made, List<AttemptsAt> regions, List<ClientTally> clients) {
        public Attempts {
            regions = List.copyOf(regions);
            clients = List.copyOf(clients);
        }
    }

    /**
     * What came to one region.
     *
     * @param requests how many came there at all
     * @param inFault attempts for each request that came there while the fault lasted; 0 when none
     *     did
     * @param worstSecond the same in the second in which it was most
     */
    public record AttemptsAt(
            String region, long requests, long attempts, double inFault, double worstSecond) {}

    /**
     * One cohort's requests, the attempts that its clients made, and what became of the requests.
     */
    public record ClientTally(String name, long due, long attempts, long succeeded, long dropped) {}

    /**
     * The write ledger.
     *
     * @param atRisk acknowledged within the replication lag before the cut
     * @param lost acknowledged and absent from the survivors
     * @param recovered not acknowledged, and present
     * @param unexpected present, and never attempted or certainly not written
     * @param duplicated how many more were present than there are ids
     * @param holes lost, though a later acknowledged write of the same writer survived
     * @param production what the same would be at the declared rate of production
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
            String lostIds,
            WriteSets sets,
            Optional<AtProduction> production) {
        /** A ledger in which nothing further stands out. */
        public Writes(
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
                String lostIds) {
            this(
                    attempted,
                    acknowledged,
                    indeterminate,
                    indeterminateAbsent,
                    atRisk,
                    lost,
                    recovered,
                    unexpected,
                    duplicated,
                    holes,
                    recoveryPoint,
                    lostIds,
                    WriteSets.NONE,
                    Optional.empty());
        }
    }

    /**
     * Some of the writes.
     *
     * @param ids in interval notation, such as {@code 3-17,40}
     */
    public record WriteSet(long count, String ids) {
        static final WriteSet NONE = new WriteSet(0, "");
    }

    /**
     * Which writes the ledger speaks of.
     *
     * @param stale present, and a read was told all the same that there is no such order
     * @param splitBrain acknowledged by the old region while the new one acknowledged writes too
     * @param failbackLost of the lost, those acknowledged at or after the mend
     * @param lostHeldElsewhere of the lost, those that the other region still had at the end
     */
    public record WriteSets(
            WriteSet recovered,
            WriteSet unexpected,
            WriteSet duplicated,
            WriteSet holes,
            WriteSet stale,
            WriteSet splitBrain,
            WriteSet failbackLost,
            WriteSet lostHeldElsewhere) {
        /** Empty ones. */
        public static final WriteSets NONE =
                new WriteSets(
                        WriteSet.NONE,
                        WriteSet.NONE,
                        WriteSet.NONE,
                        WriteSet.NONE,
                        WriteSet.NONE,
                        WriteSet.NONE,
                        WriteSet.NONE,
                        WriteSet.NONE);
    }

    /**
     * The drill's loss carried over to production in the ratio of the write rates.
     *
     * @param writesPerSecond as declared
     * @param atRisk how many writes would be at risk
     * @param lost how many would be lost as here
     * @param lostMost how many might be lost at 95 % confidence though none was here, by the rule
     *     of three; absent when some were lost, or none was at risk
     */
    public record AtProduction(
            double writesPerSecond, long atRisk, long lost, Optional<Long> lostMost) {}

    /** A named cause and its evidence. */
    public record Diagnosis(String id, String says, String evidence) {}

    /**
     * Whether the measurement can be believed.
     *
     * @param why the reasons when it cannot
     * @param cautions what else a reader should know of the measuring; it taints nothing
     * @param seenFrom the one place that everything was seen from
     * @param harness how the machine that measured did; empty where the evidence does not tell
     */
    public record Trust(
            double achievedRate,
            Duration dispatchLagP99,
            long harnessStalls,
            boolean controlHealthy,
            List<String> why,
            List<String> cautions,
            String seenFrom,
            List<ClockOffset> clocks,
            Optional<Harness> harness) {
        public Trust {
            why = List.copyOf(why);
            cautions = List.copyOf(cautions);
            clocks = List.copyOf(clocks);
        }

        /** Where nothing more is known. */
        public Trust(
                double achievedRate,
                Duration dispatchLagP99,
                long harnessStalls,
                boolean controlHealthy,
                List<String> why) {
            this(
                    achievedRate,
                    dispatchLagP99,
                    harnessStalls,
                    controlHealthy,
                    why,
                    List.of(),
                    "one place",
                    List.of(),
                    Optional.empty());
        }

        /** The same with other reasons. */
        public Trust with(List<String> otherWhy) {
            return new Trust(
                    achievedRate,
                    dispatchLagP99,
                    harnessStalls,
                    controlHealthy,
                    otherWhy,
                    cautions,
                    seenFrom,
                    clocks,
                    harness);
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
