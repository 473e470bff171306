package io.blackstart.verdict;

import io.blackstart.evidence.Event.HarnessSampled;
import io.blackstart.evidence.Event.HarnessStalled;
import io.blackstart.evidence.Event.Room;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Whether the machine that measured kept going. */
final class MachineTrust {
    private static final Duration STALL_MOST = Duration.ofMillis(500);
    private static final Duration CLOCK_SHIFT_MOST = Duration.ofMillis(500);
    private static final double TAKEN_MOST = 0.95;
    private static final double CPU_WAITED_MOST = 0.2;
    private static final double COLLECTING_MOST = 0.05;

    private final Facts facts;

    MachineTrust(Facts facts) {
        this.facts = facts;
    }

    List<Taint> taints() {
        List<Taint> taints = new ArrayList<>();
        stalls().ifPresent(taints::add);
        over(sample -> asleep(sample) > CLOCK_SHIFT_MOST.toNanos())
                .map(slept ->
                        new Taint(
                                "this machine slept for "
                                        + Words.seconds(sum(slept, MachineTrust::asleep)),
                                spans(slept)))
                .ifPresent(taints::add);
        over(sample -> Math.abs(unexplained(sample)) > CLOCK_SHIFT_MOST.toNanos())
                .map(jumped -> new Taint(jump(jumped), spans(jumped)))
                .ifPresent(taints::add);
        taken("file descriptors", HarnessSampled::descriptors).ifPresent(taints::add);
        taken("ports that connections leave from", HarnessSampled::ports).ifPresent(taints::add);
        return taints;
    }

    /** Stalls from the fault on, while the load ran: earlier ones only widen the noise. */
    long stallsUnderLoad() {
        RequestTable load = facts.load();
        if (load.size() == 0) {
            return 0;
        }
        long from = facts.course().faultIntended().orElse(load.due(0));
        long to = load.due(load.size() - 1);
        return Taint.merged(facts.stalls().stream().map(MachineTrust::span).toList()).stream()
                .filter(stall -> stall.most() >= from && stall.least() <= to)
                .count();
    }

    /** What degrades a measurement without making it wrong. */
    List<String> cautions() {
        List<String> cautions = new ArrayList<>();
        harness()
                .ifPresent(harness -> {
                    harness.cpuWaited()
                            .filter(share -> share > CPU_WAITED_MOST)
                            .ifPresent(share ->
                                    cautions.add(
                                            "some task waited for a processor "
                                                    + Words.percent(rounded(share))
                                                    + " of the time: latencies may read too"
                                                    + " high"));
                    double collecting = (double) harness.collecting().toNanos() / watched();
                    if (collecting > COLLECTING_MOST) {
                        cautions.add(
                                "the garbage collector stopped us "
                                        + Words.percent(rounded(collecting))
                                        + " of the time");
                    }
                });
        return cautions;
    }

    /** The samples in one line; empty where the evidence has none. */
    Optional<Harness> harness() {
        List<HarnessSampled> samples = facts.samples();
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        boolean cpuTold = samples.stream().allMatch(sample -> sample.cpuWaited().isPresent());
        boolean sleepTold = samples.stream().allMatch(sample -> sample.asleep().isPresent());
        return Optional.of(
                new Harness(
                        samples.stream()
                                .map(HarnessSampled::late)
                                .max(Duration::compareTo)
                                .orElseThrow(),
                        Duration.ofNanos(sum(samples, sample -> sample.collecting().toNanos())),
                        cpuTold
                                ? Optional.of(
                                        sum(samples, s -> s.cpuWaited().orElseThrow().toNanos())
                                                / (double) watched())
                                : Optional.empty(),
                        most(HarnessSampled::descriptors),
                        most(HarnessSampled::ports),
                        Duration.ofNanos(sum(samples, sample -> sample.wallShift().toNanos())),
                        sleepTold
                                ? Optional.of(Duration.ofNanos(sum(samples, MachineTrust::asleep)))
                                : Optional.empty()));
    }

    private Optional<Taint> stalls() {
        List<Bounds> stalled =
                Taint.merged(facts.stalls().stream().map(MachineTrust::span).toList()).stream()
                        .filter(stall -> length(stall) > STALL_MOST.toNanos())
                        .toList();
        if (stalled.isEmpty()) {
            return Optional.empty();
        }
        long longest = stalled.stream().mapToLong(MachineTrust::length).max().orElseThrow();
        long collecting =
                sum(
                        facts.samples().stream()
                                .filter(sample -> new Taint("", stalled).touches(span(sample)))
                                .toList(),
                        sample -> sample.collecting().toNanos());
        return Optional.of(
                new Taint(
                        "this machine stood still for "
                                + longest / 1_000_000
                                + " ms"
                                + (stalled.size() > 1
                                        ? ", and " + (stalled.size() - 1) + " times more"
                                        : "")
                                + (collecting * 2 > longest ? ", for the garbage collector" : ""),
                        stalled));
    }

    private String jump(List<HarnessSampled> jumped) {
        long shift = sum(jumped, MachineTrust::unexplained);
        return "the wall clock went "
                + Words.seconds(Math.abs(shift))
                + (shift < 0 ? " less far" : " further")
                + " than the monotonic one: one of the two is wrong";
    }

    private Optional<Taint> taken(String what, Function<HarnessSampled, Optional<Room>> room) {
        return over(sample -> room.apply(sample).map(MachineTrust::share).orElse(0.0) > TAKEN_MOST)
                .map(full ->
                        new Taint(
                                Words.percent(rounded(most(room).orElse(1.0)))
                                        + " of the "
                                        + what
                                        + " were taken",
                                spans(full)));
    }

    private Optional<Double> most(Function<HarnessSampled, Optional<Room>> room) {
        return facts.samples().stream()
                .flatMap(sample -> room.apply(sample).stream())
                .map(MachineTrust::share)
                .max(Double::compare);
    }

    private Optional<List<HarnessSampled>> over(Predicate<HarnessSampled> limit) {
        List<HarnessSampled> found = facts.samples().stream().filter(limit).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private long watched() {
        return Math.max(
                1, sum(facts.samples(), sample -> sample.at().minus(sample.since()).toNanos()));
    }

    private static long asleep(HarnessSampled sample) {
        return sample.asleep().orElse(Duration.ZERO).toNanos();
    }

    /** The wall clock goes on while a machine sleeps; that much of its going further is right. */
    private static long unexplained(HarnessSampled sample) {
        return sample.wallShift().toNanos() - asleep(sample);
    }

    private static double share(Room room) {
        return room.most() <= 0 ? 0 : (double) room.used() / room.most();
    }

    private static double rounded(double share) {
        return Math.round(share * 1_000) / 1_000.0;
    }

    private static long sum(List<HarnessSampled> samples, ToLongFunction<HarnessSampled> part) {
        return samples.stream().mapToLong(part).sum();
    }

    private static long length(Bounds span) {
        return span.most() - span.least();
    }

    private static List<Bounds> spans(List<HarnessSampled> samples) {
        return Taint.merged(samples.stream().map(MachineTrust::span).toList());
    }

    private static Bounds span(HarnessSampled sample) {
        return new Bounds(sample.since().toNanos(), sample.at().toNanos());
    }

    private static Bounds span(HarnessStalled stall) {
        return new Bounds(stall.at().minus(stall.lasted()).toNanos(), stall.at().toNanos());
    }
}
