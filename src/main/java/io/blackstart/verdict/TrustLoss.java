package io.blackstart.verdict;

import io.blackstart.evidence.Header;
import io.blackstart.verdict.Verdict.Trust;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Whether our own side kept its word: what it did not, taints the findings that hang on it. */
final class TrustLoss {
    private final SenderTrust sender;
    private final MachineTrust machine;
    private final ControlTrust controls;
    private final Clocks clocks;
    private final String seenFrom;
    private final List<Taint> taints = new ArrayList<>();

    TrustLoss(Facts facts, Header header, double plannedPerSecond) {
        sender = SenderTrust.of(facts, plannedPerSecond);
        machine = new MachineTrust(facts);
        controls = new ControlTrust(facts);
        clocks = new Clocks(facts, header.startedAt());
        seenFrom = seenFrom(header);
        taints.addAll(sender.taints());
        taints.addAll(machine.taints());
        taints.addAll(controls.taints());
        taints.addAll(clocks.taints());
    }

    /** Everything that speaks against what was measured at that time. */
    List<Taint> taints() {
        return List.copyOf(taints);
    }

    /**
     * The figures, and each reason not to believe a finding; no reason: all are believed.
     *
     * @param matters whether a taint touches a finding; one that touches none is only told
     */
    Trust told(Predicate<Taint> matters) {
        List<String> cautions = new ArrayList<>();
        taints.stream()
                .filter(matters.negate())
                .map(taint -> taint.why() + ", when no finding hung on it")
                .forEach(cautions::add);
        cautions.addAll(machine.cautions());
        cautions.addAll(clocks.cautions());
        return new Trust(
                sender.achieved(),
                sender.lag(),
                machine.stallsUnderLoad(),
                controls.isHealthy(),
                taints.stream().filter(matters).map(Taint::why).toList(),
                cautions,
                seenFrom,
                clocks.offsets(),
                machine.harness());
    }

    /** A trouble near that place cannot be told from one of the service. */
    private static String seenFrom(Header header) {
        String name = header.versions().getOrDefault("seenFrom", "");
        String system = header.versions().getOrDefault("os", "");
        return "one place"
                + (name.isEmpty() ? "" : ": " + name)
                + (system.isEmpty() ? "" : " (" + system + ")");
    }
}
