package io.blackstart.verdict;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The truth of a failover, in seconds on the run's clock, from which {@link Story} makes what an
 * observer would have recorded. {@link #NEVER} for what did not happen.
 *
 * @param began when the active region went dark
 * @param mended when it was lit again
 * @param end of the load
 * @param promoted when the passive region's database began to take writes
 * @param flips whether Route 53 turns to the other region once its checkers have noticed
 * @param ttl of the DNS answer: the clients' caches follow the flip within it, evenly spread
 * @param lag of replication: what was acknowledged later than that before the cut is lost
 * @param noise share of requests that fail without any fault
 */
record Outage(
        long seed,
        double began,
        double mended,
        double end,
        double promoted,
        boolean flips,
        double ttl,
        double lag,
        double noise) {
    static final double NEVER = 1e9;

    static final double BASELINE = 1;
    static final double CHECK_PERIOD = 1;
    static final int CHECKERS = 16;
    static final int CHECKERS_NEEDED = 14;
    static final int THRESHOLD = 3;
    static final double CHECK_TIMEOUT = 0.6;
    static final int CACHES = 64;

    /** A failover that goes well: 12 s of baseline, 20 s of fault, 8 s after the mend. */
    static Outage healthy(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double began = 12 + random.nextDouble(1);
        return new Outage(
                seed,
                began,
                began + 20,
                began + 28,
                began + 2 + random.nextDouble(3),
                true,
                2 + random.nextInt(4),
                0.05 + random.nextDouble(0.5),
                0);
    }

    Outage withBegan(double time) {
        return new Outage(seed, time, mended, end, promoted, flips, ttl, lag, noise);
    }

    Outage withMended(double time) {
        return new Outage(seed, began, time, end, promoted, flips, ttl, lag, noise);
    }

    Outage withEnd(double time) {
        return new Outage(seed, began, mended, time, promoted, flips, ttl, lag, noise);
    }

    Outage withPromoted(double time) {
        return new Outage(seed, began, mended, end, time, flips, ttl, lag, noise);
    }

    Outage withFlips(boolean does) {
        return new Outage(seed, began, mended, end, promoted, does, ttl, lag, noise);
    }

    Outage withNoise(double share) {
        return new Outage(seed, began, mended, end, promoted, flips, ttl, lag, share);
    }

    boolean isDark(double time) {
        return time >= began && time < mended;
    }

    /** When that checker begins its checks. */
    double checkPhase(int checker) {
        return BASELINE + CHECK_PERIOD * checker / CHECKERS;
    }

    /** When enough checkers have seen enough failures in a row. */
    double detected() {
        double[] turned = new double[CHECKERS];
        for (int checker = 0; checker < CHECKERS; checker++) {
            double phase = checkPhase(checker);
            double first = phase + Math.ceil((began - phase) / CHECK_PERIOD) * CHECK_PERIOD;
            turned[checker] = first + (THRESHOLD - 1) * CHECK_PERIOD + CHECK_TIMEOUT;
        }
        return DoubleStream.of(turned).sorted().skip(CHECKERS_NEEDED - 1).findFirst().orElseThrow();
    }

    /** When the zone's own servers begin to answer with the other region's address. */
    double flipped() {
        return flips ? detected() + 0.1 : NEVER;
    }

    /** When that cache asks again after the flip. */
    double cacheFlipped(int cache) {
        return flips ? flipped() + ttl * (cache + 0.5) / CACHES : NEVER;
    }

    /** When that client is served again, reads and writes. */
    double back(int cache) {
        return Math.max(cacheFlipped(cache), promoted);
    }

    /** When each client is served again. */
    double recovered() {
        return back(CACHES - 1);
    }

    /** When that share of the clients is served again. */
    double clientsBack(double share) {
        List<Double> back = IntStream.range(0, CACHES).mapToObj(this::back).sorted().toList();
        return back.get((int) Math.ceil(share * CACHES) - 1);
    }

    /** Whether a write that the active region acknowledged then reached the other in time. */
    boolean isReplicated(double acknowledged) {
        return acknowledged + lag <= began;
    }
}
