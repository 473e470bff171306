package io.blackstart.dns;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;

/**
 * One question of our DNS probe to a server on loopback that does next to nothing, beside a bare
 * exchange of the same bytes: the difference is the latency that the probe adds.
 */
@State(Scope.Benchmark)
public class DnsAskBenchmark {
    private static final int ID_BYTES = 2;
    private static final int PACKET_BYTES_MOST = 1232;
    private static final int PATIENCE_MILLIS = 2_000;
    private static final String NAME = "app.example.test.";

    private final Message question = question();
    private final byte[] answer = answer(question);
    private final DatagramSocket server = socket();
    private final DatagramSocket client = socket();
    private final DnsServer asked =
            new DnsServer(
                    (InetSocketAddress) server.getLocalSocketAddress(),
                    false,
                    Duration.ofMillis(PATIENCE_MILLIS));

    /** Begins to serve. */
    public DnsAskBenchmark() {
        Thread.ofPlatform().daemon().name("name server").start(this::serve);
    }

    private static DatagramSocket socket() {
        try {
            DatagramSocket socket =
                    new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket.setReceiveBufferSize(1 << 20);
            return socket;
        } catch (SocketException e) {
            throw new UncheckedIOException("a socket on loopback", e);
        }
    }

    private static Message question() {
        try {
            return Message.newQuery(Record.newRecord(Name.fromString(NAME), Type.A, DClass.IN));
        } catch (IOException e) {
            throw new UncheckedIOException(NAME, e);
        }
    }

    private static byte[] answer(Message question) {
        Message answer = question.clone();
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.addRecord(
                new ARecord(
                        question.getQuestion().getName(),
                        DClass.IN,
                        60,
                        InetAddress.getLoopbackAddress()),
                Section.ANSWER);
        return answer.toWire();
    }

    /** The one answer to every question, under the question's id. */
    private void serve() {
        byte[] buffer = new byte[PACKET_BYTES_MOST];
        byte[] reply = answer.clone();
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                server.receive(packet);
                System.arraycopy(buffer, 0, reply, 0, ID_BYTES);
                server.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException("the name server", e);
            }
        }
    }

    /** Our probe's question: a fresh id, a fresh port, and the answer read. */
    @Benchmark
    public DnsServer.Answer ask() throws IOException {
        return asked.ask(NAME);
    }

    /** The same to and fro on a socket that stays open, with nothing looked at. */
    @Benchmark
    public int bareExchange() throws IOException {
        byte[] wire = question.toWire();
        client.setSoTimeout(PATIENCE_MILLIS);
        client.send(new DatagramPacket(wire, wire.length, server.getLocalSocketAddress()));
        DatagramPacket packet = new DatagramPacket(new byte[PACKET_BYTES_MOST], PACKET_BYTES_MOST);
        client.receive(packet);
        return packet.getLength();
    }

    /** Lets go of the ports. */
    @TearDown
    public void close() {
        server.close();
        client.close();
    }
}
