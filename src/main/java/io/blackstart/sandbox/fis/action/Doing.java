package io.blackstart.sandbox.fis.action;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What goes on once an action has started. Spans are on the cloud's clock. */
public sealed interface Doing {
    /** Nothing more: it was a call that is done when it is accepted, and has nothing to undo. */
    record Done() implements Doing {}

    /**
     * Something that lasts for a time.
     *
     * @param post the post action, which undoes it: when the time is over, and also when the
     *     experiment ends before
     */
    record Lasting(Duration length, Runnable post) implements Doing {}

    /**
     * Something that ends of itself. When the experiment ends before, what it did stays.
     *
     * @param longest after which it has failed
     * @param reached whether it has ended; looked at again and again
     * @param late what is wrong when it has not ended in time
     */
    record Until(Duration longest, BooleanSupplier reached, String late) implements Doing {}
}
