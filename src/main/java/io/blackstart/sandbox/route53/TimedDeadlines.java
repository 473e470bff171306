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

/** Deadlines on the real clock, all on one thread. */
final class TimedDeadlines implements Deadlines, AutoCloseable {
    private final ScheduledThreadPoolExecutor thread;

    TimedDeadlines() {
        thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("check-deadlines").factory());
        thread.setRemoveOnCancelPolicy(true);
        // A checker may begin a check while all of them are being closed: it ends with its thread.
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public Deadline closing(List<Socket> sockets, Duration after) {
        return new Timed(thread, sockets, after);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static final class Timed implements Deadline {
        private final ScheduledFuture<?> closing;
        private volatile boolean passed;

        private Timed(ScheduledExecutorService thread, List<Socket> sockets, Duration after) {
            closing =
                    thread.schedule(
                            () -> {
                                passed = true;
                                sockets.forEach(Timed::close);
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

        @Override
        public boolean passed() {
            return passed;
        }

        @Override
        public void close() {
            closing.cancel(false);
        }
    }
}
