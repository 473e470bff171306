package io.blackstart.sandbox.dns;

import static io.blackstart.sandbox.dns.DnsExchangeTest.name;
import static io.blackstart.sandbox.dns.DnsExchangeTest.record;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Both name servers over real sockets. */
class DnsIT {
    private static final Record SOA =
            record("example.test. 90 IN SOA ns.example.test. host.example.test. 1 2 3 4 86400");
    private static final long SECOND = 1_000_000_000L;

    /** So many answers of 3 KB fill what the kernel holds between the two ends. */
    private static final int UNREAD = 3_000;

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong(5);
    private volatile String address = "192.0.2.1";
    private DnsServers servers;
    private DnsServer authoritative;
    private DnsServer resolver;

    @BeforeEach
    void start() throws IOException {
        servers = DnsServers.bind(List.of("127.0.53.1", "127.0.53.10"));
        authoritative = servers.servers().getFirst();
        resolver = servers.servers().getLast();
        authoritative.serve(new AuthoritativeAnswers(this::reply), Runnable::run);
        resolver.serve(
                new CachingResolver(
                        List.of(authoritative.address()), new CacheRule.Honest(), nanos::get),
                Thread::startVirtualThread);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    private Authority.Reply reply(org.xbill.DNS.Name name, int type) {
        asked.incrementAndGet();
        if (!name.subdomain(name("example.test."))) {
            return new Authority.Reply.NotOurs();
        }
        if (name.equals(name("big.example.test."))) {
            return new Authority.Reply.Found(
                    IntStream.range(0, 200)
                            .mapToObj(i -> record("big.example.test. 6 IN A 192.0.2." + i))
                            .toList());
        }
        if (!name.equals(name("app.example.test."))) {
            return new Authority.Reply.NoSuchName(SOA);
        }
        return type == Type.A
                ? new Authority.Reply.Found(List.of(record("app.example.test. 6 IN A " + address)))
                : new Authority.Reply.NoRecords(SOA);
    }

    @Test
    void bothListenOnTheSamePort() {
        assertEquals(authoritative.address().getPort(), resolver.address().getPort());
    }

    @Test
    void whatIsCutToSizeComesWholeOverTcp() throws IOException {
        Message whole = ask(authoritative, "big.example.test.", Type.A);
        assertEquals(200, whole.getSection(Section.ANSWER).size());
        assertFalse(whole.getHeader().getFlag(Flags.TC));
        assertEquals(
                200, ask(resolver, "big.example.test.", Type.A).getSection(Section.ANSWER).size());
    }

    @Test
    void whoIsSlowOnAConnectionHoldsNobodyUp() throws IOException {
        byte[] query = DnsServer.framed(question("big.example.test."));
        for (DnsServer server : List.of(authoritative, resolver)) {
            try (Socket halfSaid = new Socket();
                    Socket neverReads = new Socket()) {
                halfSaid.connect(server.address());
                halfSaid.getOutputStream().write(query, 0, 7);
                neverReads.setReceiveBufferSize(4_096);
                neverReads.connect(server.address());
                for (int i = 0; i < UNREAD; i++) {
                    neverReads.getOutputStream().write(query);
                }
                for (int i = 0; i < 3; i++) {
                    // cut to size in the datagram, so it goes over a connection of its own
                    Message whole = ask(server, "big.example.test.", Type.A);
                    assertEquals(200, whole.getSection(Section.ANSWER).size());
                }
                halfSaid.getOutputStream().write(query, 7, query.length - 7);
                DataInputStream in = new DataInputStream(halfSaid.getInputStream());
                byte[] answer = new byte[in.readUnsignedShort()];
                in.readFully(answer);
                assertEquals(200, new Message(answer).getSection(Section.ANSWER).size());
            }
        }
    }

    private static byte[] question(String name) {
        return Message.newQuery(Record.newRecord(name(name), Type.A, DClass.IN)).toWire();
    }

    @Test
    void theResolverCountsTheTtlDownAndAsksAgainWhenItIsOver() throws IOException {
        assertEquals("6 192.0.2.1", resolved());
        address = "192.0.2.2";
        nanos.addAndGet(SECOND / 2);
        assertEquals("5 192.0.2.1", resolved());
        nanos.addAndGet(4 * SECOND);
        assertEquals("1 192.0.2.1", resolved());
        nanos.addAndGet(SECOND * 3 / 2 - 1);
        assertEquals("0 192.0.2.1", resolved());
        assertEquals(1, asked.get());
        nanos.addAndGet(1);
        assertEquals("6 192.0.2.2", resolved());
        assertEquals(2, asked.get());
    }

    @Test
    void theResolverIsNoAuthorityAndSaysThatItRecurses() throws IOException {
        Message response = ask(resolver, "App.example.test.", Type.A);
        assertFalse(response.getHeader().getFlag(Flags.AA));
        assertTrue(response.getHeader().getFlag(Flags.RA));
        assertEquals(
                "App.example.test.",
                response.getSection(Section.QUESTION).getFirst().getName().toString());
    }

    @Test
    void theResolverRemembersThatThereIsNothing() throws IOException {
        assertEquals(Rcode.NXDOMAIN, ask(resolver, "x.example.test.", Type.A).getRcode());
        nanos.addAndGet(89 * SECOND);
        Message again = ask(resolver, "x.example.test.", Type.A);
        assertEquals(Rcode.NXDOMAIN, again.getRcode());
        assertEquals(1, again.getSection(Section.AUTHORITY).getFirst().getTTL());
        assertEquals(1, asked.get());
        nanos.addAndGet(SECOND);
        ask(resolver, "x.example.test.", Type.A);
        assertEquals(2, asked.get());
        Message noRecords = ask(resolver, "app.example.test.", Type.AAAA);
        assertEquals(Rcode.NOERROR, noRecords.getRcode());
        assertEquals(List.of(), noRecords.getSection(Section.ANSWER));
    }

    @Test
    void theResolverCannotResolveWhatTheAuthorityRefuses() throws IOException {
        assertEquals(Rcode.SERVFAIL, ask(resolver, "example.com.", Type.A).getRcode());
    }

    @Test
    void anythingMayBeSentToThem() throws IOException {
        Random random = new Random(20_260_101);
        for (DnsServer server : List.of(authoritative, resolver)) {
            try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                for (int i = 0; i < 10_000; i++) {
                    byte[] packet = mutated(random);
                    socket.send(new DatagramPacket(packet, packet.length, server.address()));
                }
            }
            // the flood may have cost the question its place in the queue: it is asked again
            await("the server answers after the flood of seed 20260101")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreException(IOException.class)
                    .until(() ->
                            ask(server, "app.example.test.", Type.A).getRcode() == Rcode.NOERROR);
        }
    }

