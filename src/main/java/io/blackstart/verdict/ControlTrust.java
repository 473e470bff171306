package io.blackstart.verdict;

import io.blackstart.evidence.Event.Control;
import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.evidence.Event.DropClass;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Whether what the fault must not touch went on serving, and whether what users were refused was
 * the service's doing at all.
 */
final class ControlTrust {
    private static final double FAILED_MOST = 0.05;

    /** The echo on loopback has nothing to do: an answer so late is no answer. */
    private static final Duration ECHO_MOST = Duration.ofSeconds(1);

    private static final Set<DropClass> REFUSALS =
            Set.of(DropClass.THROTTLED, DropClass.UNAUTHORIZED);
    private static final double REFUSED_BEFORE_MOST = 0.01;
    private static final int REFUSED_LEAST = 5;

    /** A control is looked at so long after the fault's begin, to tell what it hit. */
    private static final long CONFIRMED_WITHIN_NANOS = 5_000_000_000L;

    private static final int CONFIRMING_LEAST = 3;

    private final Facts facts;

    ControlTrust(Facts facts) {
        this.facts = facts;
    }

    /** Whether the controls that nothing may touch went on serving. */
    boolean isHealthy() {
        return dark(probes(Control.LOOPBACK)).isEmpty() && dark(probes(Control.OUTSIDE)).isEmpty();
    }

    List<Taint> taints() {
        List<Taint> taints = new ArrayList<>();
        List<Bounds> echo = dark(probes(Control.LOOPBACK));
        if (!echo.isEmpty()) {
            taints.add(
                    new Taint(
                            "the control target, which no fault touches, did not answer either",
                            echo));
        }
        List<Bounds> outside = dark(probes(Control.OUTSIDE));
        if (!outside.isEmpty()) {
            taints.add(
                    new Taint(
                            "the control outside, which the fault must not touch, did not serve"
                                    + " either",
                            outside));
        }
        refusals(taints);
        return taints;
    }

    /**
     * A wave of 429, 401 or 403 is a limit or a login of ours, not a fault of the service, when it
     * came with our load or hits a control too.
     */
    private void refusals(List<Taint> taints) {
        RequestTable load = facts.load();
        long fault = facts.course().faultIntended().orElse(Long.MAX_VALUE);
        int before = load.firstDueFrom(fault);
        IntPredicate refused = row -> load.wasDropped(row) && isRefusal(load.dropClass(row));
        long early = IntStream.range(0, before).filter(refused).count();
        if (early >= REFUSED_LEAST && early > REFUSED_BEFORE_MOST * before) {
            taints.add(
                    Taint.ofAll(
                            Words.count(early)
                                    + " requests were answered 429, 401 or 403 before the fault"
                                    + " already: a limit or a login of our load, not the"
                                    + " service"));
        }
        long first =
                IntStream.range(0, load.size())
                        .filter(refused)
                        .mapToLong(load::due)
                        .min()
                        .orElse(Bounds.OPEN);
        long last =
                IntStream.range(0, load.size()).filter(refused).mapToLong(load::at).max().orElse(0);
        List<Bounds> controls =
                facts.controls().stream()
                        .filter(probe -> probe.dropClass().filter(REFUSALS::contains).isPresent())
                        .map(ControlTrust::span)
                        .filter(span -> span.most() >= first && span.least() <= last)
                        .toList();
        if (!controls.isEmpty()) {
            taints.add(
                    new Taint(
                            "a control was answered 429, 401 or 403 as the users were: a limit or"
                                    + " a login of our load, not the service",
                            List.of(new Bounds(first, last))));
        }
    }

    /**
     * A fault counts only if what the region holds outside its targets went on serving, where the
     * environment names such a control.
     */
    Found<Bounds> confirmed(Bounds begin) {
        List<ControlProbed> all = probes(Control.SAME_REGION);
        if (all.isEmpty()) {
            return new Found.Known<>(begin);
        }
        long until = Math.min(begin.most() + CONFIRMED_WITHIN_NANOS, facts.course().mendedFrom());
        List<ControlProbed> then =
                all.stream()
                        .filter(probe -> probe.asked().toNanos() >= begin.least())
                        .filter(probe -> probe.asked().toNanos() <= until)
                        .toList();
        if (then.size() < CONFIRMING_LEAST) {
            return new Found.Unknown<>(
                    "the fault is not confirmed: the control in the same region was hardly asked"
                            + " when it began");
        }
        return dark(then).isEmpty()
                ? new Found.Known<>(begin)
                : new Found.Unknown<>(
                        "the fault is not confirmed: the control in the same region, which it does"
                                + " not target, was dark as well");
    }

    private List<ControlProbed> probes(Control control) {
        return facts.controls().stream()
                .filter(probe -> probe.control().orElse(Control.LOOPBACK) == control)
                .sorted(Comparator.comparing(ControlProbed::asked))
                .toList();
    }

    /** One late answer is noise; two in a row, or one in twenty, are not. */
    private static List<Bounds> dark(List<ControlProbed> probes) {
        List<Bounds> dark = new ArrayList<>();
        for (int i = 1; i < probes.size(); i++) {
            if (isDark(probes.get(i - 1)) && isDark(probes.get(i))) {
                Bounds one = span(probes.get(i - 1));
                Bounds two = span(probes.get(i));
                dark.add(new Bounds(one.least(), Math.max(one.most(), two.most())));
            }
        }
        List<Bounds> each =
                probes.stream().filter(ControlTrust::isDark).map(ControlTrust::span).toList();
        boolean often = each.size() >= 2 && each.size() > FAILED_MOST * probes.size();
        return Taint.merged(often ? each : dark);
    }

    private static boolean isDark(ControlProbed probe) {
        boolean echo = probe.control().orElse(Control.LOOPBACK) == Control.LOOPBACK;
        return !probe.served()
                || (echo && probe.at().minus(probe.asked()).compareTo(ECHO_MOST) > 0);
    }

    private static boolean isRefusal(DropClass dropClass) {
        return REFUSALS.contains(dropClass);
    }

    private static Bounds span(ControlProbed probe) {
        return new Bounds(probe.asked().toNanos(), probe.at().toNanos());
    }
}
