package io.blackstart.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The results as a page of Markdown: ratios first, then targets, then every figure. */
final class Page {
    /** Above this share of waiting the machine's other work is in the figures. */
    private static final double BUSY_PERCENT = 20;

    private final StringBuilder text = new StringBuilder();
    private final Results results;

    private Page(Results results) {
        this.results = results;
    }

    /** The page. */
    static String of(Results results) {
        Page page = new Page(results);
        page.head();
        page.ratios();
        page.goals();
        page.steady();
        page.holes();
        page.pure();
        return page.text.toString();
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is in a library that is not ours
    private void line(String format, Object... figures) {
        text.append(String.format(Locale.ROOT, format, figures)).append('\n');
    }

    private void head() {
        line("# Benchmarks");
        line("");
        line("%s; size %s.", results.machine(), results.size().name().toLowerCase(Locale.ROOT));
        line(
                "Tools and target share the machine, on loopback. Medians of the runs named; the"
                        + " method is in");
        line(
                "[benchmarks](../src/site/markdown/benchmarks.md). Made by `./mvnw -Pbench test`;"
                        + " not edited.");
        double pressure =
                results.steady().stream()
                        .flatMap(row -> row.runs().stream())
                        .mapToDouble(Steady::pressure)
                        .max()
                        .orElse(Double.NaN);
        line("");
        line(
                "Something waited for a processor in at most %.0f %% of the time of the runs at a"
                        + " steady rate%s",
                pressure,
                pressure > BUSY_PERCENT
                        ? " – tools and target themselves included: **tails (p99) are the machine's"
                                + " as well.**"
                        : ".");
    }

    private void ratios() {
        line("");
        line("## Beside Gatling 3.15");
        line("");
        line(
                "Below 1 is better. Deviation: a request's arrival at the target from its place in"
                        + " an even schedule.");
        line("");
        line("| requests/s | deviation p50 | deviation p99 | processor time per request |");
        line("|---:|---:|---:|---:|");
        for (int rate : results.size().rates()) {
            line(
                    "| %,d | %.3f | %.3f | %.2f |",
                    rate,
                    ratio(rate, run -> run.deviation().p50Micros()),
                    ratio(rate, run -> run.deviation().p99Micros()),
                    ratio(rate, Steady::cpuPer10k));
        }
    }

    private double ratio(int rate, ToDoubleFunction<Steady> figure) {
        return results.ours(rate).median(figure) / results.gatling(rate).median(figure);
    }

    private void goals() {
        line("");
        line("## Targets");
        line("");
        line("| target | measured | |");
        line("|---|---|---|");
        for (Goal goal : Goal.of(results)) {
            String met = goal.met() == Goal.Met.MISSED ? "**missed**" : goal.met().toString();
            line("| %s | %s | %s |", goal.wanted(), goal.measured(), met);
        }
        line("");
        line(
                "T7's table of classes and the outages of `calibrate` are in"
                        + " `reports/calibration.md`; T10 is the");
        line("ledger's own benchmark, see CONTRIBUTING.");
    }

    private void steady() {
        line("");
        line("## At a steady rate");
        line("");
        line(
                "| requests/s | tool | runs | arrived/s | deviation p50 / p99, µs | processor s per"
                        + " 10,000 | threads | memory, MB | due to handed over p50 / p99, µs |");
        line("|---:|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Results.AtRate row : results.steady()) {
            if (row.runs().isEmpty()) {
                String why = row.peer().keepsARate() ? "not installed" : "it knows no rate";
                line("| %,d | %s | not run: %s | | | | | | |", row.rate(), row.peer().title(), why);
            } else {
                steady(row);
            }
        }
        if (!results.high().isEmpty()) {
            steady(new Results.AtRate(new Peer.Ours(), Size.HIGH_RATE, results.high()));
        }
        if (!results.contended().isEmpty()) {
            line("");
            line("Beside threads that want every core, in the order of the runs:");
            line("");
            steadyEach(results.contended());
        }
    }

    private void steady(Results.AtRate row) {
        double lag = row.median(Steady::lagP50Micros);
        line(
                "| %,d | %s | %d | %,.1f | %,.0f / %,.0f | %.2f | %.0f | %.0f | %s |",
                row.rate(),
                row.peer().title(),
                row.runs().size(),
                row.median(Steady::perSecond),
                row.median(run -> run.deviation().p50Micros()),
                row.median(run -> run.deviation().p99Micros()),
                row.median(Steady::cpuPer10k),
                row.median(Steady::threads),
                row.median(Steady::residentMb),
                Double.isNaN(lag)
                        ? "–"
                        : String.format(
                                Locale.ROOT,
                                "%,.0f / %,.0f",
                                lag,
                                row.median(Steady::lagP99Micros)));
    }

    private void steadyEach(List<Steady> runs) {
        for (Steady run : runs) {
            line(
                    "- %,.1f/s, deviation p50 / p99 %,.0f / %,.0f µs, %.2f s per 10,000, pressure"
                            + " %.0f %%",
                    run.perSecond(),
                    run.deviation().p50Micros(),
                    run.deviation().p99Micros(),
                    run.cpuPer10k(),
                    run.pressure());
        }
    }

    private void holes() {
        for (Hole.Kind kind : Hole.Kind.values()) {
            line("");
            switch (kind) {
                case FROZEN ->
                        line("## Frozen for %d s (SIGSTOP)", results.size().frozen().toSeconds());
                case SILENT ->
                        line(
                                "## Read, not answered, for %d s",
                                results.size().silent().toSeconds());
            }
            line("");
            line(
                    "At %,d/s. *In the hole*: due by the schedule; what of them has a record is"
                            + " under the table.",
                    results.size().holeRate());
            line("");
            line(
                    "| tool | runs | due in the hole | arrived, ramp included | threads at most |"
                            + " memory grew, MB | cores |");
            line("|---|---:|---:|---:|---:|---:|---:|");
            List<Results.InHole> rows =
                    results.holes().stream().filter(row -> row.kind() == kind).toList();
            rows.forEach(this::hole);
            results.own(kind).forEach(this::own);
            rows.stream()
                    .filter(row -> !(row.peer() instanceof Peer.Ours) && !row.runs().isEmpty())
                    .forEach(this::said);
        }
    }

    private void hole(Results.InHole row) {
        if (row.runs().isEmpty()) {
            line("| %s | not run: not installed | | | | | |", row.peer().title());
            return;
        }
        line(
                "| %s | %d | %s | %,.0f | %.0f | %.0f | %.2f |",
                row.peer().title(),
                row.runs().size(),
                row.peer().keepsARate()
                        ? String.format(Locale.ROOT, "%,.0f", row.median(Hole::due))
                        : "no rate",
                row.median(Hole::arrived),
                row.median(Hole::threadsMost),
                row.median(Hole::grownMb),
                row.median(Hole::cores));
    }

    private void own(Hole.Own own) {
        line("");
        line(
                "Blackstart recorded %,d requests due in the hole, %s; of the whole run %d not"
                        + " sent, %s;",
                own.recorded(),
                own.complete() ? "one record for each number" : "**numbers are missing**",
                own.notSent(),
                own.classes());
        line(
                "from due to handed over p99 %.1f ms, at most %.1f ms; outage begin %+.1f ms, end"
                        + " %+.1f ms from the truth;",
                own.lagP99Millis(),
                own.lagMostMillis(),
                own.beginErrorMillis(),
                own.endErrorMillis());
        line(
                "%,d arrived without an answer in time, %,d recorded as READ_TIMEOUT.",
                own.unanswered(), own.readTimeouts());
    }

    private void said(Results.InHole row) {
        line("");
        line("What %s says of it:", row.peer().title());
        line("");
        line("```");
        row.peer()
                .summary(row.runs().getFirst().said())
                .forEach(line -> text.append(line.stripTrailing()).append('\n'));
        line("```");
    }

    private void pure() {
        line("");
        line(
                "## Without a network (JMH, mean ± half of the 99.9 %% interval), and DNS on"
                        + " loopback");
        line("");
        line("| what | ns per operation | operations/s |");
        line("|---|---:|---:|");
        Map<String, PureParts.Cost> costs = new TreeMap<>(results.pure().nanos());
        costs.forEach(this::cost);
        PureParts.Cost ask = results.pure().of("DnsAskBenchmark.ask");
        PureParts.Cost bare = results.pure().of("DnsAskBenchmark.bareExchange");
        line("");
        line(
                "Our DNS probe asks %,.0f questions a second on one thread and adds %.0f µs to a"
                        + " bare exchange.",
                ask.perSecond(), (ask.nanos() - bare.nanos()) / 1e3);
    }

    private void cost(String name, PureParts.Cost cost) {
        line(
                cost.perSecond() < 100 ? "| %s | %,.0f %s | %.2f |" : "| %s | %,.0f %s | %,.0f |",
                name,
                cost.nanos(),
                Double.isNaN(cost.error())
                        ? "" // too few iterations to tell
                        : String.format(Locale.ROOT, "± %,.0f", cost.error()),
                cost.perSecond());
    }
}
