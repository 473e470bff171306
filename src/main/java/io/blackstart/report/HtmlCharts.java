package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.ClientsBack;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The charts: where they stand on the page, their figures, and the same figures as tables. */
final class HtmlCharts {
    private HtmlCharts() {}

    /** What the page's script draws, as JSON. */
    static String data(Verdict verdict) {
        return JsonMapper.shared().writeValueAsString(ChartData.of(verdict));
    }

    static String timeLine(Verdict verdict) {
        if (verdict.charts().bins() == 0) {
            return "";
        }
        FaultClock clock = FaultClock.of(verdict);
        return """
        <p class="quiet">Requests by when they were due, stacked by who served them or what became of them. \
        Time counts from %s.</p>
        <div class="chart" id="chart-requests" role="img" aria-label="Requests per second by region and outcome over time; \
        the milestones are listed in the table below"></div>
        <h3>Latency of the served, 99th percentile</h3>
        <div class="chart" id="chart-latency" role="img" aria-label="99th percentile of latency over time"></div>
        <noscript><p class="quiet">The charts need JavaScript; their figures stand in the tables.</p></noscript>
        <details><summary>The same as a table</summary>
        %s</details>
        """
                .formatted(clock.zero(), binTable(ChartData.of(verdict)));
    }

    private static String binTable(ChartData data) {
        List<String> head = new ArrayList<>(List.of("From, s"));
        data.series().forEach(series -> head.add(Html.text(series.label()) + ", 1/s"));
        head.add("p99, ms");
        List<String> rows = new ArrayList<>();
        for (int bin = 0; bin < data.latency().size(); bin++) {
            int at = bin;
            List<String> cells =
                    new ArrayList<>(
                            data.series().stream()
                                    .map(series -> ChartData.plain(series.values().get(at)))
                                    .toList());
            double latency = data.latency().get(bin);
            cells.add(latency > 0 ? ChartData.plain(latency) : "–");
            rows.add(Html.row(ChartData.plain(data.x().get(bin)), cells));
        }
        return Html.table("bins", "Bins of " + ChartData.plain(data.width()) + " s.", head, rows);
    }

    static String clientsBack(Verdict verdict) {
        List<ClientsBack> points = ClientShares.of(verdict);
        if (points.isEmpty()) {
            return "";
        }
        String sentence =
                points.stream()
                        .map(back ->
                                "<strong>"
                                        + Figures.share(back.share())
                                        + "</strong> "
                                        + when(back))
                        .collect(Collectors.joining(", "));
        return """
        <p>Served again and stayed served, counted from the fault: %s.</p>
        <div class="chart" id="chart-clients" role="img" aria-label="Share of clients that were back, over the time since the fault"></div>
        """
                .formatted(sentence);
    }

    private static String when(ClientsBack back) {
        return back.most().isPresent()
                ? "after " + Figures.interval(back.least(), back.most())
                : "not by " + Figures.duration(back.least());
    }
}
