package io.blackstart.sandbox.region;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A load balancer's connections to one target, kept for the next request. Used by many threads,
 * each of which has a connection of its own while it asks.
 */
final class TargetLine implements AutoCloseable {
    private static final int IDLE_MAX = 64;

    private final InetSocketAddress target;
    private final Patience patience;
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();

    TargetLine(InetSocketAddress target, Patience patience) {
        this.target = target;
        this.patience = patience;
    }

    /**
     * How long it waits, in real time.
     *
     * @param connect for a connection
     * @param silence for the next byte; a connection that was idle for longer is not used again
     */
    record Patience(Duration connect, Duration silence) {}

    private record Idle(TargetConnection connection, long sinceNanos) {}

    /** Asks on a kept connection if there is one. What fails is not tried again, as on AWS. */
    TargetReply ask(byte[] request, boolean bodiless) throws IOException {
        Optional<TargetConnection> kept = kept();
        TargetConnection connection = kept.isPresent() ? kept.get() : open();
        boolean keep = false;
        try {
            TargetReply reply = connection.ask(request, bodiless);
            keep = connection.reusable() && idle.size() < IDLE_MAX;
            return reply;
        } finally {
            if (keep) {
                idle.push(new Idle(connection, System.nanoTime()));
            } else {
                connection.close();
            }
        }
    }

    private TargetConnection open() throws IOException {
        return TargetConnection.open(target, patience.connect(), patience.silence());
    }

    private Optional<TargetConnection> kept() throws IOException {
        for (Idle next = idle.poll(); next != null; next = idle.poll()) {
            if (System.nanoTime() - next.sinceNanos() < patience.silence().toNanos()) {
                return Optional.of(next.connection());
            }
            next.connection().close();
        }
        return Optional.empty();
    }

    /** Asks on a connection of its own, as a health check does. */
    TargetReply askOnce(byte[] request, Duration within) throws IOException {
        try (TargetConnection connection = TargetConnection.open(target, within, within)) {
            return connection.ask(request, false);
        }
    }

    /** Lets go of what is idle, such as after the target was stopped; it can be used on. */
    @Override
    public void close() {
        for (Idle next = idle.poll(); next != null; next = idle.poll()) {
            try {
                next.connection().close();
            } catch (IOException stillOpen) {
                throw new IllegalStateException("cannot close a connection", stillOpen);
            }
        }
    }
}
