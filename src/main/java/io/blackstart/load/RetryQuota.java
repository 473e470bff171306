package io.blackstart.load;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a client may spend on retries, so that it does not press a service that is down: a bucket of
 * tokens. A retry takes five; a success gives back what its last retry took, or one token when it
 * needed none. Safe for use by many threads.
 */
final class RetryQuota {
    private static final long RETRY = 5;
    private static final long SUCCESS = 1;

    private final long most;
    private final AtomicLong tokens;

    /**
     * A full bucket.
     *
     * @param retries that it is enough for
     */
    RetryQuota(int retries) {
        most = retries * RETRY;
        tokens = new AtomicLong(most);
    }

    /** Takes the tokens of one retry, if there are enough. */
    boolean take() {
        return tokens.getAndUpdate(left -> left >= RETRY ? left - RETRY : left) >= RETRY;
    }

    /** A request succeeded. */
    void succeeded(boolean afterRetry) {
        tokens.updateAndGet(left -> Math.min(most, left + (afterRetry ? RETRY : SUCCESS)));
    }
}
