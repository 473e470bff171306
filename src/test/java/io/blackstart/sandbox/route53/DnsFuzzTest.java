package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.dns.AuthoritativeAnswers;
import io.blackstart.sandbox.dns.DnsExchange;
import io.blackstart.sandbox.dns.DnsExchange.Transport;
import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Anything may come in a packet, to the name servers as they are. */
class DnsFuzzTest {
    private static final long SEED = 20_260_103;
    private static final int PACKETS = 1_000_000;

    /** Packets between two changes of the primary's health. */
    private static final int BETWEEN_CHANGES = 5_000;

    private static final int RESPONSE = 0x80;
    private static final int SERVER_FAILURE = 2;
    private static final int UDP_BYTES_MAX = 1_232;
    private static final int TCP_BYTES_MAX = 65_535;

    /** All the ways that an answer can take: pair, wildcard, alias name, delegation, truncation. */
    private static NameServer server() {
        return ServedPair.server(
                set("*.wild.example.test.", "CNAME", List.of("app.example.test.")),
                set("loop.example.test.", "CNAME", List.of("loop.example.test.")),
                set("away.example.test.", "NS", List.of("ns.away.example.test.")),
                set("ns.away.example.test.", "A", List.of("192.0.2.9")),
                set(
                        "big.example.test.",
                        "TXT",
                        IntStream.range(0, 100)
                                .mapToObj(i -> "\"" + "x".repeat(50) + i + "\"")
                                .toList()));
    }

    private static RecordSet set(String name, String type, List<String> values) {
        return new RecordSet(name, type, new Routing.Simple(), new Content.Values(60, values), "");
    }

    @Test
    void everyPacketIsAnsweredInItsSizeOrIgnored() {
        SplittableRandom random = new SplittableRandom(SEED);
        NameServer server = server();
        AuthoritativeAnswers answers = new AuthoritativeAnswers(server);
        List<byte[]> queries = queries();
        int answered = 0;
        for (int i = 0; i < PACKETS; i++) {
            if (i % BETWEEN_CHANGES == 0) {
                server.check(ServedPair.check(Failover.PRIMARY), i % (2 * BETWEEN_CHANGES) == 0);
            }
            byte[] packet = mutated(queries.get(i % queries.size()), random);
            Transport transport = random.nextInt(8) == 0 ? Transport.TCP : Transport.UDP;
            Optional<byte[]> response = DnsExchange.respond(packet, transport, answers);
            if (response.isPresent()) {
                answered++;
                check(packet, response.get(), transport, i);
            }
        }
        assertTrue(answered > PACKETS / 2, "most packets deserve some answer: " + answered);
    }

    private static void check(byte[] packet, byte[] response, Transport transport, int number) {
        int most =
                switch (transport) {
                    case UDP -> UDP_BYTES_MAX;
                    case TCP -> TCP_BYTES_MAX;
                };
        boolean right =
                response.length >= 12
                        && response.length <= most
                        && packet[0] == response[0]
                        && packet[1] == response[1]
                        && (response[2] & RESPONSE) != 0
                        && (response[3] & 0xf) != SERVER_FAILURE;
        if (!right) {
            assertEquals(
                    "an answer",
                    Arrays.toString(response),
                    "to packet " + number + " of seed " + SEED + ": " + Arrays.toString(packet));
        }
    }

    private static List<byte[]> queries() {
        Message update = Message.newUpdate(name("example.test."));
        update.addRecord(
                new ARecord(
                        name("app.example.test."),
                        DClass.IN,
                        6,
                        InetAddress.ofLiteral("192.0.2.1")),
                Section.UPDATE);
        return List.of(
                query("app.example.test.", Type.A, false),
                query("x.example.test.", Type.AAAA, true),
                query("x.wild.example.test.", Type.A, true),
                query("loop.example.test.", Type.A, false),
                query("host.away.example.test.", Type.A, false),
                query("big.example.test.", Type.TXT, true),
                query("app.example.test.", Type.ANY, false),
                update.toWire());
    }

    private static byte[] query(String name, int type, boolean edns) {
        Message query = Message.newQuery(Record.newRecord(name(name), type, DClass.IN));
        if (edns) {
            query.addRecord(new OPTRecord(1_400, 0, 0), Section.ADDITIONAL);
        }
        return query.toWire();
    }

    private static Name name(String text) {
        return Name.fromConstantString(text);
    }

    /** Up to six bytes of another value, and some of its end missing or more of it. */
    private static byte[] mutated(byte[] query, SplittableRandom random) {
        byte[] packet = query.clone();
        for (int flips = random.nextInt(7); flips > 0; flips--) {
            packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) > 0
                ? packet
                : Arrays.copyOf(packet, random.nextInt(packet.length * 3 / 2));
    }
}
