package io.blackstart.sandbox.route53;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes a socket that is still in use when its time is over. */
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;

    Deadlines() {
        thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("check-deadlines").factory());
        thread.setRemoveOnCancelPolicy(true);
        // A checker may begin a check while all of them are being closed: it ends with its thread.
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    Deadline closing(Socket socket, Duration after) {
        return new Deadline(thread, socket, after);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** One socket's deadline; over without effect when it is closed in time. */
    static final class Deadline implements AutoCloseable {
        private final ScheduledFuture<?> closing;
        private volatile boolean passed;

        private Deadline(ScheduledExecutorService thread, Socket socket, Duration after) {
            closing =
                    thread.schedule(
                            () -> {
                                passed = true;
                                try {
                                    socket.close();
                                } catch (IOException e) {
                                    // it is closed all the same, which is all that was wanted
                                }
                            },
                            after.toNanos(),
                            TimeUnit.NANOSECONDS);
        }

        boolean passed() {
            return passed;
        }

        @Override
        public void close() {
            closing.cancel(false);
        }
    }
}
