package io.blackstart.bench;

import java.time.Duration;
import java.util.List;

/** How much is measured. */
enum Size {
    /** Some seconds: whether everything still runs; its figures say nothing. */
    SMOKE(1, 1, 1, 1, 4, 3, 0, 0, 100),
    /** Some 3 minutes. */
    QUICK(1, 3, 3, 1, 4, 3, 0, 0, 300),
    /** Some 15 minutes. */
    FULL(3, 6, 5, 3, 20, 12, 3, 5, 700);

    /** The rate that the load must bear beyond those of the comparison. */
    static final int HIGH_RATE = 10_000;

    /** The rate that it must bear beside threads that want both cores. */
    static final int CONTENDED_RATE = 5_000;

    /** The rate in the holes. */
    static final int HOLE_RATE = 2_000;

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int SMOKE_HOLE_RATE = 100;

    private final int repeats;
    private final int warmUpSeconds;
    private final int windowSeconds;
    private final int holeRepeats;
    private final int frozenSeconds;
    private final int silentSeconds;
    private final int highRateRuns;
    private final int contendedRuns;
    private final int iterationMillis;

    Size(
            int repeats,
            int warmUpSeconds,
            int windowSeconds,
            int holeRepeats,
            int frozenSeconds,
            int silentSeconds,
            int highRateRuns,
            int contendedRuns,
            int iterationMillis) {
        this.repeats = repeats;
        this.warmUpSeconds = warmUpSeconds;
        this.windowSeconds = windowSeconds;
        this.holeRepeats = holeRepeats;
        this.frozenSeconds = frozenSeconds;
        this.silentSeconds = silentSeconds;
        this.highRateRuns = highRateRuns;
        this.contendedRuns = contendedRuns;
        this.iterationMillis = iterationMillis;
    }

    /** Requests a second at which tools are compared. */
    List<Integer> rates() {
        return switch (this) {
            case SMOKE -> List.of(200);
            case QUICK -> List.of(2_000);
            case FULL -> List.of(1_000, 2_000, 5_000);
        };
    }

    /** Runs of each tool at each rate. */
    int repeats() {
        return repeats;
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUpSeconds);
    }

    /** What is looked at of a run. */
    Duration window() {
        return Duration.ofSeconds(windowSeconds);
    }

    /** Runs of our load in the frozen hole; the others run it once. */
    int holeRepeats() {
        return holeRepeats;
    }

    /** How long the target is stopped; {@code -Dbench.frozenSeconds} has the last word. */
    Duration frozen() {
        return Duration.ofSeconds(Integer.getInteger("bench.frozenSeconds", frozenSeconds));
    }

    /** How long the target does not answer. */
    Duration silent() {
        return Duration.ofSeconds(silentSeconds);
    }

    int holeRate() {
        return this == SMOKE ? SMOKE_HOLE_RATE : HOLE_RATE;
    }

    int highRateRuns() {
        return highRateRuns;
    }

    int contendedRuns() {
        return contendedRuns;
    }

    /** Of each of the iterations of a benchmark in memory. */
    Duration iteration() {
        return Duration.ofMillis(iterationMillis);
    }

    /** Of a benchmark in memory, before those that count. */
    int warmUpIterations() {
        return switch (this) {
            case SMOKE -> 0;
            case QUICK -> 1;
            case FULL -> 2;
        };
    }

    /** Of a benchmark in memory. */
    int iterations() {
        return switch (this) {
            case SMOKE -> 1;
            case QUICK -> 2;
            case FULL -> 5;
        };
    }
}
