package io.blackstart.verdict;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.blackstart.experiment.Budget;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Fault;
import io.blackstart.experiment.Good;
import io.blackstart.experiment.GuardRails;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.RegionRole;
import io.blackstart.experiment.Share;
import io.blackstart.experiment.Timeline;

import java.util.List;
import java.util.Map;

/** Experiments for stories. */
final class Experiments {
    /** One of each kind, all of them met by a failover that goes well. */
    static final List<Budget> EACH =
            List.of(
                    new Budget.RecoveryTime(ofSeconds(12), Share.ALL),
                    new Budget.RecoveryPoint(ofSeconds(1)),
                    new Budget.LostWrites(40),
                    new Budget.DnsFlip(ofSeconds(5), "authoritative"),
                    new Budget.DnsFlip(ofSeconds(10), "office"),
                    new Budget.Detection(ofSeconds(5)),
                    new Budget.DroppedCount(2_500),
                    new Budget.DroppedShare(new Share(0.9), ofSeconds(12)),
                    new Budget.FailbackLostWrites(0),
                    new Budget.FailbackDropped(0));

    private Experiments() {}

    static Experiment with(Budget... budgets) {
        return with(List.of(budgets));
    }

    static Experiment with(List<Budget> budgets) {
        return with(budgets, new Fault.Inline(RegionRole.ACTIVE, Map.of()));
    }

    /** The same with another load. */
    static Experiment at(double rate, List<Budget> budgets) {
        return with(rate, budgets, new Fault.Inline(RegionRole.ACTIVE, Map.of()));
    }

    static Experiment with(List<Budget> budgets, Fault fault) {
        return with(Story.RATE, budgets, fault);
    }

    private static Experiment with(double rate, List<Budget> budgets, Fault fault) {
        return new Experiment(
                "A drill",
                "Users do not notice",
                "environment.yaml",
                new Good(ofSeconds(1), new Share(0.99), ofSeconds(1), ofSeconds(5)),
                List.of(),
                new LoadProfile(
                        rate,
                        new Share(0.25),
                        ofSeconds(2),
                        new Share(0.5),
                        new LoadProfile.LoadDns(
                                "office",
                                Outage.CACHES,
                                LoadProfile.Behaviour.TTL,
                                LoadProfile.Family.IPV4)),
                fault,
                new Timeline(ofSeconds(12), ofSeconds(20), ofSeconds(8)),
                budgets,
                new GuardRails(ofMinutes(10), List.of()));
    }
}
