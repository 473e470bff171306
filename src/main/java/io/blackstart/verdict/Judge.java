package io.blackstart.verdict;

import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.EvidenceReader;
import io.blackstart.experiment.Experiment;
import io.blackstart.verdict.Verdict.Attempts;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.ClientsBack;
import io.blackstart.verdict.Verdict.Diagnosis;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.Outcome;
import io.blackstart.verdict.Verdict.Trust;
import io.blackstart.verdict.Verdict.Writes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Turns one run's evidence into a verdict: one fold over the events, then one pure function per
 * concept. The same evidence and experiment give the same verdict, always.
 */
public final class Judge {
    private final Facts facts;
    private final Experiment experiment;
    private final Proof proof;
    private final List<String> defects = new ArrayList<>();

    private Judge(Facts facts, Experiment experiment) {
        this.facts = facts;
        this.experiment = experiment;
        this.proof = Proof.of(facts, experiment.good());
    }

    /**
     * The verdict on {@code evidence} by the budgets of {@code experiment}, which may be others
     * than those that the run set out with.
     *
     * @throws io.blackstart.evidence.UnreadableEvidence when the evidence cannot be read
     */
    public static Verdict judge(EvidenceReader evidence, Experiment experiment) {
        return new Judge(Facts.of(evidence), experiment).verdict(evidence);
    }

    private Verdict verdict(EvidenceReader evidence) {
        TrustLoss loss = new TrustLoss(facts, evidence.header(), plannedPerSecond());
        Findings findings = new Findings(facts, proof, loss.taints(), experiment.good());
        Trust trust =
                loss.told(taint ->
                        experiment.budgets().stream()
                                .anyMatch(budget -> findings.hangsOn(budget, taint)));
        List<BudgetFinding> found = experiment.budgets().stream().map(findings::of).toList();
        List<Milestone> milestones =
                asked("the milestones", () -> Milestones.of(facts, proof), List.of());
        List<ClientsBack> clientsBack = asked("the clients' curve", this::clientsBack, List.of());
        Optional<Attempts> attempts =
                asked(
                        "the attempts",
                        () -> Pressure.of(facts, proof.regions(), proof.begin().known()),
                        Optional.empty());
        List<Diagnosis> diagnoses =
                asked(
                        "the diagnoses",
                        () -> Diagnoses.of(facts, proof, experiment, attempts),
                        List.of());
        List<Verdict.Outage> outages = asked("the outages", this::outages, List.of());
        Writes writes =
                asked(
                        "the writes",
                        () -> writes(proof.ledger().known(), proof.begin().known()),
                        writes(Optional.empty(), Optional.empty()));
        return new Verdict(
                Origin.experiment(evidence.header(), experiment),
                Origin.run(evidence.header(), facts),
                outcome(found),
                found,
                milestones,
                clientsBack,
                outages,
                Tally.requests(facts, proof.lostReads(), attempts),
                writes,
                diagnoses,
                Origin.leftBehind(facts),
                withDefects(trust),
                TimeLines.of(facts));
    }

    private double plannedPerSecond() {
        RequestTable load = facts.load();
        long seen = load.size() == 0 ? 0 : facts.coverage().until() - load.due(0);
        return experiment.load().plannedPerSecond(Duration.ofNanos(seen));
    }

    /** A part that throws is left out, and said to be missing; the findings stand. */
    private <T> T asked(String part, Supplier<T> question, T otherwise) {
        Found<T> answer = Found.attempt(part, () -> new Found.Known<>(question.get()));
        if (answer instanceof Found.Unknown<T>(String why)) {
            defects.add(why);
        }
        return answer.known().orElse(otherwise);
    }

    private Outcome outcome(List<BudgetFinding> findings) {
        if (Origin.wasRefused(facts)) {
            return Outcome.REFUSED;
        }
        if (findings.stream().anyMatch(budget -> budget.finding() == Finding.MISSED)) {
            return Outcome.MISSED;
        }
        // what broke off before its end, or whose evidence did, passes nothing
        boolean whole =
                facts.course().ended().filter(end -> end.ended() == Ended.COMPLETED).isPresent();
        return !whole || findings.stream().anyMatch(budget -> budget.finding() == Finding.UNKNOWN)
                ? Outcome.INCONCLUSIVE
                : Outcome.MET;
    }

    private List<ClientsBack> clientsBack() {
        if (!(proof.begin() instanceof Found.Known<Bounds>(Bounds begin))
                || !(proof.recovered() instanceof Found.Known<Recovered>(Recovered recovered))) {
            return List.of();
        }
        return Recovered.CURVE.stream()
                .map(share -> {
                    Bounds back = recovered.clients(share).since(begin);
                    return new ClientsBack(share, back.leastTime(), back.mostTime());
                })
                .toList();
    }

    private List<Verdict.Outage> outages() {
        return Outages.of(facts, proof.regions(), experiment.good()).stream()
                .map(outage ->
                        new Verdict.Outage(
                                outage.began().leastTime(),
                                Duration.ofNanos(outage.began().most()),
                                Duration.ofNanos(outage.firstBad()),
                                outage.end().leastTime(),
                                outage.end().mostTime()))
                .toList();
    }

    private Writes writes(Optional<WriteLedger> ledger, Optional<Bounds> begin) {
        return new WriteTally(facts, proof.lostReads(), experiment.production()).of(ledger, begin);
    }

    private Trust withDefects(Trust trust) {
        List<String> why = new ArrayList<>(trust.why());
        why.addAll(defects);
        return trust.with(why);
    }
}
