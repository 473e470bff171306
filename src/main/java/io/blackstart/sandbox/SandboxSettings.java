package io.blackstart.sandbox;

import io.blackstart.sandbox.lease.LeaseTerms;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a sandbox behaves. Spans are real time unless said otherwise.
 *
 * @param speed how much faster than real time the cloud's clock runs, at least 1
 * @param synchronous whether a commit waits for the standby
 * @param promotes whether the standby is promoted when the writer is gone
 * @param wanDelay one way between the regions, and between them and the controller
 * @param lease how long the writer may write without hearing from the controller; at least ten
 *     times the WAN's delay
 * @param truth where the truth is written at the end; not kept when empty
 * @param ttl of the alias's target, in seconds of the cloud's clock
 * @param interval of the health checks, in seconds of the cloud's clock: 10 or 30
 * @param threshold checks in a row that turn a checker's mind, 1 to 10
 * @param propagation from the checkers to the name server, on the cloud's clock
 * @param endToStart whether a checker's interval begins when a check ends; else when it starts
 */
public record SandboxSettings(
        int speed,
        boolean synchronous,
        boolean promotes,
        Duration wanDelay,
        LeaseTerms lease,
        Optional<Path> truth,
        int ttl,
        int interval,
        int threshold,
        Duration propagation,
        boolean endToStart) {
    private static final Duration WAN_DELAY_MAX = Duration.ofSeconds(5);
    private static final int LEASE_DELAYS_MIN = 10;

    public SandboxSettings {
        require(speed >= 1 && speed <= 100, "speed must be from 1 to 100, not " + speed);
        require(
                !wanDelay.isNegative() && wanDelay.compareTo(WAN_DELAY_MAX) <= 0,
                "wanDelay must be from 0 to 5 s, not " + wanDelay.toMillis() + " ms");
        require(
                lease.length().compareTo(wanDelay.multipliedBy(LEASE_DELAYS_MIN)) >= 0,
                "lease must be at least ten times wanDelay, not "
                        + lease.length().toMillis()
                        + " ms");
        require(ttl >= 0, "ttl must not be negative: " + ttl);
        require(interval == 10 || interval == 30, "interval must be 10 or 30, not " + interval);
        require(
                threshold >= 1 && threshold <= 10,
                "threshold must be from 1 to 10, not " + threshold);
        require(!propagation.isNegative(), "propagation must not be negative");
    }

    /** What holds where nothing is said. */
    public static SandboxSettings defaults() {
        return SandboxSection.parse("{}");
    }

    /**
     * Reads the {@code sandbox:} section of an environment, as JSON.
     *
     * @throws IllegalArgumentException with one sentence that says what is wrong
     */
    public static SandboxSettings parse(String json) {
        return SandboxSection.parse(json);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
