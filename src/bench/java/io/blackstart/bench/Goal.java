package io.blackstart.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A target, and what was measured.
 *
 * @param wanted in words
 * @param measured in words
 */
record Goal(String wanted, String measured, Met met) {
    private static final double LAG_P50_MOST_MICROS = 100;
    private static final double LAG_P99_MOST_MICROS = 5_000;
    private static final double DEVIATION_P50_MOST_MICROS = 150;
    private static final double LAG_IN_HOLE_MOST_MILLIS = 100;
    private static final double HIGH_RATE_LAG_P99_MOST_MICROS = 10_000;
    private static final double RATE_KEPT = 0.99;
    private static final double RECORDS_PER_SECOND = 500_000;
    private static final double JUDGE_SECONDS_MOST = 3;

    /** How a target ended. */
    enum Met {
        MET,
        MISSED,
        NOT_RUN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** All targets that a run of the benchmarks can tell of. */
    static List<Goal> of(Results results) {
        List<Goal> goals = new ArrayList<>();
        for (int rate : results.size().rates()) {
            besideGatling(goals, results, rate);
        }
        rates(goals, results);
        frozen(goals, results);
        silent(goals, results);
        pure(goals, results.pure());
        return goals;
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is in a library that is not ours
    private static Goal of(boolean met, String wanted, String measured, Object... figures) {
        return new Goal(
                wanted, String.format(Locale.ROOT, measured, figures), met ? Met.MET : Met.MISSED);
    }

    private static void besideGatling(List<Goal> goals, Results results, int rate) {
        Results.AtRate ours = results.ours(rate);
        Results.AtRate gatling = results.gatling(rate);
        String at = String.format(Locale.ROOT, " at %,d/s", rate);
        double p50 = ours.median(run -> run.deviation().p50Micros());
        double p50Ratio = p50 / gatling.median(run -> run.deviation().p50Micros());
        goals.add(
                of(
                        p50Ratio <= 0.2 && p50 <= DEVIATION_P50_MOST_MICROS,
                        "T1 deviation p50 ≤ 1/5 of Gatling's and ≤ 150 µs" + at,
                        "%.3f of it, %.0f µs",
                        p50Ratio,
                        p50));
        goals.add(of(p50Ratio <= 0.1, "tighter: ≤ 1/10" + at, "%.3f", p50Ratio));
        double p99Ratio =
                ours.median(run -> run.deviation().p99Micros())
                        / gatling.median(run -> run.deviation().p99Micros());
        goals.add(
                of(p99Ratio <= 0.5, "T1 deviation p99 ≤ 1/2 of Gatling's" + at, "%.2f", p99Ratio));
        double lagP50 = ours.median(Steady::lagP50Micros);
        double lagP99 = ours.median(Steady::lagP99Micros);
        goals.add(
                of(
                        lagP50 <= LAG_P50_MOST_MICROS && lagP99 <= LAG_P99_MOST_MICROS,
                        "T2 from due to handed to the client: p50 ≤ 100 µs, p99 ≤ 5 ms" + at,
                        "%.0f µs, %.2f ms, under a pressure of %.0f %%",
                        lagP50,
                        lagP99 / 1e3,
                        ours.median(Steady::pressure)));
        double cpu = ours.median(Steady::cpuPer10k) / gatling.median(Steady::cpuPer10k);
        if (rate == 2_000) {
            goals.add(of(cpu <= 1.5, "T3 processor time ≤ 1.5 × Gatling's" + at, "%.2f ×", cpu));
        }
        if (rate >= 2_000) {
            String which = rate == 2_000 ? "tighter: ≤ 1.0 ×" : "T3 processor time ≤ 1.0 ×";
            goals.add(of(cpu <= 1, which + " Gatling's" + at, "%.2f ×", cpu));
        }
    }

    private static void rates(List<Goal> goals, Results results) {
        String high = "T4 10,000/s after the warm-up with p99 from due to handed over < 10 ms";
        if (results.high().isEmpty()) {
            goals.add(new Goal(high, "–", Met.NOT_RUN));
        } else {
            double lag = Percentile.median(results.high(), Steady::lagP99Micros);
            double rate = Percentile.median(results.high(), Steady::perSecond);
            goals.add(
                    of(
                            lag < HIGH_RATE_LAG_P99_MOST_MICROS
                                    && rate >= RATE_KEPT * Size.HIGH_RATE,
                            high,
                            "%,.0f/s, %.1f ms",
                            rate,
                            lag / 1e3));
        }
        String contended = "T4 no collapse at 5,000/s beside threads that want every core";
        if (results.contended().isEmpty()) {
            goals.add(new Goal(contended, "–", Met.NOT_RUN));
        } else {
            long kept =
                    results.contended().stream()
                            .filter(run -> run.perSecond() >= RATE_KEPT * Size.CONTENDED_RATE)
                            .count();
            goals.add(
                    of(
                            kept == results.contended().size(),
                            contended,
                            "%d of %d runs kept 99 %% of the rate",
                            kept,
                            results.contended().size()));
        }
    }

    private static void frozen(List<Goal> goals, Results results) {
        List<Hole.Own> own = results.own(Hole.Kind.FROZEN);
        Results.InHole hole = results.ours(Hole.Kind.FROZEN);
        bearable(goals, "T5 frozen: ", own, hole);
        goals.add(
                of(
                        own.stream().allMatch(run -> run.unanswered() == run.readTimeouts()),
                        "T7 what the target saw without an answer reaching us = READ_TIMEOUT, to"
                                + " the unit",
                        "%s",
                        own.stream()
                                .map(run -> run.unanswered() + " = " + run.readTimeouts())
                                .toList()));
        double begin = Percentile.median(own, run -> Math.abs(run.beginErrorMillis()));
        double end = Percentile.median(own, run -> Math.abs(run.endErrorMillis()));
        double step = 1e3 / results.size().holeRate();
        goals.add(
                of(
                        begin <= step + 5 && end <= 50,
                        "T8 outage: begin within 1/rate + 5 ms, end within 50 ms",
                        "%.1f ms, %.1f ms",
                        begin,
                        end));
        goals.add(
                of(
                        // the hole's edges fall between two requests
                        hole.runs().stream()
                                .allMatch(run ->
                                        Math.abs(run.due() - run.own().orElseThrow().recorded())
                                                <= 1),
                        "T9 requests due in the hole, each with its record",
                        "%s",
                        hole.runs().stream()
                                .map(run -> run.own().orElseThrow().recorded() + " of " + run.due())
                                .toList()));
    }

    private static void silent(List<Goal> goals, Results results) {
        List<Hole.Own> own = results.own(Hole.Kind.SILENT);
        bearable(goals, "T6 silent: ", own, results.ours(Hole.Kind.SILENT));
        double lag = Percentile.median(own, Hole.Own::lagP99Millis);
        goals.add(
                of(
                        lag <= LAG_IN_HOLE_MOST_MILLIS,
                        "T6 silent: p99 from due to handed over ≤ 100 ms",
                        "%.1f ms",
                        lag));
    }

    private static void bearable(
            List<Goal> goals, String which, List<Hole.Own> own, Results.InHole hole) {
        goals.add(
                of(
                        own.stream().allMatch(run -> run.complete() && run.notSent() == 0),
                        which + "every due request recorded, none not sent",
                        "%s not sent",
                        own.stream().map(Hole.Own::notSent).toList()));
        double lag = Percentile.median(own, Hole.Own::lagMostMillis);
        goals.add(
                of(
                        lag <= LAG_IN_HOLE_MOST_MILLIS,
                        which + "most from due to handed over ≤ 100 ms",
                        "%.1f ms",
                        lag));
        double threads = hole.median(Hole::threadsMost);
        goals.add(of(threads <= 64, which + "threads ≤ 64", "%.0f", threads));
        goals.add(of(threads <= 40, "tighter: ≤ 40", "%.0f", threads));
        double grown = hole.median(Hole::grownMb);
        double cores = hole.median(Hole::cores);
        goals.add(of(grown <= 200, which + "memory grows by ≤ 200 MB", "%.0f MB", grown));
        goals.add(of(cores <= 1, which + "≤ 1 core", "%.2f", cores));
    }

    private static void pure(List<Goal> goals, PureParts pure) {
        for (String way : List.of("writeLine", "readLine", "writeFile", "readFile")) {
            double perSecond = pure.of("EvidenceBenchmark." + way).perSecond();
            goals.add(
                    of(
                            perSecond >= RECORDS_PER_SECOND,
                            "evidence, " + way + ": ≥ 500,000 records/s",
                            "%,.0f",
                            perSecond));
        }
        double judge = pure.of("JudgeBenchmark.judgeAMillion").nanos() / 1e9;
        goals.add(
                of(
                        judge <= JUDGE_SECONDS_MOST,
                        "1,000,000 requests judged in ≤ 3 s",
                        "%.2f s",
                        judge));
    }
}
