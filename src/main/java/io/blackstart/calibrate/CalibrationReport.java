package io.blackstart.calibrate;

import io.blackstart.calibrate.Score.Edge;
import io.blackstart.calibrate.Score.Edges;
import io.blackstart.sandbox.range.Trouble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;

/** The calibration as Markdown. */
final class CalibrationReport {
    private static final long OUTAGE_MOST = 60_000_000;
    private static final long FLIP_MOST = 60_000_000;

    private final List<Score> scores;

    private CalibrationReport(List<Score> scores) {
        this.scores = scores;
    }

    /** All of it. */
    static String markdown(List<Score> scores, int lanes) {
        CalibrationReport report = new CalibrationReport(scores);
        long agreeing = scores.stream().filter(Score::agrees).count();
        return """
        # Calibration

        `./blackstart calibrate` plays outages and losses of known shape and length on loopback, through real
        sockets, under the whole instrument (load, probes, evidence, judge), and compares what was measured with
        the account that the range gives of itself. %d a second all of which write, so that each request is
        known by its number; an answer counts as served within %d ms; %d trials at a time.

        **%d of %d trials agree with the truth in everything.**

        ![Errors of the measured begin and end of each outage](calibration.svg)

        ## Targets

        %s
        ## Outages, by shape

        Errors are the measured point minus the true one: the begin is dated by the sending of the first request
        that failed, the end by the first answer after it. Width is that of the bounds.

        %s
        ## Requests sent while the trouble lasted, by what became of them

        `none` was answered: by the two of three instances that were there, late, or after a hole shorter than
        the time-out. `http5xx` are the stray errors of the range.

        %s
        ## Failovers with a known loss

        %s
        ## All trials

        %s\
        """
                .formatted(
                        Trial.RATE,
                        Trial.LATENCY.toMillis(),
                        lanes,
                        agreeing,
                        scores.size(),
                        report.targets(),
                        report.byShape(),
                        report.confusion(),
                        report.losses(),
                        report.all());
    }

    private String targets() {
        List<Edge> began = edges(Edges::began);
        List<Edge> ended = edges(Edges::ended);
        List<Edge> flips = scores.stream().flatMap(score -> score.flip().stream()).toList();
        long missed = scores.stream().mapToLong(Score::missed).sum();
        long invented = scores.stream().mapToLong(Score::invented).sum();
        long faults = scores.stream().filter(score -> !score.faults().isEmpty()).count();
        List<Edge> all = new ArrayList<>(began);
        all.addAll(ended);
        all.addAll(flips);
        return table(
                List.of("what", "aim", "measured"),
                List.of(
                        List.of("trials", "100 or more", "" + scores.size()),
                        List.of(
                                "truth inside the bounds",
                                "100 %",
                                inside(all) + " of " + all.size()),
                        List.of("outages not seen", "0", "" + missed),
                        List.of("outages that were none", "0", "" + invented),
                        List.of(
                                "error of an outage's begin",
                                "10 ms of a request's interval + 50 ms",
                                errors(began, OUTAGE_MOST)),
                        List.of(
                                "error of an outage's end",
                                "10 ms of a request's interval + 50 ms",
                                errors(ended, OUTAGE_MOST)),
                        List.of("error of the DNS flip", "60 ms", errors(flips, FLIP_MOST)),
                        List.of(
                                "trials with a wrong drop, class, lost id or late write",
                                "0",
                                "" + faults),
                        List.of(
                                "writes without an answer that were applied all the same",
                                "each called recovered",
                                "" + scores.stream().mapToLong(Score::lateApplied).sum())));
    }

