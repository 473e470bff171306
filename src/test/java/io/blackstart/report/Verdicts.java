package io.blackstart.report;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.blackstart.verdict.ClockOffset;
import io.blackstart.verdict.Harness;
import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.ClientsBack;
import io.blackstart.verdict.Verdict.Diagnosis;
import io.blackstart.verdict.Verdict.ExperimentRef;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.MilestoneName;
import io.blackstart.verdict.Verdict.Outcome;
import io.blackstart.verdict.Verdict.Quantity;
import io.blackstart.verdict.Verdict.Requests;
import io.blackstart.verdict.Verdict.RunRef;
import io.blackstart.verdict.Verdict.TimeLine;
import io.blackstart.verdict.Verdict.Trust;
import io.blackstart.verdict.Verdict.Unit;
import io.blackstart.verdict.Verdict.Writes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Verdicts of runs that never were, one for each way a run can come out. */
final class Verdicts {
    static final String ACTIVE = "me-south-1";
    static final String PASSIVE = "eu-central-1";

    private static final Requests NO_REQUESTS =
            new Requests(0, 0, 0, 0, 0, 0, Duration.ZERO, Map.of());
    private static final Writes NO_WRITES =
            new Writes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new Measured.Nothing(), "");
    private static final Trust TRUSTED =
            new Trust(
                    199.98,
                    Duration.ofNanos(1_240_000),
                    0,
                    true,
                    List.of(),
                    List.of(),
                    "one place: office (Linux 6.18)",
                    List.of(new ClockOffset(ACTIVE, ofMillis(-14), ofMillis(31))),
                    Optional.of(
                            new Harness(
                                    ofMillis(21),
                                    ofMillis(340),
                                    Optional.of(0.0731),
                                    Optional.of(0.012),
                                    Optional.of(0.08),
                                    Duration.ZERO,
                                    Optional.of(Duration.ZERO))));

    private Verdicts() {}

    /** The first drill as it should be: everything met. */
    static Verdict met() {
        return new Verdict(
                experiment("First drill"),
                run("completed", ""),
                Outcome.MET,
                metBudgets(),
                metMilestones(),
                clientsBack(),
                List.of(),
                metRequests(),
                new Writes(
                        2_473, 2_371, 61, 58, 9, 6, 3, 0, 0, 0, time(140, 161), "1204-1208,1211"),
                List.of(
                        new Diagnosis(
                                "storage-not-cut",
                                "The blackhole cut replication as well, so the loss measured here"
                                        + " is that of a region that drops off the network.",
                                "replication lag grew from 46 ms to 9.3 s between 10.1 s and"
                                        + " 19.4 s")),
                List.of(),
                TRUSTED,
                Curves.outage());
    }

    /** The promotion never happens: reads come back, writes do not. */
    static Verdict promotionBroken() {
        return new Verdict(
                experiment("Promotion broken"),
                run("completed", ""),
                Outcome.MISSED,
                List.of(
                        budget(
                                "recoveryTime",
                                Unit.DURATION,
                                seconds(15),
                                Finding.MISSED,
                                new Measured.AtLeast(new Quantity.Time(ofMillis(24_910))),
                                "all clients",
                                "writes were not served again before the fault was mended; reads"
                                        + " were, after 9.47 s"),
                        budget(
                                "dnsFlip",
                                Unit.DURATION,
                                seconds(8),
                                Finding.MET,
                                time(4_480, 4_531),
                                "authoritative",
                                "the first new answer came within the budget"),
                        budget(
                                "lostWrites",
                                Unit.COUNT,
                                new Quantity.Count(10),
                                Finding.UNKNOWN,
                                new Measured.Nothing(),
                                "",
                                "the surviving writes could not be read back: no writer answered"),
                        budget(
                                "droppedRequests.share",
                                Unit.SHARE,
                                new Quantity.Part(0.5),
                                Finding.MISSED,
                                part(0.6213, 0.6213),
                                "",
                                "1,864 of 3,000 requests due within 15 s of the fault were"
                                        + " dropped")),
                Stream.concat(
                                metMilestones().stream()
                                        .filter(milestone ->
                                                milestone.name() != MilestoneName.WRITER_PROMOTED
                                                        && milestone.name()
                                                                != MilestoneName.FIRST_GOOD_WRITE
                                                        && milestone.name()
                                                                != MilestoneName.RECOVERED),
                                Stream.of(
                                        milestone(
                                                MilestoneName.RECOVERED,
                                                "",
                                                "fresh reads",
                                                19_470,
                                                19_520),
                                        milestone(
                                                MilestoneName.RECOVERED,
                                                "",
                                                "pooled reads",
                                                19_610,
                                                19_660),
                                        open(MilestoneName.RECOVERED, "fresh writes", 34_920),
                                        open(MilestoneName.RECOVERED, "", 34_920),
                                        open(MilestoneName.WRITER_PROMOTED, "", 34_870)))
                        .toList(),
                List.of(new ClientsBack(0.5, ofMillis(24_910), Optional.empty())),
                List.of(),
                metRequests(),
                new Writes(2_473, 1_271, 61, 0, 9, 0, 0, 0, 0, 0, new Measured.Nothing(), ""),
                List.of(
                        new Diagnosis(
                                "writer-not-promoted",
                                "Reads came back, writes did not: no writer was seen in"
                                        + " eu-central-1.",
                                "X-Writer stayed empty at eu-central-1 from 10.1 s to the end")),
                List.of(),
                TRUSTED,
                Curves.outage());
    }

    /** The control: no fault, so nothing is shown. */
    static Verdict control() {
        String nothing =
                "the fault did not reach the service: no request failed that would not have failed"
                        + " anyway";
        return new Verdict(
                experiment("Control: no fault"),
                run("completed", ""),
                Outcome.INCONCLUSIVE,
                List.of(
                        budget(
                                "recoveryTime",
                                Unit.DURATION,
                                seconds(15),
                                Finding.UNKNOWN,
                                new Measured.Nothing(),
                                "all clients",
                                nothing),
                        budget(
                                "lostWrites",
                                Unit.COUNT,
                                new Quantity.Count(10),
                                Finding.UNKNOWN,
                                count(0, 0),
                                "",
                                nothing)),
                List.of(),
                List.of(),
                List.of(),
                new Requests(8_000, 8_000, 0, 0, 0, 0, ofMillis(31), Map.of()),
                new Writes(2_000, 2_000, 0, 0, 0, 0, 0, 0, 0, 0, new Measured.Nothing(), ""),
                List.of(),
                List.of(),
                TRUSTED,
                Curves.quiet());
    }

    /** Refused outside its window, before anything was broken. */
    static Verdict refused() {
        return new Verdict(
                experiment("First drill"),
                run(
                        "refused",
                        "it is Friday 14:05 in Europe/Berlin; the window is TUE–THU 02:00–05:00"),
                Outcome.REFUSED,
                List.of(
                        budget(
                                "recoveryTime",
                                Unit.DURATION,
                                seconds(15),
                                Finding.UNKNOWN,
                                new Measured.Nothing(),
                                "all clients",
                                "nothing was broken")),
                List.of(),
                List.of(),
                List.of(),
                NO_REQUESTS,
                NO_WRITES,
                List.of(),
                List.of(),
                new Trust(0, Duration.ZERO, 0, true, List.of()),
                new TimeLine(
                        Duration.ZERO,
                        ofSeconds(1),
                        0,
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        ACTIVE,
                        PASSIVE));
    }

    /**
     * Killed half way through on a stalling machine, something left, and words that try to break
     * out.
     */
    static Verdict hostile() {
        String words = "</script><script>alert('1')</script> \"a|b\" & <b>\n\u001b[31m`x`]]>";
        return new Verdict(
                new ExperimentRef(words, words, words, words),
                new RunRef(words, Instant.EPOCH, words, "aws", 1, words, "interrupted", words),
                Outcome.INCONCLUSIVE,
                IntStream.range(0, 14)
                        .mapToObj(i ->
                                budget(
                                        "dnsFlip",
                                        Unit.DURATION,
                                        seconds(8),
                                        Finding.UNKNOWN,
                                        new Measured.AtLeast(new Quantity.Time(ofSeconds(3))),
                                        words + i,
                                        words.repeat(3)))
                        .toList(),
                List.of(
                        milestone(MilestoneName.FAULT_BEGAN, words, "", 10_000, 10_020),
                        new Milestone(
                                MilestoneName.RECOVERED,
                                words,
                                words,
                                ofSeconds(11),
                                Optional.empty())),
                List.of(new ClientsBack(1, ofSeconds(3), Optional.empty())),
                List.of(),
                new Requests(10, 0, 10, 0, 0, 10, ofSeconds(3), Map.of(words, 10L)),
                new Writes(
                        1,
                        1,
                        0,
                        0,
                        0,
                        1,
                        0,
                        1,
                        1,
                        1,
                        new Measured.AtLeast(new Quantity.Time(ofSeconds(1))),
                        words),
                List.of(new Diagnosis(words, words, words)),
                List.of("FIS experiment EXP1 in me-south-1 still runs " + words),
                new Trust(
                        12.5,
                        ofSeconds(2),
                        7,
                        false,
                        List.of(words),
                        List.of(words),
                        words,
                        List.of(new ClockOffset(words, ofSeconds(-3), ofSeconds(2))),
                        Optional.empty()),
                new TimeLine(
                        Duration.ZERO,
                        ofSeconds(1),
                        2,
                        Map.of(words, List.of(1L, 2L)),
                        Map.of(words, List.of(3L, 4L)),
                        List.of(0L, 0L),
                        List.of(0.0, 1.0),
                        words,
                        "other"));
    }

    /** The first drill again, so many days later and at another speed. */
    static Verdict met(int daysLater, String runId, int speed) {
        Verdict met = met();
        RunRef run = met.run();
        return new Verdict(
                met.experiment(),
                new RunRef(
                        runId,
                        run.startedAt().plus(Duration.ofDays(daysLater)),
                        "fedcba9",
                        run.kind(),
                        speed,
                        run.evidenceSha256(),
                        run.ended(),
                        run.endedWhy()),
                met.outcome(),
                met.budgets(),
                met.milestones(),
                met.clientsBack(),
                met.outages(),
                met.requests(),
                met.writes(),
                met.diagnoses(),
                met.leftBehind(),
                met.trust(),
                met.charts());
    }

    /** The same with another time line. */
    static Verdict with(Verdict verdict, TimeLine charts) {
        return new Verdict(
                verdict.experiment(),
                verdict.run(),
                verdict.outcome(),
                verdict.budgets(),
                verdict.milestones(),
                verdict.clientsBack(),
                verdict.outages(),
                verdict.requests(),
                verdict.writes(),
                verdict.diagnoses(),
                verdict.leftBehind(),
                verdict.trust(),
                charts);
    }

    static List<Verdict> all() {
        return List.of(met(), promotionBroken(), control(), refused(), hostile());
    }

    private static List<BudgetFinding> metBudgets() {
        return List.of(
                budget(
                        "recoveryTime",
                        Unit.DURATION,
                        seconds(15),
                        Finding.MET,
                        time(9_412, 9_463),
                        "all clients",
                        "the last cohort was served again within the budget"),
                budget(
                        "recoveryPoint",
                        Unit.DURATION,
                        seconds(1),
                        Finding.MET,
                        time(140, 161),
                        "",
                        "the oldest lost write is younger than that"),
                budget(
                        "lostWrites",
                        Unit.COUNT,
                        new Quantity.Count(10),
                        Finding.MET,
                        count(6, 6),
                        "",
                        "6 acknowledged writes are not among the survivors"),
                budget(
                        "dnsFlip",
                        Unit.DURATION,
                        seconds(8),
                        Finding.MET,
                        time(4_480, 4_531),
                        "authoritative",
                        "the first new answer came within the budget"),
                budget(
                        "detection",
                        Unit.DURATION,
                        seconds(5),
                        Finding.MET,
                        time(3_020, 4_531),
                        "",
                        "the checks agreed within the budget"),
                budget(
                        "droppedRequests.count",
                        Unit.COUNT,
                        new Quantity.Count(2_500),
                        Finding.MET,
                        count(1_459, 1_459),
                        "",
                        "counted one by one"),
                budget(
                        "droppedRequests.share",
                        Unit.SHARE,
                        new Quantity.Part(0.9),
                        Finding.MET,
                        part(0.4863, 0.4863),
                        "",
                        "1,459 of 3,000"));
    }

    private static List<Milestone> metMilestones() {
        return List.of(
                milestone(MilestoneName.FAULT_BEGAN, "", "", 10_000, 10_011),
                milestone(MilestoneName.FIRST_FAILURE, "", "", 10_004, 10_004),
                milestone(MilestoneName.DETECTED, "", "", 13_020, 14_531),
                milestone(MilestoneName.DNS_FLIPPED, "authoritative", "", 14_480, 14_531),
                milestone(MilestoneName.DNS_FLIPPED, "office", "", 15_210, 15_262),
                milestone(MilestoneName.FIRST_SERVED, "", "", 15_302, 15_302),
                milestone(MilestoneName.WRITER_PROMOTED, "", "", 16_120, 16_171),
                milestone(MilestoneName.FIRST_GOOD_WRITE, "", "", 16_402, 16_402),
                milestone(MilestoneName.RECOVERED, "", "fresh reads", 17_470, 17_520),
                milestone(MilestoneName.RECOVERED, "", "pooled writes", 19_423, 19_463),
                milestone(MilestoneName.RECOVERED, "", "", 19_423, 19_463),
                milestone(MilestoneName.FAULT_MENDED, "", "", 34_950, 35_001));
    }

    private static List<ClientsBack> clientsBack() {
        return IntStream.rangeClosed(1, 64)
                .mapToObj(n ->
                        new ClientsBack(
                                n / 64.0,
                                ofMillis(5_300 + n * 64L),
                                Optional.of(ofMillis(5_351 + n * 64L))))
                .toList();
    }

    private static Requests metRequests() {
        return new Requests(
                10_000,
                8_541,
                1_398,
                61,
                0,
                1_459,
                ofMillis(5_291),
                Map.of(
                        "connectTimeout",
                        1_203L,
                        "readTimeout",
                        148L,
                        "http5xx",
                        98L,
                        "reset",
                        10L));
    }

    static ExperimentRef experiment(String name) {
        return new ExperimentRef(
                name,
                "When the active region drops off the network, all users are served by the other"
                        + " within 15 s, and at most ten orders are lost.",
                "experiments/first-drill.yaml",
                "3f0c1f7f53c8a5f6a0b1c2d3e4f5061728394a5b6c7d8e9f00112233445566aa");
    }

    private static RunRef run(String ended, String why) {
        return new RunRef(
                "20261122-031500-7c1e",
                Instant.parse("2026-11-22T03:15:00.123Z"),
                "35fcc08",
                "sandbox",
                10,
                "9b74c9897bac770ffc029102a200c5de9b74c9897bac770ffc029102a200c5de",
                ended,
                why);
    }

    private static BudgetFinding budget(
            String name,
            Unit unit,
            Quantity limit,
            Finding finding,
            Measured measured,
            String vantage,
            String why) {
        return new BudgetFinding(name, unit, limit, finding, measured, vantage, why);
    }

    private static Milestone milestone(
            MilestoneName name, String vantage, String cohort, long least, long most) {
        return new Milestone(name, vantage, cohort, ofMillis(least), Optional.of(ofMillis(most)));
    }

    private static Milestone open(MilestoneName name, String cohort, long least) {
        return new Milestone(name, "", cohort, ofMillis(least), Optional.empty());
    }

    private static Quantity seconds(long seconds) {
        return new Quantity.Time(ofSeconds(seconds));
    }

    private static Measured time(long least, long most) {
        return new Measured.Between(
                new Quantity.Time(ofMillis(least)), new Quantity.Time(ofMillis(most)));
    }

    private static Measured count(long least, long most) {
        return new Measured.Between(new Quantity.Count(least), new Quantity.Count(most));
    }

    private static Measured part(double least, double most) {
        return new Measured.Between(new Quantity.Part(least), new Quantity.Part(most));
    }
}
