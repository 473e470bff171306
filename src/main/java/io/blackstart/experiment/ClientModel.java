package io.blackstart.experiment;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.Locale;

/**
 * How a user's client behaves when a request fails: presets, whose figures and sources stand in
 * {@code src/site/markdown/clients.md}. Durations are real time.
 */
public enum ClientModel {
    /** One attempt, whatever comes of it. */
    NONE(Retries.NEVER, 1, ZERO, ZERO, Jitter.NONE, 0, ZERO, ofMinutes(5)),

    /** An AWS SDK in its standard retry mode. */
    AWS_SDK(
            Retries.FAILURES,
            3,
            ofMillis(100),
            ofSeconds(20),
            Jitter.FULL,
            100,
            ofMinutes(1),
            ofMinutes(1)),

    /** A browser: it sends once more at once when a kept connection turns out to be dead. */
    BROWSER(
            Retries.DEAD_CONNECTIONS,
            2,
            ZERO,
            ZERO,
            Jitter.NONE,
            Integer.MAX_VALUE,
            ofSeconds(10),
            ofMinutes(5)),

    /** An app on a phone: it goes on trying, ever more slowly, until its user gives up. */
    MOBILE(
            Retries.FAILURES,
            8,
            ofSeconds(1),
            ofSeconds(32),
            Jitter.ADDED,
            Integer.MAX_VALUE,
            ofSeconds(10),
            ofMinutes(5));

    /** What is tried again. */
    public enum Retries {
        /** Nothing. */
        NEVER,
        /** Only what a kept connection lost by being reset or closed before the answer began. */
        DEAD_CONNECTIONS,
        /** Failures of the network, the statuses 500, 502, 503 and 504, and throttling. */
        FAILURES
    }

    /** How chance changes the waits, so that clients which failed together do not come together. */
    public enum Jitter {
        /** Not at all. */
        NONE,
        /** Anything from nothing to the whole wait. */
        FULL,
        /** Up to one first wait more. */
        ADDED
    }

    private final Retries retries;
    private final int attemptsMost;
    private final Duration firstWait;
    private final Duration waitMost;
    private final Jitter jitter;
    private final int retryQuota;
    private final Duration giveUp;
    private final Duration idleMost;

    ClientModel(
            Retries retries,
            int attemptsMost,
            Duration firstWait,
            Duration waitMost,
            Jitter jitter,
            int retryQuota,
            Duration giveUp,
            Duration idleMost) {
        this.retries = retries;
        this.attemptsMost = attemptsMost;
        this.firstWait = firstWait;
        this.waitMost = waitMost;
        this.jitter = jitter;
        this.retryQuota = retryQuota;
        this.giveUp = giveUp;
        this.idleMost = idleMost;
    }

    /** The preset of that name in an experiment file. */
    static ClientModel of(String name) {
        return valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** What is tried again. */
    public Retries retries() {
        return retries;
    }

    /** Attempts for one request, the first among them. */
    public int attemptsMost() {
        return attemptsMost;
    }

    /** Before the second attempt; it doubles before each one that follows. */
    public Duration firstWait() {
        return firstWait;
    }

    /** No wait is longer. */
    public Duration waitMost() {
        return waitMost;
    }

    /** How chance changes the waits. */
    public Jitter jitter() {
        return jitter;
    }

    /**
     * Retries that one process may have spent more than its successes have earned; each success
     * earns one fifth of a retry, and one that took a retry earns that retry.
     */
    public int retryQuota() {
        return retryQuota;
    }

    /** Nothing is tried again so long after the request was due: the user has gone. */
    public Duration giveUp() {
        return giveUp;
    }

    /** An idle connection is kept so long. */
    public Duration idleMost() {
        return idleMost;
    }

    /**
     * The longest that one request may be under way.
     *
     * @param attemptMost the longest that one attempt takes
     */
    Duration longest(Duration attemptMost) {
        Duration waits = ZERO;
        for (int attempt = 1; attempt < attemptsMost; attempt++) {
            Duration wait = firstWait.multipliedBy(1L << (attempt - 1)).plus(firstWait);
            waits = waits.plus(wait.compareTo(waitMost) < 0 ? wait : waitMost);
        }
        Duration whole = attemptMost.multipliedBy(attemptsMost).plus(waits);
        Duration givenUp = giveUp.plus(attemptMost);
        return whole.compareTo(givenUp) < 0 ? whole : givenUp;
    }
}
