package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.dns.DnsServer;
import io.blackstart.experiment.LoadProfile.Family;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Which addresses users ask for, seen by a name server with one dual-stack and one old name. */
final class DnsUpstreamIT {
    private static final String BOTH = "both.example.test";
    private static final String OLD = "old.example.test";
    private static final InetAddress V4 = InetAddress.ofLiteral("127.0.10.1");
    private static final InetAddress V6 = InetAddress.ofLiteral("2001:db8::1");

    private DatagramSocket socket;

    @BeforeEach
    void serve() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private void answer() {
        byte[] buffer = new byte[1_500];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] reply = reply(Arrays.copyOf(buffer, packet.getLength()));
                socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static byte[] reply(byte[] query) throws IOException {
        Message reply = new Message(query);
        reply.getHeader().setFlag(org.xbill.DNS.Flags.QR);
        Record question = reply.getQuestion();
        boolean both = question.getName().toString(true).equals(BOTH);
        if (question.getType() == Type.A) {
            reply.addRecord(new ARecord(question.getName(), DClass.IN, 60, V4), Section.ANSWER);
        } else if (both) {
            reply.addRecord(new AAAARecord(question.getName(), DClass.IN, 60, V6), Section.ANSWER);
        }
        return reply.toWire();
    }

    private List<InetAddress> asked(String name, Family family) throws IOException {
        DnsServer server =
                new DnsServer(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), socket.getLocalPort()),
                        false,
                        Duration.ofSeconds(5));
        return new DnsUpstream(List.of(server), family, 1).lookup(name);
    }

    @Test
    void usersOfIpv4NeverAskForAnythingElse() throws Exception {
        assertEquals(List.of(V4), asked(BOTH, Family.IPV4));
    }

    @Test
    void usersOfIpv6TakeItWhereThereIsOne() throws Exception {
        assertEquals(List.of(V6), asked(BOTH, Family.IPV6));
    }

    @Test
    void andTheOtherWhereThereIsNone() throws Exception {
        assertEquals(List.of(V4), asked(OLD, Family.IPV6));
    }
}
