package io.blackstart.experiment;

import java.time.Duration;
import java.util.List;
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
        checkSilence(sandbox);
        checkUnheeded(sandbox);
        checkPairs(sandbox);
    }

    /** What stands there, as if it were in force, while nothing heeds it. */
    private static void checkUnheeded(Section sandbox) {
        if (sandbox.has("lease") && sandbox.flag("fencing").equals(Optional.of(false))) {
            unheeded(sandbox, "lease", "nothing fences here (fencing is false)");
        }
        if (sandbox.duration("promotionDelay").isPresent()) {
            oneOf(sandbox, "promotion", "automatic", "broken", "manual")
                    .ifPresent(promotion ->
                            unheeded(
                                    sandbox,
                                    "promotionDelay",
                                    "nothing promotes by itself here (promotion is "
                                            + promotion
                                            + ")"));
        }
        for (String key : List.of("scaleOut", "pilotRequests")) {
            if (sandbox.duration(key).isPresent() || sandbox.whole(key).isPresent()) {
                oneOf(sandbox, "standby", "full", "full", "down")
                        .ifPresent(standby ->
                                unheeded(
                                        sandbox,
                                        key,
                                        "there is no pilot light here (standby is "
                                                + standby
                                                + ")"));
            }
        }
        if (sandbox.flag("evaluateTargetHealth").isPresent()) {
            oneOf(sandbox, "records", "alias", "plain")
                    .ifPresent(_ ->
                            unheeded(
                                    sandbox,
                                    "evaluateTargetHealth",
                                    "there is no alias here (records is plain)"));
        }
    }

    /** What a key says, or the usual when it is left out; nothing unless it is one of the words. */
    private static Optional<String> oneOf(
            Section sandbox, String key, String usual, String... words) {
        return sandbox.text(key, usual).filter(List.of(words)::contains);
    }

    private static void unheeded(Section sandbox, String key, String why) {
        sandbox.keyProblem(key, why + "; right would be to leave it out");
    }

    /** Two words of which each is right, and which leave nothing to act. */
    private static void checkPairs(Section sandbox) {
        if (is(sandbox, "standbyUses", "theOthers") && is(sandbox, "standby", "down")) {
            sandbox.problem(
                    "standbyUses",
                    "nothing runs there that could use a database (standby is down); right would"
                            + " be to leave it out");
        }
        if (is(sandbox, "promotion", "manual") && is(sandbox, "topology", "plain")) {
            sandbox.problem(
                    "promotion",
                    "nobody could promote a cluster of which RDS does not know that it is a copy"
                            + " (topology is plain); right would be automatic or broken");
        }
    }

    private static boolean is(Section sandbox, String key, String word) {
        return sandbox.text(key).equals(Optional.of(word));
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

    /**
     * On a way that uses up the lease, or what stands for it, a healthy writer is taken for gone.
     */
    private static void checkSilence(Section sandbox) {
        boolean fenced = !sandbox.flag("fencing").equals(Optional.of(false));
        Optional<Duration> silence =
                fenced ? sandbox.duration("lease", USUAL_LEASE) : Optional.of(USUAL_LEASE);
        Optional<Duration> least =
                wan(sandbox, "wanDelay", USUAL_DELAY)
                        .flatMap(delay -> wan(sandbox, "wanJitter", Duration.ZERO).map(delay::plus))
                        .map(slowest -> slowest.multipliedBy(LEASE_DELAYS_MIN));
        if (silence.isEmpty() || least.isEmpty() || silence.get().compareTo(least.get()) >= 0) {
            return;
        }
        if (fenced) {
            sandbox.problem(
                    "lease",
                    DurationText.of(silence.get())
                            + " is too short for wanDelay and wanJitter; right would be at least "
                            + DurationText.of(least.get())
                            + " (ten times both together)");
        } else {
            sandbox.problem(
                    "wanDelay",
                    "without fencing a writer counts as gone after "
                            + DurationText.of(silence.get())
                            + " of silence; right would be at most "
                            + DurationText.of(silence.get().dividedBy(LEASE_DELAYS_MIN))
                            + " together with wanJitter");
        }
    }

    private static Optional<Duration> wan(Section sandbox, String key, Duration usual) {
        return sandbox.duration(key, usual).filter(delay -> delay.compareTo(DELAY_MAX) <= 0);
    }
}
