package io.blackstart.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.dns.DnsServer.Answer;
import io.blackstart.dns.DnsServer.Family;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One question to a server of the test's own, which may lie, over real sockets. */
final class DnsServerIT {
    private static final String NAME = "app.example.test";
    private static final InetAddress TRUE = InetAddress.ofLiteral("127.0.10.1");
    private static final InetAddress FORGED = InetAddress.ofLiteral("192.0.2.66");

    private final Queue<Message> queries = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> ports = new ConcurrentLinkedQueue<>();
    private volatile Replies replies = query -> List.of(answer(query, TRUE).toWire());

    private DatagramSocket datagrams;
    private ServerSocket listener;

    /** What comes back over UDP for a question, in order. */
    private interface Replies {
        List<byte[]> to(Message query) throws IOException;
    }

    @BeforeEach
    void serve() throws IOException {
        listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        datagrams = new DatagramSocket(listener.getLocalPort(), listener.getInetAddress());
        Thread.ofVirtual().start(this::overUdp);
        Thread.ofVirtual().start(this::overTcp);
    }

    @AfterEach
    void close() throws IOException {
        datagrams.close();
        listener.close();
    }

    private void overUdp() {
        byte[] buffer = new byte[1_500];
        while (!datagrams.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                datagrams.receive(packet);
                Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
                queries.add(query);
                ports.add(packet.getPort());
                for (byte[] reply : replies.to(query)) {
                    datagrams.send(
                            new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void overTcp() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                byte[] reply = answer(new Message(query), TRUE).toWire();
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(reply.length);
                out.write(reply);
                out.flush();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private DnsServer server(boolean recursive, Duration timeout) {
        return new DnsServer(
                new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()),
                recursive,
                timeout);
    }

    private Answer asked() throws IOException {
        return server(false, Duration.ofSeconds(10)).ask(NAME);
    }

    @Test
    void forgedAnswersArePassedOver() throws IOException {
        replies =
                query -> {
                    Message otherId = answer(query, FORGED);
                    otherId.getHeader().setID(query.getHeader().getID() ^ 1);
                    Message otherName = answer(question("www.example.test", Type.A), FORGED);
                    otherName.getHeader().setID(query.getHeader().getID());
                    Message otherType = answer(question(NAME, Type.AAAA), FORGED);
                    otherType.getHeader().setID(query.getHeader().getID());
                    Message noResponse = answer(query, FORGED);
                    noResponse.getHeader().unsetFlag(Flags.QR);
                    return List.of(
                            otherId.toWire(),
                            otherName.toWire(),
                            otherType.toWire(),
                            noResponse.toWire(),
                            new byte[] {1, 2, 3},
                            answer(query, TRUE).toWire());
                };
        assertEquals(List.of(TRUE), asked().addresses());
    }

    @Test
    void onlyForgedAnswersAreNoAnswer() {
        replies =
                query -> {
                    Message forged = answer(query, FORGED);
                    forged.getHeader().setID(query.getHeader().getID() ^ 1);
                    return List.of(forged.toWire());
                };
        assertThrows(
                SocketTimeoutException.class,
                () -> server(false, Duration.ofMillis(200)).ask(NAME));
    }

    @Test
    void whatDoesNotFitIsAskedAgainOverTcp() throws IOException {
        replies =
                query -> {
                    Message cut = answer(query, FORGED);
                    cut.getHeader().setFlag(Flags.TC);
                    return List.of(cut.toWire());
                };
        assertEquals(List.of(TRUE), asked().addresses());
    }

    @Test
    void eachQuestionHasAFreshIdAndAFreshPort() throws IOException {
        for (int i = 0; i < 64; i++) {
            asked();
        }
        Set<Integer> ids = new HashSet<>();
        queries.forEach(query -> ids.add(query.getHeader().getID()));
        // of 65,536 ids 64 are hardly ever drawn with four pairs alike; ports are some 28,000
        assertTrue(ids.size() >= 60, ids.size() + " ids");
        assertTrue(new HashSet<>(ports).size() >= 58, new HashSet<>(ports).size() + " ports");
    }

    @Test
    void recursionIsAskedOfResolversOnlyAndLargeDatagramsAreWelcome() throws IOException {
        server(false, Duration.ofSeconds(10)).ask(NAME);
        server(true, Duration.ofSeconds(10)).ask(NAME, Family.IPV6);
        Message ofAuthority = queries.remove();
        Message ofResolver = queries.remove();
        assertFalse(ofAuthority.getHeader().getFlag(Flags.RD));
        assertTrue(ofResolver.getHeader().getFlag(Flags.RD));
        assertEquals(Type.AAAA, ofResolver.getQuestion().getType());
        assertNotNull(ofAuthority.getOPT(), "EDNS0");
        assertEquals(1232, ofAuthority.getOPT().getPayloadSize());
    }

    @Test
    void anErrorIsAnAnswer() throws IOException {
        replies =
                query -> {
                    Message denied = new Message(query.getHeader().getID());
                    denied.getHeader().setFlag(Flags.QR);
                    denied.getHeader().setRcode(Rcode.NXDOMAIN);
                    return List.of(denied.toWire());
                };
        assertEquals(new Answer("NXDOMAIN", List.of(), 0), asked());
    }

    private static Message question(String name, int type) throws IOException {
        return Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN));
    }

    private static Message answer(Message query, InetAddress address) {
        Message reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        Record question = query.getQuestion();
        reply.addRecord(question, Section.QUESTION);
        reply.addRecord(new ARecord(question.getName(), DClass.IN, 60, address), Section.ANSWER);
        return reply;
    }
}
