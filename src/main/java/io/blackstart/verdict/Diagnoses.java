package io.blackstart.verdict;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Ids;
import io.blackstart.experiment.Experiment;
import io.blackstart.experiment.Fault;
import io.blackstart.verdict.Verdict.Attempts;
import io.blackstart.verdict.Verdict.Diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Named causes that the evidence shows; a healthy failover has none. */
final class Diagnoses {
    /** So many attempts for each request at the region that is left. */
    private static final double STORM_LEAST = 1.5;

    private Diagnoses() {}

    static List<Diagnosis> of(
            Facts facts, Proof proof, Experiment experiment, Optional<Attempts> attempts) {
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
        proof.begin()
                .then(begin -> proof.ledger().then(ledger -> splitBrain(facts, begin, ledger)))
                .known()
                .ifPresent(found::add);
        proof.ledger().known().flatMap(ledger -> duplicated(ledger, facts)).ifPresent(found::add);
        attempts.flatMap(made -> storm(made, facts.course().passive())).ifPresent(found::add);
        found.addAll(DnsHabits.of(facts, proof));
        return found;
    }

    private static Found<Diagnosis> splitBrain(Facts facts, Bounds begin, WriteLedger ledger) {
        Ids both = ledger.splitBrain(facts, begin);
        RequestTable writes = ledger.writes();
        long lost = ledger.lost(row -> both.contains(writes.id(row)));
        if (lost == 0) {
            // one database behind both regions takes the writes of both, and loses none
            return new Found.Unknown<>("nothing was lost that both sides had taken");
        }
        return new Found.Known<>(
                new Diagnosis(
                        "split-brain",
                        "Both regions took writes at the same time, and what the old one took is"
                                + " gone: fence the old writer before another one is promoted.",
                        facts.course().active()
                                + " acknowledged "
                                + Words.counted(both.count(), "write", "writes")
                                + " while "
                                + facts.course().passive()
                                + " acknowledged writes too, and "
                                + Words.count(lost)
                                + " of them are lost"));
    }

    private static Optional<Diagnosis> duplicated(WriteLedger ledger, Facts facts) {
        long repeated = Duplicates.repeated(facts);
        return ledger.duplicated() == 0 || repeated == 0
                ? Optional.empty()
                : Optional.of(
                        new Diagnosis(
                                "repeated-writes-done-twice",
                                "Clients repeated writes of which they had no answer, and some were"
                                        + " done twice: the other region did not know their"
                                        + " idempotency keys, or they had none.",
                                Words.counted(ledger.duplicated(), "row is", "rows are")
                                        + " too many, and "
                                        + Words.counted(repeated, "write was", "writes were")
                                        + " acknowledged on a repetition"));
    }

    private static Optional<Diagnosis> storm(Attempts attempts, String passive) {
        return attempts.regions().stream()
                .filter(at -> at.region().equals(passive) && at.inFault() >= STORM_LEAST)
                .findFirst()
                .map(at ->
                        new Diagnosis(
                                "retry-storm",
                                "The users' clients multiplied the load on the region that was"
                                        + " left: what it refused came back again and again.",
                                "while the fault lasted, "
                                        + passive
                                        + " got "
                                        + at.inFault()
                                        + " attempts for each request, and "
                                        + at.worstSecond()
                                        + " in the worst second"));
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
