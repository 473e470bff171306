package io.blackstart.sandbox.dns;

import io.blackstart.sandbox.dns.DnsExchange.Answerer;
import io.blackstart.sandbox.dns.DnsExchange.Transport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** One DNS server: the same answers over UDP and TCP on one address and port. */
public final class DnsServer implements AutoCloseable {
    private static final int DATAGRAM_BYTES_MAX = 65_535;

    /** Beyond it, connections wait in the backlog. */
    private static final int CONNECTIONS_MAX = 256;

    /** Beyond it, datagrams are dropped, as a network would. */
    private static final int DATAGRAMS_IN_HAND_MAX = 1_024;

    private static final int IDLE_MILLIS_MAX = 10_000;
    private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(DnsServer.class);

    private final ServerSocket listener;
    private final DatagramSocket datagrams;
    private final Semaphore connections = new Semaphore(CONNECTIONS_MAX);
    private final Semaphore inHand = new Semaphore(DATAGRAMS_IN_HAND_MAX);

    private DnsServer(ServerSocket listener, DatagramSocket datagrams) {
        this.listener = listener;
        this.datagrams = datagrams;
    }

    /**
     * Binds UDP and TCP; nobody is answered before {@link #serve}.
     *
     * @param port 0 for a free one
     * @throws BindException when the port is taken on either of them
     */
    public static DnsServer bind(InetAddress address, int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, CONNECTIONS_MAX, address);
        try {
            DatagramSocket datagrams = new DatagramSocket(null);
            try {
                datagrams.setReuseAddress(false);
                datagrams.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
                datagrams.bind(new InetSocketAddress(address, listener.getLocalPort()));
                return new DnsServer(listener, datagrams);
            } catch (IOException e) {
                datagrams.close();
                throw e;
            }
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /**
     * Begins to answer.
     *
     * @param executor carries the answers to datagrams; one that may run them on the receiving
     *     thread serves answerers that never wait
     */
    public void serve(Answerer answerer, Executor executor) {
        Thread.ofPlatform()
                .daemon()
                .name("dns-udp-" + address().getHostString())
                .start(() -> receive(answerer, executor));
        Thread.ofVirtual().name("dns-tcp").start(() -> accept(answerer));
    }

    private void receive(Answerer answerer, Executor executor) {
        byte[] buffer = new byte[DATAGRAM_BYTES_MAX];
        while (!datagrams.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                datagrams.receive(packet);
            } catch (IOException e) {
                if (!datagrams.isClosed()) {
                    LOG.warn("a datagram could not be received", e);
                }
                continue;
            }
            byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
            InetSocketAddress from = (InetSocketAddress) packet.getSocketAddress();
            if (inHand.tryAcquire()) {
                executor.execute(() -> answer(answerer, query, from));
            }
        }
    }

    private void answer(Answerer answerer, byte[] query, InetSocketAddress from) {
        try {
            Optional<byte[]> response = DnsExchange.respond(query, Transport.UDP, answerer);
            if (response.isPresent()) {
                byte[] bytes = response.get();
                datagrams.send(new DatagramPacket(bytes, bytes.length, from));
            }
        } catch (IOException | IllegalArgumentException e) {
            // an unreachable port, or a sender's port 0: the asker is gone or never was
            LOG.debug("no answer could be sent to {}", from, e);
        } finally {
            inHand.release();
        }
    }

    private void accept(Answerer answerer) {
        while (!listener.isClosed()) {
            try {
                connections.acquire();
                Socket socket = listener.accept();
                Thread.ofVirtual().name("dns-connection").start(() -> talk(socket, answerer));
            } catch (IOException e) {
                connections.release();
                if (!listener.isClosed()) {
                    LOG.warn("a connection could not be accepted", e);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void talk(Socket socket, Answerer answerer) {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS_MAX);
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (!listener.isClosed()) {
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                Optional<byte[]> response = DnsExchange.respond(query, Transport.TCP, answerer);
                if (response.isEmpty()) {
                    return;
                }
                socket.getOutputStream().write(framed(response.get()));
            }
        } catch (EOFException | SocketTimeoutException e) {
            // the asker has no more questions
            LOG.trace("connection over", e);
        } catch (IOException e) {
            LOG.debug("a connection broke", e);
        } finally {
            connections.release();
        }
    }

    /** A message with its length in front, as on a connection. */
    static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    }

    /** Stops answering. */
    @Override
    public void close() {
        datagrams.close();
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed", listener, e);
        }
    }
}
