package io.blackstart.sandbox.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** One direction of a conversation: bytes in order, each on its way for at least the delay. */
final class Flow {
    private static final int HELD_BYTES_MAX = 1024 * 1024;

    private final SocketChannel from;
    private final SocketChannel to;
    private final Link link;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private int heldBytes;
    private long lastDueNanos;
    private boolean readToTheEnd;
    private boolean wroteTheEnd;
    private boolean stuck;

    Flow(SocketChannel from, SocketChannel to, Link link) {
        this.from = from;
        this.to = to;
        this.link = link;
        this.lastDueNanos = System.nanoTime();
    }

    /** What arrives together; without bytes it is the sender's end. */
    private record Piece(ByteBuffer bytes, boolean end, long dueNanos) {}

    /**
     * Takes what has arrived; without a delay it goes on at once as far as the receiver lets it.
     */
    void read(ByteBuffer scratch, long now) throws IOException {
        int count = from.read(scratch);
        if (count < 0) {
            readToTheEnd = true;
            pieces.add(new Piece(ByteBuffer.allocate(0), true, due(now)));
            return;
        }
        scratch.flip();
        if (!link.delays() && pieces.isEmpty() && to.isConnected()) {
            to.write(scratch);
        }
        if (scratch.hasRemaining()) {
            ByteBuffer rest = ByteBuffer.allocate(scratch.remaining()).put(scratch).flip();
            heldBytes += rest.remaining();
            pieces.add(new Piece(rest, false, due(now)));
        }
    }

    /** When what comes now arrives: never before what came earlier. */
    private long due(long now) {
        long due = now + link.travelNanos();
        lastDueNanos = due - lastDueNanos > 0 ? due : lastDueNanos;
        return lastDueNanos;
    }

    /** Sends on what is due, as far as the receiver lets it. */
    void write(long now) throws IOException {
        stuck = false;
        for (Piece piece = pieces.peek();
                piece != null && piece.dueNanos() - now <= 0;
                piece = pieces.peek()) {
            if (piece.end()) {
                to.shutdownOutput();
                wroteTheEnd = true;
            } else {
                heldBytes -= to.write(piece.bytes());
                if (piece.bytes().hasRemaining()) {
                    stuck = true;
                    return;
                }
            }
            pieces.remove();
        }
    }

    boolean wantsToRead() {
        return !readToTheEnd && heldBytes < HELD_BYTES_MAX;
    }

    /** Whether the receiver has to make room before anything moves. */
    boolean stuck() {
        return stuck;
    }

    boolean ended() {
        return wroteTheEnd;
    }

    /** When the next piece is due, as nanoTime, or Long.MAX_VALUE. */
    long nextNanos() {
        Piece next = pieces.peek();
        return next == null || stuck ? Long.MAX_VALUE : next.dueNanos();
    }
}
