package io.blackstart.sandbox.route53;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes sockets that are still in use when their time is over. */
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

    Deadline closing(List<Socket> sockets, Duration after) {
        return new Deadline(thread, sockets, after);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** A deadline of sockets; over without effect when it is closed in time. */
    static final class Deadline implements AutoCloseable {
        private final ScheduledFuture<?> closing;
        private volatile boolean passed;

        private Deadline(ScheduledExecutorService thread, List<Socket> sockets, Duration after) {
            closing =
                    thread.schedule(
                            () -> {
                                passed = true;
                                sockets.forEach(Deadline::close);
                            },
                            after.toNanos(),
                            TimeUnit.NANOSECONDS);
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                // it is closed all the same, which is all that was wanted
            }
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
