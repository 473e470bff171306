package io.blackstart.verdict;

import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.evidence.Event.HarnessStalled;
import io.blackstart.verdict.Verdict.Trust;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whether our own side kept its word: what it did not, taints every finding. */
final class TrustLoss {
    private static final double ACHIEVED_LEAST = 0.99;
    private static final double NOT_SENT_MOST = 0.01;
    private static final double CONTROL_FAILED_MOST = 0.05;
    private static final Duration DISPATCH_LAG_MOST = Duration.ofMillis(250);
    private static final Duration STALL_MOST = Duration.ofMillis(500);

    private TrustLoss() {}

    /** The figures, and each reason not to believe the measurement; no reason: it is believed. */
    static Trust of(Facts facts, double plannedPerSecond) {
        RequestTable load = facts.load();
        double achieved = achievedPerSecond(facts, plannedPerSecond);
        Duration lag = dispatchLagP99(load);
        List<HarnessStalled> stalls = stallsUnderLoad(facts);
        boolean controlHealthy = controlHealthy(facts.controls());
        List<String> why = new ArrayList<>();
        if (load.size() == 0) {
            why.add("no request was recorded");
        } else if (achieved < ACHIEVED_LEAST * plannedPerSecond) {
            why.add(
                    String.format(
                            Locale.ROOT,
                            "the load reached %.1f of %.1f requests per second",
                            achieved,
                            plannedPerSecond));
        }
        if (lag.compareTo(DISPATCH_LAG_MOST) > 0) {
            why.add(
                    "1 % of the requests left more than "
                            + lag.toMillis()
                            + " ms after they were due");
        }
        long notSent = IntStream.range(0, load.size()).filter(row -> !load.wasSent(row)).count();
        if (notSent > NOT_SENT_MOST * load.size()) {
            why.add(Words.count(notSent) + " requests were due and could not be sent");
        }
        long missing = facts.coverage().missing();
        if (missing > 0 && facts.course().ended().isPresent()) {
            why.add(Words.counted(missing, "request has no record", "requests have no record"));
        }
        longestStall(stalls)
                .filter(stall -> stall.compareTo(STALL_MOST) > 0)
                .ifPresent(stall ->
                        why.add("this machine stood still for " + stall.toMillis() + " ms"));
        if (!controlHealthy) {
            why.add("the control target, which no fault touches, did not answer either");
        }
        return new Trust(achieved, lag, stalls.size(), controlHealthy, why);
    }

    /** Requests sent per second while the evidence has no gap: a kill is no lack of load. */
    private static double achievedPerSecond(Facts facts, double planned) {
        RequestTable load = facts.load();
        long until = facts.coverage().until();
        long sent =
                IntStream.range(0, load.size())
                        .filter(row -> load.wasSent(row) && load.due(row) <= until)
                        .count();
        double seconds = load.size() == 0 ? 0 : (until - load.due(0)) / 1e9;
        // a thousandth is more than the clock resolves
        return Math.round(sent / (seconds + 1 / planned) * 1_000) / 1_000.0;
    }

    private static Duration dispatchLagP99(RequestTable load) {
        long[] lags =
                IntStream.range(0, load.size())
                        .filter(load::wasSent)
                        .mapToLong(row -> load.sent(row) - load.due(row))
                        .sorted()
                        .toArray();
        return lags.length == 0
                ? Duration.ZERO
                : Duration.ofNanos(lags[(int) Math.ceil(0.99 * lags.length) - 1]);
    }

    private static List<HarnessStalled> stallsUnderLoad(Facts facts) {
        RequestTable load = facts.load();
        if (load.size() == 0) {
            return List.of();
        }
        // before the fault a stall only widens the noise; after it, it looks like the fault
        long from = facts.course().faultIntended().orElse(load.due(0));
        long to = load.due(load.size() - 1);
        return facts.stalls().stream()
                .filter(stall -> stall.at().toNanos() >= from)
                .filter(stall -> stall.at().minus(stall.lasted()).toNanos() <= to)
                .toList();
    }

    private static Optional<Duration> longestStall(List<HarnessStalled> stalls) {
        return stalls.stream().map(HarnessStalled::lasted).max(Duration::compareTo);
    }

    /** One late answer is noise; two in a row, or one in twenty, are not. */
    private static boolean controlHealthy(List<ControlProbed> controls) {
        long failed = controls.stream().filter(probe -> !probe.served()).count();
        boolean twoInARow =
                IntStream.range(1, controls.size())
                        .anyMatch(i -> !controls.get(i - 1).served() && !controls.get(i).served());
        return !twoInARow && (failed < 2 || failed <= CONTROL_FAILED_MOST * controls.size());
    }
}
