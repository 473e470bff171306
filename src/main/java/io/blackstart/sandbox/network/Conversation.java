package io.blackstart.sandbox.network;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection through a link, as two flows; lives on the network's thread. */
final class Conversation {
    private final Link link;
    private final SocketChannel near;
    private final SocketChannel far;
    private final SelectionKey nearKey;
    private final SelectionKey farKey;
    private final Flow there;
    private final Flow back;

    private Conversation(Link link, SocketChannel near, SocketChannel far) throws IOException {
        this.link = link;
        this.near = near;
        this.far = far;
        this.there = new Flow(near, far, link);
        this.back = new Flow(far, near, link);
        Network.Ready handler = this::ready;
        this.nearKey = near.register(link.network().selector(), 0, handler);
        this.farKey = far.register(link.network().selector(), 0, handler);
    }

    /** Joins two channels, of which the far one may still be connecting. */
    static Conversation between(Link link, SocketChannel near, SocketChannel far)
            throws IOException {
        Conversation conversation = new Conversation(link, near, far);
        conversation.listen();
        return conversation;
    }

    /** Closes a channel so that its peer sees a reset instead of an end. */
    static void reset(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException alreadyClosed) {
            // Then there is nobody left to tell.
        }
    }

    private void ready(SelectionKey key) {
        if (link.silent()) {
            return;
        }
        try {
            if (key.isConnectable() && !far.finishConnect()) {
                return;
            }
            if (key.isReadable()) {
                Flow flow = key.equals(nearKey) ? there : back;
                if (flow.equals(back) && link.answersStop()) {
                    return;
                }
                flow.read(link.network().scratch(), System.nanoTime());
            }
        } catch (IOException broken) {
            abort();
            return;
        }
        turn(System.nanoTime());
    }

    /** Moves what is due; when it wants the next turn, as nanoTime, or Long.MAX_VALUE. */
    long turn(long now) {
        try {
            if (far.isConnected()) {
                there.write(now);
                if (!link.answersStop()) {
                    back.write(now);
                }
            }
        } catch (IOException broken) {
            abort();
            return Long.MAX_VALUE;
        }
        if (there.ended() && back.ended()) {
            close();
            return Long.MAX_VALUE;
        }
        listen();
        return Network.earlier(there.nextNanos(), back.nextNanos());
    }

    /** Asks for the readiness that it has use for now: none at all while the link is silent. */
    void listen() {
        if (!nearKey.isValid() || !farKey.isValid()) {
            return;
        }
        if (link.silent()) {
            nearKey.interestOps(0);
            farKey.interestOps(0);
            return;
        }
        nearKey.interestOps(interest(there, back));
        int farInterest = interest(back, there);
        if (link.answersStop()) {
            farInterest &= ~SelectionKey.OP_READ;
        }
        farKey.interestOps(far.isConnected() ? farInterest : SelectionKey.OP_CONNECT);
    }

    private static int interest(Flow out, Flow in) {
        return (out.wantsToRead() ? SelectionKey.OP_READ : 0)
                | (in.stuck() ? SelectionKey.OP_WRITE : 0);
    }

    /** Ends it with resets on both sides. */
    void abort() {
        reset(near);
        reset(far);
        link.forget(this);
    }

    private void close() {
        try (near;
                far) {
            link.forget(this);
        } catch (IOException stillOpen) {
            throw new IllegalStateException("cannot close a connection", stillOpen);
        }
    }
}
