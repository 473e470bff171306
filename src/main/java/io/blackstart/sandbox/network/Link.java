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
    private final InetSocketAddress listen;
    private final InetSocketAddress target;
    private final long oneWayNanos;
    private final long jitterNanos;
    private final Set<Conversation> conversations = new HashSet<>();
    private final List<SocketChannel> unheard = new ArrayList<>();
    private final FullQueue queue;
    private ServerSocketChannel listener;
    private SelectionKey listening;
    private Passage passage = Passage.OPEN;
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
        this.listening = listening(listener);
    }

    private SelectionKey listening(ServerSocketChannel channel) throws IOException {
        Network.Ready accept = _ -> accept();
        return channel.register(network.selector(), SelectionKey.OP_ACCEPT, accept);
    }

    static Link open(Network network, Network.Route route) throws IOException {
        ServerSocketChannel listener = bound(route.listen());
        try {
            return new Link(network, listener, route);
        } catch (IOException failed) {
            listener.close();
            throw failed;
        }
    }

    private static ServerSocketChannel bound(InetSocketAddress address) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.configureBlocking(false);
            // Without it, connections of a sandbox before this one would keep the port for a
            // minute; it does not let two listeners share a port.
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address, BACKLOG);
            return listener;
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
        return cuts > 0 || passage == Passage.MUTE;
    }

    /** Whether answers may not pass now. */
    boolean answersStop() {
        return passage == Passage.ONE_WAY;
    }

    /** Treats everybody so from now on; must not meet a cut. */
    void pass(Passage next) throws IOException {
        if (cuts > 0) {
            throw new IllegalStateException(listen + " is cut: it cannot be " + next + " as well");
        }
        Passage before = passage;
        passage = next;
        if (next == Passage.REFUSED || next == Passage.RESET) {
            List.copyOf(conversations).forEach(Conversation::abort);
        }
        if (next == Passage.REFUSED) {
            listening.cancel();
            listener.close();
            // a registered channel is really closed only once the selector has seen it
            network.flush();
        } else if (before == Passage.REFUSED) {
            listener = bound(listen);
            listening = listening(listener);
        }
        for (SocketChannel near : List.copyOf(unheard)) {
            unheard.remove(near);
            admit(near);
        }
        conversations.forEach(Conversation::listen);
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
        unheard.forEach(Conversation::reset);
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
                    admit(near);
                }
            }
        } catch (IOException failed) {
            // One connection that broke before it began, or no file descriptor left: the listener
            // goes on, and whoever asked sees a connection without an answer.
            System.getLogger(Link.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot accept at " + listen, failed);
        }
    }

    private void admit(SocketChannel near) throws IOException {
        switch (passage) {
            case OPEN, ONE_WAY -> converse(near);
            case MUTE -> unheard.add(near);
            // whoever came before the listener was gone
            case REFUSED, RESET -> Conversation.reset(near);
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
