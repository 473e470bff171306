package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A verdict as lines that a person can compare. */
final class VerdictText {
    private VerdictText() {}

    static String of(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add("outcome " + verdict.outcome());
        lines.add("ended " + verdict.run().ended() + ": " + verdict.run().endedWhy());
        verdict.budgets()
                .forEach(budget ->
                        lines.add(
                                String.join(
                                        " | ",
                                        budget.name() + " " + budget.vantage(),
                                        budget.finding().toString(),
                                        text(budget.measured()),
                                        budget.why())));
        verdict.milestones()
                .forEach(milestone ->
                        lines.add(
                                String.join(
                                        " | ",
                                        milestone.name().text(),
                                        milestone.vantage() + milestone.cohort(),
                                        interval(milestone.least(), milestone.most()))));
        verdict.clientsBack()
                .forEach(back ->
                        lines.add(
                                "clients "
                                        + back.share()
                                        + " "
                                        + interval(back.least(), back.most())));
        // a load without client models is told as it was before there were any
        lines.add(verdict.requests().toString().replace(", attempts=Optional.empty", ""));
        lines.add(verdict.writes().toString());
        verdict.diagnoses().forEach(diagnosis -> lines.add(diagnosis.toString()));
        lines.add(verdict.trust().toString());
        lines.add(
                verdict.charts().bins()
                        + " bins of "
                        + verdict.charts().binWidth()
                        + ", served "
                        + verdict.charts().served()
                        + ", dropped "
                        + verdict.charts().dropped());
        return String.join("\n", lines) + "\n";
    }

    private static String text(Measured measured) {
        return switch (measured) {
            case Measured.Between(var least, var most) -> text(least) + " .. " + text(most);
            case Measured.AtLeast(var least) -> text(least) + " ..";
            case Measured.Nothing _ -> "nothing";
        };
    }

    private static String text(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Time(Duration value) -> value.toString();
            case Quantity.Count(long value) -> Long.toString(value);
            case Quantity.Part(double value) -> Double.toString(value);
        };
    }

    private static String interval(Duration least, Optional<Duration> most) {
        return least + " .. " + most.map(Duration::toString).orElse("");
    }
}
