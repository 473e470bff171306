package io.blackstart.sandbox;

import java.util.Map;

/**
 * Takes down what really happened, when it happened ({@link System#nanoTime()}); safe for use by
 * many threads.
 */
public interface Truth {
    /**
     * Takes down one event.
     *
     * @param nanos {@link System#nanoTime()} at which it became true
     * @param what one of the names in the truth file's contract, such as {@code regionBlackholed}
     * @param region the region it happened in, or the empty string
     * @param detail more of it, JSON-like values
     */
    void event(long nanos, String what, String region, Map<String, Object> detail);
}
