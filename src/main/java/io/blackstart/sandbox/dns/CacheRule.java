package io.blackstart.sandbox.dns;

import java.time.Duration;

/** For how long a cache believes an answer. */
public sealed interface CacheRule {
    /** For as long as the TTL says. */
    record Honest() implements CacheRule {}

    /** For as long as the TTL says, but positive answers at least so long. */
    record Clamping(long leastSeconds) implements CacheRule {}

    /**
     * For as long as the TTL says; and longer while nobody answers.
     *
     * @param longer after its end
     * @param ttlSeconds of an answer after its end
     * @param recheck for how long nobody is asked again after nobody answered
     */
    record Stale(Duration longer, long ttlSeconds, Duration recheck) implements CacheRule {}

    /** Positive answers for ever. */
    record Pinned(long negativeSeconds) implements CacheRule {}
}
