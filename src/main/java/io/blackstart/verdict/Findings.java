package io.blackstart.verdict;

import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Good;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;
import io.blackstart.verdict.Verdict.Unit;

import java.util.List;

/** Each budget against what was measured; whatever is not shown is unknown, never met. */
final class Findings {
    private final Facts facts;
    private final Proof proof;
    private final List<Taint> taints;
    private final BudgetSpan spans;

    /**
     * @param taints what cannot be believed, and when; empty when everything can
     */
    Findings(Facts facts, Proof proof, List<Taint> taints, Good good) {
        this.facts = facts;
        this.proof = proof;
        this.taints = taints;
        this.spans = new BudgetSpan(facts, proof, good);
    }

    /** Whether that taint spoils what this budget is judged by. */
    boolean hangsOn(Budget budget, Taint taint) {
        return taint.touches(spans.of(budget));
    }

    BudgetFinding of(Budget budget) {
        Found<Figure> figure = Found.attempt(budget.name(), () -> measure(budget));
        return switch (figure) {
            case Found.Unknown<Figure>(String why) ->
                    finding(budget, Finding.UNKNOWN, new Measured.Nothing(), sentence(why));
            case Found.Known<Figure>(Figure known) -> decide(budget, known);
        };
    }

    private Found<Figure> measure(Budget budget) {
        return proof.begin()
                .then(begin ->
                        switch (budget) {
                            case Budget.RecoveryTime(_, var clients) ->
                                    proof.recovered()
                                            .then(back ->
                                                    known(
                                                            RecoveryTime.of(
                                                                    back,
                                                                    begin,
                                                                    facts,
                                                                    clients.value())));
                            case Budget.RecoveryPoint _ ->
                                    proof.ledger()
                                            .then(ledger -> RecoveryPoint.of(ledger, facts, begin));
                            case Budget.LostWrites _ ->
                                    proof.ledger()
                                            .then(ledger -> LostWrites.of(ledger, facts, begin));
                            case Budget.DuplicatedWrites _ ->
                                    proof.ledger().then(ledger -> Duplicates.of(ledger, facts));
                            case Budget.DnsFlip(_, String vantage) -> flip(begin, vantage);
                            case Budget.Detection _ ->
                                    proof.detected().then(at -> known(Detection.figure(at, begin)));
                            case Budget.DroppedCount _ ->
                                    Drops.count(facts, proof.lostReads(), begin);
                            case Budget.DroppedShare(_, var within) ->
                                    Drops.share(facts, proof.lostReads(), begin, within);
                            case Budget.FailbackLostWrites _ ->
                                    proof.ledger()
                                            .then(ledger -> LostWrites.failback(ledger, facts));
                            case Budget.FailbackDropped _ ->
                                    Drops.failback(facts, proof.lostReads());
                        });
    }

    private Found<Figure> flip(Bounds begin, String vantage) {
        return proof.flips()
                .getOrDefault(
                        vantage, new Found.Unknown<>("nobody asked for DNS answers at " + vantage))
                .then(flip -> known(DnsFlip.figure(facts, proof.regions(), flip, begin, vantage)));
    }

    private static Found<Figure> known(Figure figure) {
        return new Found.Known<>(figure);
    }

    private BudgetFinding decide(Budget budget, Figure figure) {
        Quantity limit = limit(budget);
        String told = Words.figure(limit);
        List<String> doubts =
                taints.stream().filter(taint -> hangsOn(budget, taint)).map(Taint::why).toList();
        if (!doubts.isEmpty()) {
            return finding(
                    budget,
                    Finding.UNKNOWN,
                    figure.measured(),
                    sentence(
                            "not to be believed: "
                                    + String.join("; ", doubts)
                                    + " (measured: "
                                    + figure.says()
                                    + ")"));
        }
        return switch (figure.measured()) {
            case Measured.Between(_, Quantity most) when size(most) <= size(limit) ->
                    decided(budget, Finding.MET, figure, "; the budget is " + told);
            case Measured.Between(Quantity least, _) when size(least) > size(limit) ->
                    decided(budget, Finding.MISSED, figure, "; the budget is " + told);
            case Measured.AtLeast(Quantity least) when size(least) > size(limit) ->
                    decided(budget, Finding.MISSED, figure, "; the budget is " + told);
            case Measured.Between _ ->
                    decided(
                            budget,
                            Finding.UNKNOWN,
                            figure,
                            "; the budget of " + told + " lies between the two");
            case Measured.AtLeast _ ->
                    decided(
                            budget,
                            Finding.UNKNOWN,
                            figure,
                            "; that does not yet decide on the budget of " + told);
            case Measured.Nothing _ ->
                    decided(budget, Finding.UNKNOWN, figure, "; the budget is " + told);
        };
    }

    private static BudgetFinding decided(
            Budget budget, Finding finding, Figure figure, String budgetTold) {
        return finding(budget, finding, figure.measured(), sentence(figure.says() + budgetTold));
    }

    private static BudgetFinding finding(
            Budget budget, Finding finding, Measured measured, String why) {
        String vantage = budget instanceof Budget.DnsFlip(_, String at) ? at : "";
        return new BudgetFinding(
                budget.name(), unit(budget), limit(budget), finding, measured, vantage, why);
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static double size(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Time(var value) -> value.toNanos();
            case Quantity.Count(long value) -> value;
            case Quantity.Part(double value) -> value;
        };
    }

    private static Unit unit(Budget budget) {
        return switch (limit(budget)) {
            case Quantity.Time _ -> Unit.DURATION;
            case Quantity.Count _ -> Unit.COUNT;
            case Quantity.Part _ -> Unit.SHARE;
        };
    }

    private static Quantity limit(Budget budget) {
        return switch (budget) {
            case Budget.RecoveryTime(var limit, _) -> new Quantity.Time(limit);
            case Budget.RecoveryPoint(var limit) -> new Quantity.Time(limit);
            case Budget.LostWrites(long limit) -> new Quantity.Count(limit);
            case Budget.DuplicatedWrites(long limit) -> new Quantity.Count(limit);
            case Budget.DnsFlip(var limit, _) -> new Quantity.Time(limit);
            case Budget.Detection(var limit) -> new Quantity.Time(limit);
            case Budget.DroppedCount(long limit) -> new Quantity.Count(limit);
            case Budget.DroppedShare(var limit, _) -> new Quantity.Part(limit.value());
            case Budget.FailbackLostWrites(long limit) -> new Quantity.Count(limit);
            case Budget.FailbackDropped(long limit) -> new Quantity.Count(limit);
        };
    }
}
