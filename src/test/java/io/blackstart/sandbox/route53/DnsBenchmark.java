package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.dns.AuthoritativeAnswers;
import io.blackstart.sandbox.dns.DnsExchange;
import io.blackstart.sandbox.dns.DnsExchange.Transport;
import io.blackstart.sandbox.dns.DnsServer;
import io.blackstart.sandbox.dns.DnsServers;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;

/**
 * How many queries a name server answers in a second of one core, of which there must be enough. No
 * part of the build; run it with {@code ./mvnw -o test -Dtest=DnsBenchmark}. It counts the server's
 * CPU time, so that a busy machine does not change the figure much.
 */
class DnsBenchmark {
    private static final int WARM = 100_000;
    private static final int QUERIES = 400_000;
    private static final int IN_FLIGHT = 64;
    private static final int PATIENCE_MILLIS = 200;

    /** Below it the name servers are too slow. */
    private static final long LEAST = 20_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private final AuthoritativeAnswers answers = new AuthoritativeAnswers(ServedPair.server());

    @Test
    void answersInMemory() {
        byte[] query = query(0);
        answer(query, WARM);
        long from = THREADS.getCurrentThreadCpuTime();
        long bytes = answer(query, QUERIES);
        long rate = report("in memory", QUERIES, THREADS.getCurrentThreadCpuTime() - from);
        assertTrue(bytes > 0);
        assertTrue(rate >= LEAST, "only " + rate + " queries/s");
    }

    private long answer(byte[] query, int times) {
        long bytes = 0;
        for (int i = 0; i < times; i++) {
            query[0] = (byte) (i >> 8);
            query[1] = (byte) i;
            bytes += DnsExchange.respond(query, Transport.UDP, answers).orElseThrow().length;
        }
        return bytes;
    }

    @Test
    void answersOverASocket() throws IOException {
        try (DnsServers servers = DnsServers.bind(List.of("127.0.53.1"));
                DatagramSocket asker = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            DnsServer server = servers.servers().getFirst();
            server.serve(answers, Runnable::run);
            asker.setSoTimeout(PATIENCE_MILLIS);
            asker.connect(server.address());
            exchange(asker, WARM);
            long thread = receiver();
            long cpu = THREADS.getThreadCpuTime(thread);
            long wall = System.nanoTime();
            int answered = exchange(asker, QUERIES);
            wall = System.nanoTime() - wall;
            long rate = report("over a socket", answered, THREADS.getThreadCpuTime(thread) - cpu);
            report("over a socket, by the clock on the wall", answered, wall);
            assertTrue(answered > QUERIES / 2, "answered " + answered);
            assertTrue(rate >= LEAST, "only " + rate + " queries/s");
        }
    }

    private static int exchange(DatagramSocket asker, int queries) throws IOException {
        byte[] buffer = new byte[1_500];
        int answered = 0;
        for (int sent = 0; sent < queries; sent += IN_FLIGHT) {
            for (int i = 0; i < IN_FLIGHT; i++) {
                byte[] query = query(sent + i);
                asker.send(new DatagramPacket(query, query.length));
            }
            for (int i = 0; i < IN_FLIGHT; i++) {
                try {
                    asker.receive(new DatagramPacket(buffer, buffer.length));
                    answered++;
                } catch (SocketTimeoutException e) {
                    // a datagram was dropped on the way; the figure does not count it
                    break;
                }
            }
        }
        return answered;
    }

    private static long receiver() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("dns-udp-"))
                .findFirst()
                .orElseThrow()
                .threadId();
    }

    private static final byte[] QUERY = wire();

    private static byte[] query(int id) {
        byte[] query = QUERY.clone();
        query[0] = (byte) (id >> 8);
        query[1] = (byte) id;
        return query;
    }

    private static byte[] wire() {
        Message query =
                Message.newQuery(
                        Record.newRecord(
                                Name.fromConstantString("app.example.test."), Type.A, DClass.IN));
        query.addRecord(new OPTRecord(1_232, 0, 0), Section.ADDITIONAL);
        return query.toWire();
    }

    /** How many queries a second it was. */
    private static long report(String how, int queries, long nanos) {
        long rate = queries * 1_000_000_000L / nanos;
        System.out.printf(Locale.ROOT, "DNS %s: %,d queries/s%n", how, rate);
        return rate;
    }
}
