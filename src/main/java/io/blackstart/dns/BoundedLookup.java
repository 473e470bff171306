package io.blackstart.dns;

import io.blackstart.dns.DnsServer.Answer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls that block in native code, with no time-out of their own: each on a platform thread, so
 * that none holds a carrier of the virtual threads that send the load.
 */
final class BoundedLookup {
    /** Beyond it nobody is asked any more until somebody has returned. */
    private static final int UNDER_WAY_MOST = 32;

    private final String name;
    private final Duration timeout;
    private final Semaphore underWay = new Semaphore(UNDER_WAY_MOST);

    BoundedLookup(String name, Duration timeout) {
        this.name = name;
        this.timeout = timeout;
    }

    /**
     * The lookup's answer.
     *
     * @throws SocketTimeoutException when it took longer; it goes on for nobody
     */
    Answer within(Callable<Answer> lookup) throws IOException {
        if (!underWay.tryAcquire()) {
            throw new SocketTimeoutException(UNDER_WAY_MOST + " lookups have not returned yet");
        }
        FutureTask<Answer> task =
                new FutureTask<>(() -> {
                    try {
                        return lookup.call();
                    } finally {
                        underWay.release();
                    }
                });
        Thread.ofPlatform().daemon().name("lookup " + name).start(task);
        try {
            return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new SocketTimeoutException("no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new IOException("looking up: " + e.getCause(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while looking up");
        }
    }
}
