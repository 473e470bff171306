package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import java.util.List;
import java.util.Locale;

/** The budgets table: what was promised, what was measured, and both as a bar. */
final class HtmlBudgets {
    /** Room to the right of the larger of budget and measure. */
    private static final double HEADROOM = 1.15;

    private HtmlBudgets() {}

    static String table(Verdict verdict) {
        return Html.table(
                "budgets",
                "The bar is what was measured, its dark end the interval that holds the truth; the"
                        + " line is the budget.",
                List.of("Budget", "Promised", "Measured", "Against the budget", "Finding"),
                verdict.budgets().stream().map(HtmlBudgets::row).toList());
    }

    private static String row(BudgetFinding budget) {
        String vantage = budget.vantage().isEmpty() ? "" : " · " + Html.text(budget.vantage());
        String name =
                Html.text(Wording.meaning(budget.name()))
                        + "<small><code>"
                        + Html.text(budget.name())
                        + "</code>"
                        + vantage
                        + "</small>";
        return Html.row(
                name,
                List.of(
                        "<span class=\"figure\">≤&nbsp;"
                                + Figures.quantity(budget.budget())
                                + "</span>",
                        "<span class=\"figure\">" + Figures.measured(budget.measured()) + "</span>",
                        bar(budget) + "<small>" + Html.text(budget.why()) + "</small>",
                        Html.pill(budget.finding().name())));
    }

    private static String bar(BudgetFinding budget) {
        double limit = number(budget.budget());
        return switch (budget.measured()) {
            case Measured.Between(Quantity least, Quantity most) ->
                    bar(budget, limit, number(least), number(most), false);
            case Measured.AtLeast(Quantity least) ->
                    bar(budget, limit, number(least), number(least), true);
            case Measured.Nothing() -> "";
        };
    }

    private static String bar(
            BudgetFinding budget, double limit, double least, double most, boolean open) {
        double full = Math.max(Math.max(limit, most), Double.MIN_NORMAL) * HEADROOM;
        double end = open ? full : most;
        return """
        <svg class="bar %s" role="img" aria-label="measured %s of a budget of %s">\
        <rect class="track" width="100%%" height="8" y="4" rx="2"/>\
        <rect class="sure" width="%s" height="8" y="4" rx="2"/>\
        <rect class="between" x="%s" width="%s" height="8" y="4"/>\
        <rect class="limit" x="%s" width="2" height="16" y="0"/></svg>
        """
                .formatted(
                        budget.finding().name().toLowerCase(Locale.ROOT),
                        Figures.measured(budget.measured()),
                        Figures.quantity(budget.budget()),
                        Html.percent(least / full),
                        Html.percent(least / full),
                        Html.percent((end - least) / full),
                        Html.percent(limit / full));
    }

    private static double number(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Time(var value) -> value.toNanos() / 1e9;
            case Quantity.Count(long value) -> value;
            case Quantity.Part(double value) -> value;
        };
    }
}
