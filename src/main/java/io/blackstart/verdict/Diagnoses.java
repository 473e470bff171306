package io.blackstart.verdict;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Fault;
import io.blackstart.verdict.Verdict.Diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Named causes that the evidence shows; a healthy failover has none. */
final class Diagnoses {
    private Diagnoses() {}

    static List<Diagnosis> of(Facts facts, Proof proof, Experiment experiment) {
        List<Diagnosis> found = new ArrayList<>();
        boolean planned = !(experiment.fault() instanceof Fault.Nothing);
        if (planned
                && facts.course().faultIntended().isPresent()
                && proof.begin() instanceof Found.Unknown<Bounds>(String why)
                && why.equals(FaultBegin.DID_NOT_BITE)) {
            found.add(
                    new Diagnosis(
                            "fault-did-not-bite",
                            "A fault was injected, and users did not see it: check its targets and"
                                    + " tags.",
                            why));
        }
        proof.begin()
                .then(begin -> proof.recovered().then(back -> promotion(facts, begin, back)))
                .known()
                .ifPresent(found::add);
        found.addAll(DnsHabits.of(facts, proof));
        return found;
    }

    private static Found<Diagnosis> promotion(Facts facts, Bounds begin, Recovered recovered) {
        boolean readsBack =
                recovered.cohorts("reads").known().filter(back -> !back.isOpen()).isPresent();
        boolean writesOut = recovered.cohorts("writes").known().filter(Bounds::isOpen).isPresent();
        // writes that the evidence only does not follow to the end are no broken promotion
        boolean watched = facts.course().mendedFrom() <= facts.coverage().until();
        if (!readsBack || !writesOut || !watched) {
            return new Found.Unknown<>("reads and writes went the same way");
        }
        return new Found.Known<>(
                new Diagnosis(
                        "promotion-broken-or-slow",
                        "The other region served reads and did not take writes while the fault"
                                + " lasted: its database was not promoted, or too late.",
                        evidence(facts, begin)));
    }

    private static String evidence(Facts facts, Bounds begin) {
        String passive = facts.course().passive();
        long mended = facts.course().mendedFrom();
        ProbeTable probes = facts.probes();
        long notWriter =
                IntStream.range(0, probes.size())
                        .filter(row -> probes.region(row).equals(passive))
                        .filter(row -> probes.at(row) >= begin.most() && probes.at(row) < mended)
                        .filter(row -> !probes.writer(row).orElse(true))
                        .count();
        RequestTable load = facts.load();
        long refused =
                IntStream.range(0, load.size())
                        .filter(row -> load.isWrite(row) && load.wasDropped(row))
                        .filter(row -> load.dropClass(row) == DropClass.HTTP_5XX)
                        .filter(row -> load.at(row) >= begin.most() && load.due(row) < mended)
                        .count();
        return "under the fault "
                + passive
                + " said "
                + Words.count(notWriter)
                + " times that it takes no writes, and "
                + Words.count(refused)
                + " writes were refused with a 5xx status";
    }
}
