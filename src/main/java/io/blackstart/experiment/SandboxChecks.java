package io.blackstart.experiment;

import java.time.Duration;
import java.util.Optional;

/** What a schema cannot say about a sandbox: how its settings fit together. */
final class SandboxChecks {
    private static final Duration DELAY_MAX = Duration.ofSeconds(5);
    private static final Duration USUAL_DELAY = Duration.ofMillis(45);
    private static final Duration USUAL_LEASE = Duration.ofSeconds(3);
    private static final int LEASE_DELAYS_MIN = 10;

    private SandboxChecks() {}

    static void check(Section sandbox) {
        checkDelay(sandbox, "wanDelay");
        checkDelay(sandbox, "wanJitter");
        checkLease(sandbox);
    }

    private static void checkDelay(Section sandbox, String key) {
        sandbox.duration(key)
                .filter(delay -> delay.compareTo(DELAY_MAX) > 0)
                .ifPresent(delay ->
                        sandbox.problem(
                                key,
                                DurationText.of(delay)
                                        + " is too long; right would be at most "
                                        + DurationText.of(DELAY_MAX)));
    }

    /** A lease that the way to the other region uses up would fence a healthy writer. */
    private static void checkLease(Section sandbox) {
        if (sandbox.flag("fencing").equals(Optional.of(false))) {
            if (sandbox.has("lease")) {
                sandbox.keyProblem(
                        "lease",
                        "nothing fences here (fencing is false); right would be to leave it out");
            }
            return;
        }
        Optional<Duration> lease = sandbox.duration("lease", USUAL_LEASE);
        Optional<Duration> least =
                sandbox.duration("wanDelay", USUAL_DELAY)
                        .filter(delay -> delay.compareTo(DELAY_MAX) <= 0)
                        .map(delay -> delay.multipliedBy(LEASE_DELAYS_MIN));
        if (lease.isPresent() && least.isPresent() && lease.get().compareTo(least.get()) < 0) {
            sandbox.problem(
                    "lease",
                    DurationText.of(lease.get())
                            + " is too short for wanDelay; right would be at least "
                            + DurationText.of(least.get())
                            + " (ten times wanDelay)");
        }
    }
}
