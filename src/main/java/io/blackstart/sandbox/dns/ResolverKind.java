package io.blackstart.sandbox.dns;

import io.blackstart.sandbox.CloudClock;

import java.time.Duration;
import java.util.Locale;

/** The caching resolvers of the sandbox's world: what stands between users and name servers. */
public enum ResolverKind {
    /** Believes an answer for as long as its TTL says, as most do. */
    OFFICE,
    /** Believes every answer for some minutes, as some providers do to be asked less. */
    CLAMPING,
    /** Goes on with what it knew while the name servers do not answer (RFC 8767). */
    STALE,
    /** Believes its first answer for ever, as a JVM of old with a security manager. */
    PINNED;

    /**
     * On the cloud's clock. How far providers stretch a TTL is not written down; 5 min is what
     * configurations with a minimum often have.
     */
    static final Duration CLAMP = Duration.ofMinutes(5);

    /** How long after its end an answer may still be given; RFC 8767 suggests 1 to 3 days. */
    static final Duration STALE_MAX = Duration.ofDays(1);

    /** TTL of an answer after its end; RFC 8767 recommends 30 s. */
    static final Duration STALE_TTL = Duration.ofSeconds(30);

    /** How long nobody is asked after nobody answered; RFC 8767 recommends 30 s at least. */
    static final Duration RECHECK = Duration.ofSeconds(30);

    /** What a JVM does with negative answers by default. */
    static final Duration NEGATIVE = Duration.ofSeconds(10);

    /** Its name among the vantage points. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How long it believes what, on the real clock. */
    public CacheRule rule(CloudClock clock) {
        return switch (this) {
            case OFFICE -> new CacheRule.Honest();
            case CLAMPING -> new CacheRule.Clamping(clock.wireTtlSeconds(CLAMP.toSeconds()));
            case STALE ->
                    new CacheRule.Stale(
                            clock.real(STALE_MAX),
                            clock.wireTtlSeconds(STALE_TTL.toSeconds()),
                            clock.real(RECHECK));
            case PINNED -> new CacheRule.Pinned(clock.wireTtlSeconds(NEGATIVE.toSeconds()));
        };
    }
}
