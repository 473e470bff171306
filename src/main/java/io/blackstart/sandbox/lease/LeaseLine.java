package io.blackstart.sandbox.lease;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The controller's end of one conversation with a region's lease desk. */
final class LeaseLine implements AutoCloseable {
    private static final int CONNECT_MILLIS_MAX = 500;
    private static final int ANSWERS_MAX = 64;

    private final Socket socket;
    private final DataOutputStream out;
    private final BlockingQueue<Long> answers = new ArrayBlockingQueue<>(ANSWERS_MAX);
    private volatile boolean broken;

    private LeaseLine(Socket socket, DataOutputStream out) {
        this.socket = socket;
        this.out = out;
    }

    static LeaseLine connect(InetSocketAddress desk) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(desk, CONNECT_MILLIS_MAX);
            LeaseLine line = new LeaseLine(socket, new DataOutputStream(socket.getOutputStream()));
            Thread.startVirtualThread(line::listen);
            return line;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    void say(long message) throws IOException {
        out.writeLong(message);
    }

    /** Whether an answer came within that time; older ones count as well. */
    boolean heard(Duration within) throws InterruptedException {
        boolean heard = answers.poll(within.toNanos(), TimeUnit.NANOSECONDS) != null;
        answers.clear();
        return heard;
    }

    /** Whether nothing can come any more. */
    boolean broken() {
        return broken;
    }

    private void listen() {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (true) {
                if (!answers.offer(in.readLong())) {
                    answers.clear(); // nobody has asked for long: that one came is what counts
                }
            }
        } catch (IOException ended) {
            broken = true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException stillOpen) {
            throw new IllegalStateException("cannot close the line to a lease desk", stillOpen);
        }
    }
}
