package io.blackstart.sandbox.lease;

import io.blackstart.sandbox.Truth;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A region's end of the lease: takes grants from the controller and watches for the lapse.
 *
 * <p>Messages are 8 bytes each way: the instant until which the lease is granted, or 0 for "do you
 * write?", or -1 for "are you there?"; the answer repeats the message. A region whose database
 * takes no writes answers the last one only, and one whose database is silent answers nothing. A
 * region that sees its database turned into a standby gives its lease back.
 *
 * <p>An unfenced region is granted nothing: it looks at its database now and then.
 */
public final class LeaseDesk implements AutoCloseable {
    /** Asks whether the region writes, without granting anything. */
    static final long PING = 0;

    /** Asks whether the region is there with its database. */
    static final long HELLO = -1;

    private static final Duration LOOK = Duration.ofMillis(100);

    private final String region;
    private final Lease lease;
    private final OwnDatabase database;
    private final Truth truth;
    private final ServerSocket listener;
    private final Thread accepting;
    private final Thread watching;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private LeaseDesk(
            String region, Lease lease, OwnDatabase database, Truth truth, ServerSocket listener) {
        this.region = region;
        this.lease = lease;
        this.database = database;
        this.truth = truth;
        this.listener = listener;
        this.accepting = Thread.ofVirtual().unstarted(this::accept);
        this.watching = Thread.ofVirtual().unstarted(this::watch);
    }

    /** Opens the desk on a free loopback port. */
    public static LeaseDesk open(String region, Lease lease, OwnDatabase database, Truth truth)
            throws IOException {
        ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        LeaseDesk desk = new LeaseDesk(region, lease, database, truth, listener);
        desk.accepting.start();
        desk.watching.start();
        return desk;
    }

    /** Where grants are taken. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException failed) {
                if (!closed) {
                    throw new IllegalStateException(
                            "the lease desk of " + region + " broke", failed);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            socket.setTcpNoDelay(true);
            while (!closed) {
                long message = in.readLong();
                if (answers(message)) {
                    out.writeLong(message);
                }
            }
        } catch (IOException gone) {
            // The controller begins a new conversation when it has something to say; the lease
            // lapses when it has not.
        } finally {
            open.remove(socket);
        }
    }

    /** Does what the message asks for; whether it is answered. */
    private boolean answers(long message) {
        OwnDatabase.Part part = database.part();
        if (message != PING && message != HELLO && lease instanceof GrantedLease granted) {
            take(granted, part, message);
        }
        return switch (part) {
            case PRIMARY -> true;
            case STANDBY -> message == HELLO;
            case SILENT -> false;
        };
    }

    private void take(GrantedLease granted, OwnDatabase.Part part, long until) {
        switch (part) {
            case PRIMARY -> {
                if (!granted.held()) {
                    truth.event(System.nanoTime(), "leaseTaken", region, Map.of());
                }
                granted.extend(until);
            }
            case STANDBY -> granted.surrender();
            case SILENT -> {
                return; // it may be back before the lease has run out
            }
        }
        LockSupport.unpark(watching);
    }

    private void watch() {
        switch (lease) {
            case GrantedLease granted -> watchForLapse(granted);
            case Unfenced unfenced -> look(unfenced);
        }
    }

    private void watchForLapse(GrantedLease granted) {
        boolean reported = false;
        while (!closed) {
            OptionalLong end = granted.end();
            if (end.isEmpty()) {
                LockSupport.park();
            } else if (granted.held()) {
                reported = false;
                LockSupport.parkNanos(Math.max(1, end.getAsLong() - System.nanoTime()));
            } else if (reported) {
                LockSupport.park();
            } else {
                truth.event(end.getAsLong(), "leaseLapsed", region, Map.of());
                reported = true;
            }
        }
    }

    /** Without a lease, "taken" and "lapsed" are when the region began and ceased to write. */
    private void look(Unfenced unfenced) {
        while (!closed) {
            boolean wrote = unfenced.held();
            unfenced.seen(database.part());
            if (wrote != unfenced.held()) {
                truth.event(
                        System.nanoTime(),
                        wrote ? "leaseLapsed" : "leaseTaken",
                        region,
                        Map.of("fenced", false));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Stops taking grants; the lease that is held runs out by itself. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watching);
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException stillOpen) {
            throw new IllegalStateException("cannot close the lease desk of " + region, stillOpen);
        }
    }
}
