package io.blackstart.sandbox.dns;

import static io.blackstart.sandbox.dns.DnsExchangeTest.name;
import static io.blackstart.sandbox.dns.DnsExchangeTest.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.dns.DnsExchange.Transport;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Anything may come in a packet. */
class DnsFuzzTest {
    private static final long SEED = 20_260_103;
    private static final int PACKETS = 1_000_000;
    private static final int RESPONSE = 0x80;
    private static final int SERVER_FAILURE = 2;
    private static final Record SOA =
            record("example.test. 90 IN SOA ns.example.test. host.example.test. 1 2 3 4 86400");
    private static final Record APP = record("app.example.test. 6 IN A 192.0.2.1");

    @Test
    void everyPacketIsAnsweredInItsSizeOrIgnored() {
        SplittableRandom random = new SplittableRandom(SEED);
        AuthoritativeAnswers answers = new AuthoritativeAnswers(DnsFuzzTest::reply);
        List<byte[]> queries = queries();
        int answered = 0;
        for (int i = 0; i < PACKETS; i++) {
            byte[] packet = mutated(queries.get(i % queries.size()), random);
            Transport transport = i % 8 == 0 ? Transport.TCP : Transport.UDP;
            Optional<byte[]> response = DnsExchange.respond(packet, transport, answers);
            if (response.isPresent()) {
                answered++;
                check(packet, response.get(), i);
            }
        }
        assertTrue(answered > PACKETS / 2, "most packets deserve some answer: " + answered);
    }

    private static void check(byte[] packet, byte[] response, int number) {
        String which = "packet " + number + " of seed " + SEED + ": " + Arrays.toString(packet);
        assertTrue(response.length >= 12 && response.length <= 1_232, which);
        assertEquals(packet[0], response[0], which);
        assertEquals(packet[1], response[1], which);
        assertTrue((response[2] & RESPONSE) != 0, which);
        assertTrue((response[3] & 0xf) != SERVER_FAILURE, which);
    }

    private static Authority.Reply reply(org.xbill.DNS.Name name, int type) {
        if (!name.subdomain(SOA.getName())) {
            return new Authority.Reply.NotOurs();
        }
        if (!name.equals(APP.getName())) {
            return new Authority.Reply.NoSuchName(SOA);
        }
        return type == Type.A
                ? new Authority.Reply.Found(List.of(APP))
                : new Authority.Reply.NoRecords(SOA);
    }

    private static List<byte[]> queries() {
        Message plain =
                Message.newQuery(Record.newRecord(name("app.example.test."), Type.A, DClass.IN));
        Message edns =
                Message.newQuery(Record.newRecord(name("x.example.test."), Type.AAAA, DClass.IN));
        edns.addRecord(new OPTRecord(1_400, 0, 0), Section.ADDITIONAL);
        Message update = Message.newUpdate(name("example.test."));
        update.addRecord(APP, Section.UPDATE);
        return List.of(plain.toWire(), edns.toWire(), update.toWire());
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
