package io.blackstart.sandbox.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A way from a listening address to a target. All of it happens on the network's thread, which
 * guards every field.
 */
public final class Link {
    private static final int BACKLOG = 256;

    private final Network network;
    private final ServerSocketChannel listener;
    private final SelectionKey listening;
    private final InetSocketAddress listen;
    private final InetSocketAddress target;
    private final long oneWayNanos;
    private final long jitterNanos;
    private final Set<Conversation> conversations = new HashSet<>();
    private final FullQueue queue;
    private int cuts;
    private boolean losing;

    private Link(Network network, ServerSocketChannel listener, Network.Route route)
            throws IOException {
        this.network = network;
        this.listener = listener;
        this.target = route.target();
        this.oneWayNanos = route.oneWay().toNanos();
        this.jitterNanos = route.jitter().toNanos();
        this.listen = (InetSocketAddress) listener.getLocalAddress();
        this.queue = new FullQueue(listen, BACKLOG);
        Network.Ready accept = _ -> accept();
        this.listening = listener.register(network.selector(), SelectionKey.OP_ACCEPT, accept);
    }

    static Link open(Network network, Network.Route route) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.configureBlocking(false);
            // Without it, connections of a sandbox before this one would keep the port for a
            // minute; it does not let two listeners share a port.
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(route.listen(), BACKLOG);
            return new Link(network, listener, route);
        } catch (IOException failed) {
            listener.close();
            throw failed;
        }
    }

    /** The address at which it listens. */
    public InetSocketAddress address() {
        return listen;
    }

    Network network() {
        return network;
    }

    /** Whether nothing may pass now. */
    boolean silent() {
        return cuts > 0;
    }

    /** How long the next bytes travel; 0 on a link without delay, always. */
    long travelNanos() {
        return jitterNanos == 0
                ? oneWayNanos
                : oneWayNanos + ThreadLocalRandom.current().nextLong(jitterNanos + 1);
    }

    /** Whether bytes need time on it. */
    boolean delays() {
        return oneWayNanos > 0 || jitterNanos > 0;
    }

    void cut(Network.Bytes bytes) throws IOException {
        losing |= bytes == Network.Bytes.LOST;
        if (cuts++ > 0) {
            return;
        }
        listening.interestOps(0);
        conversations.forEach(Conversation::listen);
        queue.fill();
    }

    void mend() throws IOException {
        if (--cuts > 0) {
            return;
        }
        queue.release();
        listening.interestOps(SelectionKey.OP_ACCEPT);
        if (losing) {
            losing = false;
            List.copyOf(conversations).forEach(Conversation::abort);
        }
        conversations.forEach(Conversation::listen);
    }

    /** Moves what is due on links that delay; the others move by readiness alone. */
    long turn(long now) {
        long next = Long.MAX_VALUE;
        if (silent() || !delays()) {
            return next;
        }
        for (Conversation conversation : List.copyOf(conversations)) {
            next = Network.earlier(next, conversation.turn(now));
        }
        return next;
    }

    void forget(Conversation ended) {
        conversations.remove(ended);
    }

    void close() {
        queue.release();
        List.copyOf(conversations).forEach(Conversation::abort);
        try {
            listener.close();
        } catch (IOException stillOpen) {
            throw new IllegalStateException("cannot close " + listen, stillOpen);
        }
    }

    private void accept() {
        try {
            for (SocketChannel near = listener.accept(); near != null; near = listener.accept()) {
                if (queue.hasFilledWith(near.getRemoteAddress())) {
                    near.close();
                } else {
                    converse(near);
                }
            }
        } catch (IOException failed) {
            // One connection that broke before it began, or no file descriptor left: the listener
            // goes on, and whoever asked sees a connection without an answer.
            System.getLogger(Link.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot accept at " + listen, failed);
        }
    }

    private void converse(SocketChannel near) throws IOException {
        SocketChannel far = SocketChannel.open();
        List<SocketChannel> both = new ArrayList<>(List.of(near, far));
        try {
            for (SocketChannel channel : both) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            far.connect(target);
            conversations.add(Conversation.between(this, near, far));
        } catch (IOException refused) {
            Conversation.reset(near);
            far.close();
        }
    }
}
