package io.blackstart.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The one service that all tools are measured against, as a process of its own: answers each
 * request with 200 on loopback, on one thread, and stamps its arrival. Requests have no body.
 *
 * <p>Ends with its standard input, so that it does not outlive the benchmark.
 */
public final class Target {
    /**
     * As many connections as may wait for a target that has stopped; the kernel may allow fewer.
     */
    private static final int BACKLOG = 1024;

    private static final int END_OF_REQUEST = 0x0d0a0d0a;
    private static final ByteBuffer ANSWER =
            ByteBuffer.wrap(
                            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Type: text/plain\r\n\r\nok\n"
                                    .getBytes(StandardCharsets.US_ASCII))
                    .asReadOnlyBuffer();

    private final ArrivalLog log;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    private Target(ArrivalLog log) {
        this.log = log;
    }

    /** The last four bytes that a connection has brought. */
    private static final class Tail {
        private int bytes;
    }

    /**
     * Serves until the standard input ends.
     *
     * @param file of the arrival log
     */
    public static void main(String[] file) throws IOException {
        Thread.ofPlatform().daemon().name("parent").start(Target::endWithTheParent);
        try (ArrivalLog log = new ArrivalLog(Path.of(file[0]));
                Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            Target target = new Target(log);
            log.listensAt(((InetSocketAddress) server.getLocalAddress()).getPort());
            while (true) {
                selector.select(key -> target.serve(selector, key));
            }
        }
    }

    private static void endWithTheParent() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            throw new UncheckedIOException("the standard input", e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void serve(Selector selector, SelectionKey key) {
        try {
            if (key.channel() instanceof ServerSocketChannel server) {
                accept(selector, server);
            } else if (key.channel() instanceof SocketChannel connection
                    && key.attachment() instanceof Tail tail) {
                answer(connection, tail);
            }
        } catch (IOException _) {
            // the client has gone; what it had sent before was counted
            key.cancel();
            close(key);
        }
    }

    private static void accept(Selector selector, ServerSocketChannel server) throws IOException {
        for (SocketChannel connection = server.accept();
                connection != null;
                connection = server.accept()) {
            connection.configureBlocking(false);
            connection.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            connection.register(selector, SelectionKey.OP_READ, new Tail());
        }
    }

    private void answer(SocketChannel connection, Tail tail) throws IOException {
        buffer.clear();
        int read = connection.read(buffer);
        long now = System.nanoTime();
        if (read < 0) {
            connection.close();
            return;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            tail.bytes = tail.bytes << 8 | (buffer.get() & 0xff);
            if (tail.bytes == END_OF_REQUEST) {
                tail.bytes = 0;
                log.arrived(now);
                if (!log.silent() && connection.write(ANSWER.duplicate()) < ANSWER.remaining()) {
                    throw new IOException("the client does not read its answers");
                }
            }
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a connection", e);
        }
    }
}
