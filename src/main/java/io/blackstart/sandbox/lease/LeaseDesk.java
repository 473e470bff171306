package io.blackstart.sandbox.lease;

import io.blackstart.sandbox.Truth;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A region's end of the lease: takes grants from the controller and watches for the lapse.
 *
 * <p>Messages are 8 bytes each way: the instant until which the lease is granted, or 0 for "are you
 * there?"; the answer repeats the message. A region whose database takes no writes stays silent.
 */
public final class LeaseDesk implements AutoCloseable {
    /** Asks whether somebody is there, without granting anything. */
    static final long PING = 0;

    private final String region;
    private final Lease lease;
    private final Writable database;
    private final Truth truth;
    private final ServerSocket listener;
    private final Thread accepting;
    private final Thread watching;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private LeaseDesk(
            String region, Lease lease, Writable database, Truth truth, ServerSocket listener) {
        this.region = region;
        this.lease = lease;
        this.database = database;
        this.truth = truth;
        this.listener = listener;
        this.accepting = Thread.ofVirtual().unstarted(this::accept);
        this.watching = Thread.ofVirtual().unstarted(this::watch);
    }

    /** Tells whether the region's database takes writes, as far as it knows itself. */
    public interface Writable {
        boolean now();
    }

    /** Opens the desk on a free loopback port. */
    public static LeaseDesk open(String region, Lease lease, Writable database, Truth truth)
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
                if (!database.now()) {
                    continue;
                }
                if (message != PING) {
                    if (!lease.held()) {
                        truth.event(System.nanoTime(), "leaseTaken", region, Map.of());
                    }
                    lease.extend(message);
                    LockSupport.unpark(watching);
                }
                out.writeLong(message);
            }
        } catch (IOException gone) {
            // The controller begins a new conversation when it has something to say; the lease
            // lapses when it has not.
        } finally {
            open.remove(socket);
        }
    }

    private void watch() {
        boolean reported = false;
        while (!closed) {
            OptionalLong end = lease.end();
            if (end.isEmpty()) {
                LockSupport.park();
            } else if (lease.held()) {
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
