package io.blackstart.sandbox.database;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long to look for something again and again. It counts looks, not time: when the whole machine
 * stalls, what is waited for stalls too, and should not be given up for that.
 *
 * @param each from one look to the next
 * @param looksMax how many looks
 */
public record Patience(Duration each, long looksMax) {
    /** Looks at an interval, for at least that long in all. */
    public static Patience of(Duration each, Duration all) {
        return new Patience(each, all.dividedBy(each));
    }

    /** What is waited for. */
    public interface Look<E extends Exception> {
        boolean found() throws E;
    }

    /** Whether it was found at last; false when patience has run out. */
    public <E extends Exception> boolean until(Look<E> look) throws E, InterruptedException {
        for (long i = 0; i < looksMax; i++) {
            if (look.found()) {
                return true;
            }
            LockSupport.parkNanos(each.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting");
            }
        }
        return look.found();
    }
}