    @Test
    void noMutatedPacketLeavesTheExchangeWithAnException() throws IOException {
        Random random = new Random(20_260_102);
        AuthoritativeAnswers answers = new AuthoritativeAnswers(this::reply);
        int answered = 0;
        for (int i = 0; i < 20_000; i++) {
            for (DnsExchange.Transport transport : DnsExchange.Transport.values()) {
                if (DnsExchange.respond(mutated(random), transport, answers).isPresent()) {
                    answered++;
                }
            }
        }
        assertTrue(answered > 10_000, "most packets deserve some answer: " + answered);
    }

    private static byte[] mutated(Random random) {
        Message query =
                Message.newQuery(Record.newRecord(name("app.example.test."), Type.A, DClass.IN));
        query.addRecord(new OPTRecord(random.nextInt(65_536), 0, 0), Section.ADDITIONAL);
        byte[] packet = query.toWire();
        for (int flips = random.nextInt(6); flips >= 0; flips--) {
            packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        }
        return java.util.Arrays.copyOf(packet, random.nextInt(packet.length * 3 / 2));
    }

    private String resolved() throws IOException {
        Record answer =
                ask(resolver, "app.example.test.", Type.A).getSection(Section.ANSWER).getFirst();
        return answer.getTTL() + " " + answer.rdataToString();
    }

    private static Message ask(DnsServer server, String name, int type) throws IOException {
        InetSocketAddress address = server.address();
        SimpleResolver asker = new SimpleResolver(address);
        asker.setTimeout(Duration.ofSeconds(10));
        return asker.send(Message.newQuery(Record.newRecord(name(name), type, DClass.IN)));
    }
}
