package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Milestone;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The milestones table: every one, in time order, with its place on the way. */
final class HtmlMilestones {
    private final FaultClock clock;
    private final double end;

    private HtmlMilestones(Verdict verdict) {
        this.clock = FaultClock.of(verdict);
        this.end =
                verdict.milestones().stream()
                        .mapToDouble(milestone ->
                                clock.seconds(milestone.most().orElse(milestone.least())))
                        .max()
                        .orElse(0);
    }

    static String table(Verdict verdict) {
        HtmlMilestones table = new HtmlMilestones(verdict);
        String notSeen = String.join(", ", Wording.notSeen(verdict));
        return Html.table(
                        "milestones",
                        "Times count from %s. Each is an interval, as wide as the sampling; “not by” tells how long it was looked for in vain."
                                .formatted(table.clock.zero()),
                        List.of(
                                "Milestone",
                                "Seen at",
                                "After " + table.clock.zero(),
                                "On the way"),
                        verdict.milestones().stream()
                                .sorted(Comparator.comparing(Milestone::least))
                                .map(table::row)
                                .toList())
                + (notSeen.isEmpty()
                        ? ""
                        : "<p>Not seen at all: <strong>" + notSeen + "</strong>.</p>\n");
    }

    private String row(Milestone milestone) {
        String where =
                milestone.vantage()
                        + (milestone.vantage().isEmpty() || milestone.cohort().isEmpty()
                                ? ""
                                : ", ")
                        + milestone.cohort();
        return Html.row(
                Wording.milestone(milestone.name()),
                List.of(
                        Html.text(where),
                        "<span class=\"figure\">" + clock.since(milestone).text() + "</span>",
                        track(milestone)));
    }

    private String track(Milestone milestone) {
        double from = share(milestone.least());
        double to = milestone.most().map(this::share).orElse(1.0);
        return """
        <svg class="bar way %s" aria-hidden="true"><rect class="track" width="100%%" height="2" y="7"/>\
        <rect class="sure" width="%s" height="2" y="7"/><rect class="between" x="%s" width="%s" height="10" y="3"/>\
        <rect class="point" x="%s" width="3" height="10" y="3"/></svg>
        """
                .formatted(
                        milestone.most().isPresent() ? "" : "open",
                        Html.percent(from * 0.99),
                        Html.percent(from * 0.99),
                        Html.percent((to - from) * 0.99),
                        Html.percent(from * 0.99));
    }

    private double share(Duration offset) {
        return end <= 0 ? 0 : Math.clamp(clock.seconds(offset) / end, 0, 1);
    }
}
