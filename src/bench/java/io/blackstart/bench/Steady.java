package io.blackstart.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * What a tool did at a constant rate, in a window of its run.
 *
 * @param deviation of its requests from an even schedule, as the target saw them
 * @param perSecond requests that arrived
 * @param cpuPer10k seconds of processor time of the tool's process for 10,000 requests
 * @param threads of the operating system
 * @param residentMb memory
 * @param pressure of the machine, as {@link Machine#pressure()}
 * @param lagP50Micros from due to handed to the client, by our own records; not a number for others
 */
record Steady(
        Deviation deviation,
        double perSecond,
        double cpuPer10k,
        int threads,
        double residentMb,
        double pressure,
        double lagP50Micros,
        double lagP99Micros) {
    /** After the ramp, before the window: the seam belongs to neither. */
    private static final Duration SETTLE = Duration.ofSeconds(1);

    /** After the window: a tool that slows down for its end does so here. */
    private static final Duration TAIL = Duration.ofMillis(500);

    /** Runs the tool once; empty where it is not installed. */
    static Optional<Steady> run(Peer peer, int rate, Duration warmUp, Duration window)
            throws IOException, InterruptedException {
        Duration length = SETTLE.plus(window).plus(TAIL);
        // the tools that count in seconds must not end before the window does
        Optional<PeerRun> started =
                PeerRun.start(peer, rate, warmUp, Duration.ofSeconds(length.toSeconds() + 1));
        if (started.isEmpty()) {
            return Optional.empty();
        }
        try (PeerRun run = started.get()) {
            long ramp = peer.warmsUp() ? warmUp.toNanos() : 0;
            PeerRun.sleepUntil(run.firstArrival() + ramp + SETTLE.toNanos());
            ProcessFigures before = run.figures();
            PeerRun.sleepUntil(before.at() + window.toNanos());
            ProcessFigures after = run.figures();
            double pressure = Machine.pressure();
            run.finish();
            long[] arrived = run.arrivals().between(before.at(), after.at());
            double[] lag =
                    peer instanceof Peer.Ours
                            ? OwnRecords.lagMicros(
                                    new OwnRecords(run.folder()).due(before.at(), after.at()))
                            : new double[0];
            return Optional.of(
                    new Steady(
                            Deviation.of(arrived, rate),
                            arrived.length * 1e9 / (after.at() - before.at()),
                            after.cpu().minus(before.cpu()).toNanos() / 1e9 / arrived.length * 1e4,
                            after.threads(),
                            after.residentKb() / 1024.0,
                            pressure,
                            Percentile.of(lag, 0.5),
                            Percentile.of(lag, 0.99)));
        }
    }
}
