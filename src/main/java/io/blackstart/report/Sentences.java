package io.blackstart.report;

import io.blackstart.verdict.ClockOffset;
import io.blackstart.verdict.Verdict.AtProduction;
import io.blackstart.verdict.Verdict.Requests;
import io.blackstart.verdict.Verdict.Trust;
import io.blackstart.verdict.Verdict.WriteSet;
import io.blackstart.verdict.Verdict.WriteSets;
import io.blackstart.verdict.Verdict.Writes;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ledgers as sentences, for reports without room for tables; empty where there is nothing. */
final class Sentences {
    private Sentences() {}

    static String requests(Requests requests) {
        return Figures.count(requests.due())
                + " due: "
                + Figures.count(requests.succeeded())
                + " served, "
                + Figures.count(requests.failed())
                + " failed, "
                + Figures.count(requests.indeterminate())
                + " indeterminate, "
                + Figures.count(requests.notSent())
                + " not sent; longest outage "
                + Figures.duration(requests.longestOutage());
    }

    /** What client models made of the requests; empty where there are none. */
    static String attempts(Requests requests) {
        return requests.attempts()
                .map(made ->
                        Figures.count(made.made())
                                + " attempts"
                                + made.regions().stream()
                                        .filter(at -> at.inFault() > 0)
                                        .map(at ->
                                                "; "
                                                        + at.region()
                                                        + " got "
                                                        + at.inFault()
                                                        + " for each request in the fault, "
                                                        + at.worstSecond()
                                                        + " in the worst second")
                                        .collect(Collectors.joining()))
                .orElse("");
    }

    static String classes(Map<String, Long> classes) {
        return classes.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(
                        Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + Figures.count(entry.getValue()))
                .collect(Collectors.joining(" · "));
    }

    static String writes(Writes writes) {
        if (writes.attempted() == 0) {
            return "";
        }
        String unusual =
                (writes.unexpected() > 0
                                ? ", " + Figures.count(writes.unexpected()) + " unexpected"
                                : "")
                        + (writes.duplicated() > 0
                                ? ", " + Figures.count(writes.duplicated()) + " duplicated"
                                : "")
                        + (writes.holes() > 0
                                ? ", " + Figures.count(writes.holes()) + " holes"
                                : "");
        return Figures.count(writes.acknowledged())
                + " of "
                + Figures.count(writes.attempted())
                + " acknowledged: "
                + Figures.count(writes.lost())
                + " lost"
                + (writes.lostIds().isEmpty() ? "" : " (" + writes.lostIds() + ")")
                + ", "
                + Figures.count(writes.atRisk())
                + " were at risk; "
                + Figures.count(writes.indeterminate())
                + " indeterminate, of which "
                + Figures.count(writes.indeterminateAbsent())
                + " absent; "
                + Figures.count(writes.recovered())
                + " recovered"
                + unusual
                + sets(writes.sets())
                + "; recovery point "
                + Figures.measured(writes.recoveryPoint())
                + writes.production().map(Sentences::production).orElse("");
    }

    private static String sets(WriteSets sets) {
        return set(sets.splitBrain(), " acknowledged by both sides of a split brain")
                + set(sets.stale(), " there and not found by readers")
                + set(sets.failbackLost(), " of the lost at failback")
                + set(sets.lostHeldElsewhere(), " of the lost still in the other region");
    }

    private static String set(WriteSet set, String what) {
        return set.count() == 0
                ? ""
                : ", " + Figures.count(set.count()) + what + " (" + set.ids() + ")";
    }

    /** The loss carried over to production. */
    static String production(AtProduction production) {
        return "; at production's "
                + Figures.writeRate(production.writesPerSecond())
                + " some "
                + Figures.count(production.atRisk())
                + " would be at risk, "
                + production
                        .lostMost()
                        .map(most -> "up to " + Figures.count(most) + " lost (95 %)")
                        .orElse("some " + Figures.count(production.lost()) + " lost");
    }

    static String trust(Trust trust) {
        return Figures.rate(trust.achievedRate())
                + " achieved, dispatch lag p99 "
                + Figures.duration(trust.dispatchLagP99())
                + ", "
                + trust.harnessStalls()
                + " stalls of our own, control "
                + (trust.controlHealthy() ? "healthy" : "UNHEALTHY")
                + "; seen from "
                + trust.seenFrom();
    }

    /** How the machine that measured did; empty where the evidence does not tell. */
    static String harness(Trust trust) {
        return trust.harness()
                .map(told ->
                        "heartbeat at most "
                                + Figures.duration(told.latestBeat())
                                + " late, "
                                + Figures.duration(told.collecting())
                                + " of garbage collection"
                                + share(
                                        told.cpuWaited(),
                                        "of the time some task waited for a processor")
                                + share(told.descriptorsTaken(), "of file descriptors taken")
                                + share(told.portsTaken(), "of ports taken"))
                .orElse("");
    }

    private static String share(Optional<Double> share, String of) {
        return share.map(part -> ", " + Figures.share(part) + " " + of).orElse("");
    }

    /** {@code eu-central-1 −0.02 s to +0.03 s ahead of ours}. */
    static String clock(ClockOffset offset) {
        return String.format(
                Locale.ROOT,
                "%s %+.2f s to %+.2f s ahead of ours",
                offset.clock(),
                Math.floor(offset.least().toNanos() / 1e7) / 100,
                Math.ceil(offset.most().toNanos() / 1e7) / 100);
    }
}
