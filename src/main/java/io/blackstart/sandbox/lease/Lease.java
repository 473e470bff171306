package io.blackstart.sandbox.lease;

import java.time.Duration;
import java.util.Optional;

/** A region's right to write, as its application asks for it. Safe for use by many threads. */
public sealed interface Lease permits GrantedLease, Unfenced {
    /**
     * The lease of a region, not held yet.
     *
     * @param terms on which it is granted; without any, the region writes whenever its database
     *     does
     */
    static Lease of(Optional<LeaseTerms> terms) {
        return terms.isPresent() ? new GrantedLease(terms.get(), System::nanoTime) : new Unfenced();
    }

    /** Whether a write may be let through now. */
    boolean held();

    /** How long a write may still be let through; not positive when it may not. */
    Duration remaining();

    /** Whether it was held once and is not now: somebody else may write by now. */
    boolean lapsed();
}
