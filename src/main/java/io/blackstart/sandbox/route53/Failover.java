package io.blackstart.sandbox.route53;

/** A record's part in a failover pair. */
public enum Failover {
    /** Answered while it is healthy, and when neither is. */
    PRIMARY,
    /** Answered while it is healthy and the primary is not. */
    SECONDARY
}
