package io.blackstart.sandbox.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills a listener's accept queue with connections of our own: when it is full, Linux drops further
 * connection requests, and whoever sends one hears nothing at all.
 */
final class FullQueue {
    private static final long ANSWER_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final InetSocketAddress listener;
    private final int lengthMax;
    private final List<SocketChannel> dummies = new ArrayList<>();
    private final Set<SocketAddress> addresses = new HashSet<>();

    /**
     * @param lengthMax the backlog with which it listens; Linux lets one more in
     */
    FullQueue(InetSocketAddress listener, int lengthMax) {
        this.listener = listener;
        this.lengthMax = lengthMax;
    }

    /** Returns when the listener, which must not accept meanwhile, answers nobody any more. */
    void fill() throws IOException {
        addresses.clear();
        for (int i = 0; i <= 2 * lengthMax; i++) {
            SocketChannel dummy = SocketChannel.open();
            dummy.configureBlocking(false);
            if (!dummy.connect(listener) && !answered(dummy)) {
                dummy.close();
                return;
            }
            dummies.add(dummy);
            addresses.add(dummy.getLocalAddress());
        }
        throw new IOException("the accept queue of " + listener + " does not fill");
    }

    /** On loopback an answer is there as soon as the request is sent, if one comes at all. */
    private static boolean answered(SocketChannel dummy) throws IOException {
        long asked = System.nanoTime();
        while (!dummy.finishConnect()) {
            if (System.nanoTime() - asked > ANSWER_NANOS_MAX) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }

    /** Lets go of the queue; the listener has to accept and drop what {@link #fill()} put there. */
    void release() {
        for (SocketChannel dummy : dummies) {
            try {
                dummy.close();
            } catch (IOException stillOpen) {
                throw new IllegalStateException("cannot close a dummy", stillOpen);
            }
        }
        dummies.clear();
    }

    /** Whether a connection from there is one that filled the queue last. */
    boolean hasFilledWith(SocketAddress from) {
        return addresses.remove(from);
    }
}
