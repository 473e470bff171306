package io.blackstart.bench;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.RequestEnded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a tool did while the target did not answer for a while.
 *
 * @param due requests that an even schedule has in the hole
 * @param arrived requests that the target ever saw, those after the hole among them
 * @param threadsMost of the operating system, in the hole
 * @param grownMb memory, from before the hole to the most in it
 * @param cores processors kept busy in the hole
 * @param said what the tool printed at its end
 * @param own what our records say; empty for others
 */
record Hole(
        long due,
        long arrived,
        int threadsMost,
        double grownMb,
        double cores,
        List<String> said,
        Optional<Own> own) {
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AFTER = Duration.ofSeconds(3);
    private static final long LOOK_EVERY_NANOS = 100_000_000;
    private static final Signals SIGNALS = new Signals();

    /** What is wrong with the target. */
    enum Kind {
        /** Its process is stopped: it accepts nothing and reads nothing. */
        FROZEN,
        /** It accepts and reads, and does not answer. */
        SILENT
    }

    /**
     * What our records say.
     *
     * @param complete whether each due request of the run has exactly one record
     * @param recorded requests that were due in the hole and have a record
     * @param classes of all failures
     * @param lagP99Millis from due to handed to the client, in the hole
     * @param beginErrorMillis from the hole's begin to the outage's, as recorded
     * @param endErrorMillis the same of their ends
     * @param unanswered requests that the target saw and that did not succeed
     * @param readTimeouts what was recorded of them
     */
    record Own(
            boolean complete,
            int recorded,
            long notSent,
            Map<DropClass, Long> classes,
            double lagP99Millis,
            double lagMostMillis,
            double beginErrorMillis,
            double endErrorMillis,
            long unanswered,
            long readTimeouts) {
        static Own of(PeerRun run, long from, long to) throws IOException {
            OwnRecords records = new OwnRecords(run.folder());
            List<RequestEnded> inside = records.due(from, to);
            double[] lag = OwnRecords.lagMicros(inside);
            long arrived = run.arrivals().between(records.startNanos(), Long.MAX_VALUE).length;
            return new Own(
                    records.complete(),
                    inside.size(),
                    records.count(Outcome.NOT_SENT),
                    records.classes(),
                    Percentile.of(lag, 0.99) / 1e3,
                    Percentile.of(lag, 1) / 1e3,
                    (records.outageBegan() - from) / 1e6,
                    (records.outageEnded() - to) / 1e6,
                    arrived - records.count(Outcome.SUCCEEDED),
                    records.count(DropClass.READ_TIMEOUT));
        }
    }

    /** Runs the tool once; empty where it is not installed. */
    static Optional<Hole> run(Peer peer, Kind kind, int rate, Duration warmUp, Duration length)
            throws IOException, InterruptedException {
        Optional<PeerRun> started =
                PeerRun.start(peer, rate, warmUp, BEFORE.plus(length).plus(AFTER));
        if (started.isEmpty()) {
            return Optional.empty();
        }
        try (PeerRun run = started.get()) {
            long ramp = peer.warmsUp() ? warmUp.toNanos() : 0;
            PeerRun.sleepUntil(run.firstArrival() + ramp + BEFORE.toNanos());
            SIGNALS.resume(run.target()); // it runs; the first call of all takes milliseconds
            ProcessFigures before = run.figures();
            long from = System.nanoTime();
            begin(kind, run);
            int threads = before.threads();
            long resident = before.residentKb();
            ProcessFigures last = before;
            while (last.at() < from + length.toNanos() - LOOK_EVERY_NANOS) {
                PeerRun.sleepUntil(last.at() + LOOK_EVERY_NANOS);
                last = run.figures();
                threads = Math.max(threads, last.threads());
                resident = Math.max(resident, last.residentKb());
            }
            PeerRun.sleepUntil(from + length.toNanos());
            end(kind, run);
            long to = System.nanoTime();
            List<String> said = run.finish();
            return Optional.of(
                    new Hole(
                            Math.round(rate * (to - from) / 1e9),
                            run.arrivals().count(),
                            threads,
                            (resident - before.residentKb()) / 1024.0,
                            (double) last.cpu().minus(before.cpu()).toNanos()
                                    / (last.at() - before.at()),
                            said,
                            peer instanceof Peer.Ours
                                    ? Optional.of(Own.of(run, from, to))
                                    : Optional.empty()));
        }
    }

    private static void begin(Kind kind, PeerRun run) {
        switch (kind) {
            case FROZEN -> SIGNALS.stop(run.target());
            case SILENT -> run.arrivals().silent(true);
        }
    }

    private static void end(Kind kind, PeerRun run) {
        switch (kind) {
            case FROZEN -> SIGNALS.resume(run.target());
            case SILENT -> run.arrivals().silent(false);
        }
    }
}
