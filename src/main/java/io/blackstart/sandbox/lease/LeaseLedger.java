package io.blackstart.sandbox.lease;

/**
 * The controller's arithmetic about the leases that it grants to one holder. All instants are on
 * one monotonic nanosecond scale. Not safe for use by many threads.
 */
final class LeaseLedger {
    private final LeaseTerms terms;
    private long lastUntil;
    private boolean granted;
    private boolean unanswered;
    private int silences;

    LeaseLedger(LeaseTerms terms) {
        this.terms = terms;
    }

    /**
     * Whether to grant again. Not while the holder owes an answer: a grant that is on its way
     * counts as received, so granting into a silence would put the promotion off for ever.
     */
    boolean mayGrant() {
        return !unanswered;
    }

    /** Grants from now on; the end of the lease. Counts from now, not from its arrival. */
    long grant(long now) {
        if (unanswered) {
            throw new IllegalStateException("granted into a silence");
        }
        lastUntil = now + terms.length().toNanos();
        granted = true;
        unanswered = true;
        return lastUntil;
    }

    /** Asks without granting; the holder owes an answer. */
    void ask() {
        unanswered = true;
    }

    /** The holder has answered. */
    void answered() {
        unanswered = false;
        silences = 0;
    }

    /** A full period passed without an answer. */
    void silent() {
        silences++;
    }

    /** The holder cannot be reached: it owes an answer even if it was granted nothing new. */
    void unreachable() {
        unanswered = true;
    }

    /**
     * Whether no lease that was ever granted can still be held, and the holder is gone: it has been
     * silent for as many full periods as a lease has. Time alone does not tell that: after a stall
     * of the controller itself, all leases have run out and the answers are about to be read.
     */
    boolean certainlyLapsed(long now) {
        return unanswered && silences >= terms.renewals() && over(now);
    }

    /** Whether no lease that was ever granted can still be held, whatever became of the holder. */
    boolean over(long now) {
        return !granted || now - lastUntil >= terms.margin().toNanos();
    }
}
