package io.blackstart.verdict;

import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Good;

/**
 * The part of a run that a budget's figure hangs on: what went wrong with the measuring outside of
 * it does not touch the finding. A stall in the baseline only widens the noise; a stall after the
 * recovery has held changes no recovery time.
 */
final class BudgetSpan {
    /**
     * Writes acknowledged so long before the fault may be at risk: fewer of them, because we
     * stalled, would mean fewer losses.
     */
    private static final long AT_RISK_NANOS = 5_000_000_000L;

    private final Facts facts;
    private final Proof proof;
    private final Good good;

    BudgetSpan(Facts facts, Proof proof, Good good) {
        this.facts = facts;
        this.proof = proof;
        this.good = good;
    }

    /** From when to when, on the run's clock. */
    Bounds of(Budget budget) {
        long from = from(budget);
        RequestTable load = facts.load();
        long loadEnds = load.size() == 0 ? from : load.due(load.size() - 1);
        return new Bounds(from, Math.max(from, Math.min(to(budget), loadEnds)));
    }

    private long from(Budget budget) {
        long begin = proof.begin().known().map(Bounds::least).orElse(Long.MAX_VALUE);
        long clockStart = facts.course().clockStart();
        long fault = Math.min(begin, facts.course().faultIntended().orElse(clockStart));
        return switch (budget) {
            case Budget.RecoveryTime _,
                    Budget.DnsFlip _,
                    Budget.Detection _,
                    Budget.DroppedCount _,
                    Budget.DroppedShare _ ->
                    fault;
            case Budget.RecoveryPoint _, Budget.LostWrites _, Budget.DuplicatedWrites _ ->
                    Math.max(clockStart, fault - AT_RISK_NANOS);
            case Budget.FailbackLostWrites _, Budget.FailbackDropped _ ->
                    Math.max(fault, Math.min(facts.course().mendedFrom(), lastSeen()));
        };
    }

    private long to(Budget budget) {
        return switch (budget) {
            case Budget.RecoveryTime _ -> recovered();
            case Budget.DnsFlip(_, String vantage) ->
                    closed(
                            proof.flips()
                                    .getOrDefault(vantage, new Found.Unknown<>("not asked for")));
            case Budget.Detection _ -> closed(proof.detected());
            case Budget.DroppedShare(_, var within) ->
                    proof.begin()
                            .known()
                            .map(begin -> begin.most() + within.toNanos())
                            .orElse(Bounds.OPEN);
            case Budget.RecoveryPoint _, Budget.LostWrites _, Budget.DuplicatedWrites _ ->
                    recovered();
            case Budget.DroppedCount _ -> facts.course().mendedFrom();
            case Budget.FailbackLostWrites _, Budget.FailbackDropped _ -> Bounds.OPEN;
        };
    }

    /** Until the recovery has held; while it is open, until the fault was lifted. */
    private long recovered() {
        return proof.recovered()
                .known()
                .map(Recovered::all)
                .filter(back -> !back.isOpen())
                .map(back -> back.most() + good.hold().toNanos())
                .orElse(facts.course().mendedFrom());
    }

    private long closed(Found<Bounds> found) {
        return found.known()
                .filter(at -> !at.isOpen())
                .map(Bounds::most)
                .orElse(facts.course().mendedFrom());
    }

    private long lastSeen() {
        return facts.course().lastSeen();
    }
}
