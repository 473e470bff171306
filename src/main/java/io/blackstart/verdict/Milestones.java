package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.MilestoneName;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The points of the time line, on the run's clock, each as an interval. */
final class Milestones {
    private final Facts facts;
    private final List<Milestone> milestones = new ArrayList<>();

    private Milestones(Facts facts) {
        this.facts = facts;
    }

    /** Those that the evidence shows, in the order of a failover's course. */
    static List<Milestone> of(Facts facts, Proof proof) {
        Milestones found = new Milestones(facts);
        proof.begin().known().ifPresent(begin -> found.underFault(begin, proof));
        facts.course().mend().ifPresent(mend -> found.add(MilestoneName.FAULT_MENDED, mend));
        proof.flips()
                .forEach((vantage, flip) ->
                        flip.then(known -> DnsFlip.back(facts, proof.regions(), known, vantage))
                                .known()
                                .ifPresent(back ->
                                        found.add(MilestoneName.FAILED_BACK, vantage, "", back)));
        return found.milestones;
    }

    private void underFault(Bounds begin, Proof proof) {
        String passive = facts.course().passive();
        RequestTable load = facts.load();
        add(MilestoneName.FAULT_BEGAN, begin);
        first(row -> !load.succeeded(row) && load.wasSent(row) && load.at(row) >= begin.least())
                .ifPresent(found -> add(MilestoneName.FIRST_FAILURE, found));
        proof.detected().known().ifPresent(found -> add(MilestoneName.DETECTED, found));
        proof.flips()
                .forEach((vantage, flip) ->
                        flip.known()
                                .ifPresent(found ->
                                        add(MilestoneName.DNS_FLIPPED, vantage, "", found)));
        promoted(begin, passive).ifPresent(found -> add(MilestoneName.WRITER_PROMOTED, found));
        IntPredicate byPassive =
                row ->
                        load.succeeded(row)
                                && load.region(row).equals(passive)
                                && load.at(row) >= begin.least();
        first(byPassive).ifPresent(found -> add(MilestoneName.FIRST_SERVED, found));
        first(byPassive.and(load::isWrite))
                .ifPresent(found -> add(MilestoneName.FIRST_GOOD_WRITE, found));
        proof.recovered()
                .known()
                .ifPresent(recovered -> {
                    recovered
                            .cohorts()
                            .forEach((cohort, back) ->
                                    add(MilestoneName.RECOVERED, "", cohort, back));
                    add(MilestoneName.RECOVERED, recovered.all());
                });
    }

    /** From when the first such request was due until it was done. */
    private Optional<Bounds> first(IntPredicate which) {
        RequestTable load = facts.load();
        return IntStream.range(0, load.size())
                .filter(which)
                .mapToObj(row -> new Bounds(load.due(row), load.at(row)))
                .min((a, b) -> Long.compare(a.most(), b.most()));
    }

    /** When the passive region began to take writes; open when it was seen not to, to the end. */
    private Optional<Bounds> promoted(Bounds begin, String passive) {
        ProbeTable probes = facts.probes();
        int[] said =
                IntStream.range(0, probes.size())
                        .filter(row -> probes.region(row).equals(passive))
                        .filter(row -> probes.writer(row).isPresent())
                        .toArray();
        long lastNot = Long.MIN_VALUE;
        for (int row : said) {
            if (!probes.writer(row).orElse(false)) {
                lastNot = Math.max(lastNot, probes.asked(row));
            } else if (probes.at(row) < begin.least()) {
                return Optional.empty();
            } else {
                return Optional.of(
                        new Bounds(
                                Math.clamp(lastNot, begin.least(), probes.at(row)),
                                probes.at(row)));
            }
        }
        return lastNot < begin.least() ? Optional.empty() : Optional.of(Bounds.from(lastNot));
    }

    private void add(MilestoneName name, Bounds bounds) {
        add(name, "", "", bounds);
    }

    private void add(MilestoneName name, String vantage, String cohort, Bounds bounds) {
        milestones.add(new Milestone(name, vantage, cohort, bounds.leastTime(), bounds.mostTime()));
    }
}
