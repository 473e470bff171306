package io.blackstart.sandbox.route53;

/** Which record of a failover pair is answered. */
public final class Failover {
    /** A record's part in the pair. */
    public enum Role {
        /** Answered while it is healthy, and when neither is. */
        PRIMARY,
        /** Answered while it is healthy and the primary is not. */
        SECONDARY
    }

    private Failover() {}

    /**
     * The answer. A record without a health check counts as healthy. When neither is healthy, both
     * count as healthy and the choice begins again.
     */
    public static Role answer(boolean primaryHealthy, boolean secondaryHealthy) {
        return primaryHealthy || !secondaryHealthy ? Role.PRIMARY : Role.SECONDARY;
    }
}
