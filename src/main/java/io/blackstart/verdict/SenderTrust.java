package io.blackstart.verdict;

import io.blackstart.evidence.Event.Ended;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether the load was sent as planned.
 *
 * @param achieved requests sent per second
 * @param lag the 99th percentile of how long after they were due requests left
 * @param taints what was not as planned
 */
record SenderTrust(double achieved, Duration lag, List<Taint> taints) {
    private static final double ACHIEVED_LEAST = 0.99;
    private static final double NOT_SENT_MOST = 0.01;
    private static final Duration DISPATCH_LAG_MOST = Duration.ofMillis(250);
    private static final Duration LATE_MOST = Duration.ofMillis(500);

    /** The load may fall silent so long before its end, and as long as ten requests take. */
    private static final Duration SILENCE_MOST = Duration.ofSeconds(5);

    private static final int SILENCE_REQUESTS = 10;

    static SenderTrust of(Facts facts, double plannedPerSecond) {
        RequestTable load = facts.load();
        double achieved = achievedPerSecond(facts, plannedPerSecond);
        Duration lag = dispatchLagP99(load, Long.MAX_VALUE);
        // what left later still is told apart, with its time
        Duration usual = dispatchLagP99(load, LATE_MOST.toNanos());
        List<Taint> taints = new ArrayList<>();
        if (load.size() == 0) {
            taints.add(Taint.ofAll("no request was recorded"));
        } else if (achieved < ACHIEVED_LEAST * plannedPerSecond) {
            taints.add(
                    Taint.ofAll(
                            String.format(
                                    Locale.ROOT,
                                    "the load reached %.1f of %.1f requests per second",
                                    achieved,
                                    plannedPerSecond)));
        }
        if (usual.compareTo(DISPATCH_LAG_MOST) > 0) {
            taints.add(
                    Taint.ofAll(
                            "1 % of the requests left more than "
                                    + usual.toMillis()
                                    + " ms after they were due"));
        }
        late(load).ifPresent(taints::add);
        long notSent = IntStream.range(0, load.size()).filter(row -> !load.wasSent(row)).count();
        if (notSent > NOT_SENT_MOST * load.size()) {
            taints.add(
                    Taint.ofAll(Words.count(notSent) + " requests were due and could not be sent"));
        }
        long missing = facts.coverage().missing();
        if (missing > 0 && facts.course().ended().isPresent()) {
            taints.add(
                    Taint.ofAll(
                            Words.counted(
                                    missing, "request has no record", "requests have no record")));
        }
        silence(facts, plannedPerSecond).ifPresent(taints::add);
        return new SenderTrust(achieved, lag, List.copyOf(taints));
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

    private static Duration dispatchLagP99(RequestTable load, long most) {
        long[] lags =
                IntStream.range(0, load.size())
                        .filter(load::wasSent)
                        .mapToLong(row -> load.sent(row) - load.due(row))
                        .filter(lag -> lag <= most)
                        .sorted()
                        .toArray();
        return lags.length == 0
                ? Duration.ZERO
                : Duration.ofNanos(lags[(int) Math.ceil(0.99 * lags.length) - 1]);
    }

    /** A sender that stood still for a while, though 99 of 100 requests of the run left in time. */
    private static Optional<Taint> late(RequestTable load) {
        List<Bounds> spans = new ArrayList<>();
        long latest = 0;
        for (int row = 0; row < load.size(); row++) {
            long lag = load.sent(row) - load.due(row);
            if (load.wasSent(row) && lag > LATE_MOST.toNanos()) {
                spans.add(new Bounds(load.due(row), load.sent(row)));
                latest = Math.max(latest, lag);
            }
        }
        return spans.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Taint(
                                Words.counted(spans.size(), "request", "requests")
                                        + " left up to "
                                        + latest / 1_000_000
                                        + " ms after they were due",
                                Taint.merged(spans)));
    }

    /** A sender that died: what was never due has no record that could be missing. */
    private static Optional<Taint> silence(Facts facts, double planned) {
        RequestTable load = facts.load();
        boolean completed =
                facts.course().ended().filter(end -> end.ended() == Ended.COMPLETED).isPresent();
        if (!completed || load.size() == 0 || facts.samples().isEmpty()) {
            return Optional.empty();
        }
        long most =
                Math.max(SILENCE_MOST.toNanos(), (long) (SILENCE_REQUESTS * 1e9 / planned))
                        // stragglers are waited for
                        + longest(load);
        // the harness is watched until the load has stopped
        long silent = facts.samples().getLast().at().toNanos() - load.due(load.size() - 1);
        return silent <= most
                ? Optional.empty()
                : Optional.of(
                        Taint.ofAll(
                                "no request was due in the last "
                                        + Words.seconds(silent)
                                        + " of the load"));
    }

    private static long longest(RequestTable load) {
        return IntStream.range(0, load.size())
                .mapToLong(row -> load.at(row) - load.due(row))
                .max()
                .orElse(0);
    }
}
