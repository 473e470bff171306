package io.blackstart.sandbox.lease;

/**
 * The databases as the promotion controller knows and commands them: what a control plane says, not
 * what a database answers.
 */
public interface Promotion {
    /** What a region's database is now. */
    Part part(String region) throws InterruptedException;

    /** Orders a region's standby to take over; returns as soon as that is accepted. */
    Ordered order(String region) throws InterruptedException;

    /** What the control plane says of a database. */
    enum Part {
        /** It takes writes. */
        WRITES,
        /** It can be promoted. */
        FOLLOWS,
        /** Something is being done to it. */
        CHANGES,
        /** The control plane does not tell. */
        UNKNOWN
    }

    /** What became of an order. */
    sealed interface Ordered {
        /** It will be done: from now on the standby may be the writer. */
        record Accepted() implements Ordered {}

        /** It will not be done. */
        record Refused(String why) implements Ordered {}

        /** Nobody knows: the standby may be the writer from now on. */
        record Unanswered(String why) implements Ordered {}
    }
}