    private String byShape() {
        List<List<String>> rows = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            List<Edges> edges =
                    of(trouble).stream().flatMap(score -> score.outages().stream()).toList();
            List<Edge> began = edges.stream().map(Edges::began).toList();
            List<Edge> ended = edges.stream().map(Edges::ended).toList();
            rows.add(
                    List.of(
                            trouble.text(),
                            "" + edges.size(),
                            inside(began) + " / " + inside(ended),
                            errors(began, Long.MAX_VALUE),
                            errors(ended, Long.MAX_VALUE),
                            width(began) + " / " + width(ended)));
        }
        return table(
                List.of(
                        "shape",
                        "outages",
                        "begin / end inside",
                        "begin's error",
                        "end's error",
                        "median width of begin / end"),
                rows);
    }

    private String confusion() {
        List<String> classes =
                scores.stream()
                        .flatMap(score -> score.classes().keySet().stream())
                        .distinct()
                        .sorted()
                        .toList();
        List<List<String>> rows = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            Map<String, Long> sum = new TreeMap<>();
            of(trouble)
                    .forEach(score ->
                            score.classes()
                                    .forEach((name, count) -> sum.merge(name, count, Long::sum)));
            List<String> row = new ArrayList<>(List.of(trouble.text()));
            classes.forEach(name -> row.add("" + sum.getOrDefault(name, 0L)));
            long strange =
                    sum.entrySet().stream()
                            .filter(one -> !Scorer.expected(trouble).contains(one.getKey()))
                            .filter(one -> !one.getKey().equals("http5xx"))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
            row.add("" + strange);
            rows.add(row);
        }
        List<String> head = new ArrayList<>(List.of("shape"));
        head.addAll(classes);
        head.add("of another class");
        return table(head, rows);
    }

    private String losses() {
        List<List<String>> rows = new ArrayList<>();
        for (Score score : scores) {
            if (score.script() instanceof Script.FailOver(var loss)) {
                rows.add(
                        List.of(
                                loss.text(),
                                "" + score.requests(),
                                "" + score.lost(),
                                score.faults().isEmpty()
                                        ? "yes"
                                        : String.join("; ", score.faults()),
                                score.flip().stream().map(Lines::edge).findFirst().orElse("–")));
            }
        }
        return table(
                List.of("loss", "orders", "lost", "ids as in the truth", "DNS flip's error"), rows);
    }

    private String all() {
        StringBuilder lines = new StringBuilder("```\n");
        scores.forEach(score -> lines.append(Lines.line(score)).append('\n'));
        return lines.append("```\n").toString();
    }

    private List<Score> of(Trouble trouble) {
        return scores.stream()
                .filter(score ->
                        score.script() instanceof Script.Outage outage
                                && outage.trouble() == trouble)
                .toList();
    }

    private List<Edge> edges(Function<Edges, Edge> which) {
        return scores.stream()
                .filter(score -> score.script() instanceof Script.Outage)
                .flatMap(score -> score.outages().stream())
                .map(which)
                .toList();
    }

    private static long inside(List<Edge> edges) {
        return edges.stream().filter(Edge::inside).count();
    }

    private static String errors(List<Edge> edges, long most) {
        long[] sizes =
                edges.stream().mapToLong(edge -> Math.abs(edge.errorNanos())).sorted().toArray();
        if (sizes.length == 0) {
            return "–";
        }
        long over = LongStream.of(sizes).filter(size -> size > most).count();
        return "median "
                + plain(sizes[sizes.length / 2])
                + ", most "
                + plain(sizes[sizes.length - 1])
                + (over == 0 ? "" : "; " + over + " of " + sizes.length + " above the aim");
    }

    private static String width(List<Edge> edges) {
        long[] widths = edges.stream().mapToLong(Edge::widthNanos).sorted().toArray();
        return widths.length == 0 ? "–" : plain(widths[widths.length / 2]);
    }

    private static String plain(long nanos) {
        return Lines.millis(nanos).substring(1);
    }

    private static String table(List<String> head, List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        String[] rule = new String[head.size()];
        Arrays.fill(rule, "---");
        List<List<String>> lines = new ArrayList<>(List.of(head, List.of(rule)));
        lines.addAll(rows);
        lines.forEach(line -> text.append("| ").append(String.join(" | ", line)).append(" |\n"));
        return text.toString();
    }
}
