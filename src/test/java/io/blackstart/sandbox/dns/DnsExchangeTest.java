package io.blackstart.sandbox.dns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.dns.DnsExchange.Transport;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

class DnsExchangeTest {
    private static final Record SOA =
            record("example.test. 90 IN SOA ns.example.test. host.example.test. 1 2 3 4 86400");

    private final AuthoritativeAnswers answers =
            new AuthoritativeAnswers((name, type) -> {
                if (!name.subdomain(name("example.test."))) {
                    return new Authority.Reply.NotOurs();
                }
                if (name.equals(name("bug.example.test."))) {
                    throw new IllegalStateException("planted");
                }
                if (name.equals(name("big.example.test."))) {
                    return new Authority.Reply.Found(
                            IntStream.range(0, 100)
                                    .mapToObj(i ->
                                            record("big.example.test. 6 IN A" + " 192.0.2." + i))
                                    .toList());
                }
                if (!name.equals(name("app.example.test."))) {
                    return new Authority.Reply.NoSuchName(SOA);
                }
                return type == Type.A
                        ? new Authority.Reply.Found(
                                List.of(record("app.example.test. 6 IN A 192.0.2.1")))
                        : new Authority.Reply.NoRecords(SOA);
            });

    @Test
    void answersWithAuthorityAndKeepsTheCaseOfTheQuestion() throws IOException {
        Message response = ask("aPP.Example.TEST.", Type.A);
        assertEquals(Rcode.NOERROR, response.getRcode());
        assertTrue(response.getHeader().getFlag(Flags.AA));
        assertTrue(response.getHeader().getFlag(Flags.QR));
        assertEquals("aPP.Example.TEST.", question(response).getName().toString());
        Record answer = response.getSection(Section.ANSWER).getFirst();
        assertEquals("aPP.Example.TEST.", answer.getName().toString());
        assertEquals(6, answer.getTTL());
        assertEquals("192.0.2.1", answer.rdataToString());
    }

    @Test
    void tellsANameWithoutRecordsFromNoName() throws IOException {
        Message noRecords = ask("app.example.test.", Type.AAAA);
        assertEquals(Rcode.NOERROR, noRecords.getRcode());
        assertEquals(List.of(), noRecords.getSection(Section.ANSWER));
        assertEquals(List.of(SOA), noRecords.getSection(Section.AUTHORITY));
        Message noName = ask("none.example.test.", Type.A);
        assertEquals(Rcode.NXDOMAIN, noName.getRcode());
        assertEquals(List.of(SOA), noName.getSection(Section.AUTHORITY));
    }

    @Test
    void refusesWhatIsNotItsOwn() throws IOException {
        Message other = ask("example.com.", Type.A);
        assertEquals(Rcode.REFUSED, other.getRcode());
        assertFalse(other.getHeader().getFlag(Flags.AA));
        Message chaos =
                respond(
                        Message.newQuery(
                                Record.newRecord(name("version.bind."), Type.TXT, DClass.CH)));
        assertEquals(Rcode.REFUSED, chaos.getRcode());
    }

    @Test
    void cutsToSizeOverUdpOnly() throws IOException {
        Message query =
                Message.newQuery(Record.newRecord(name("big.example.test."), Type.A, DClass.IN));
        byte[] plain = DnsExchange.respond(query.toWire(), Transport.UDP, answers).orElseThrow();
        assertTrue(plain.length <= 512, "" + plain.length);
        assertTrue(new Message(plain).getHeader().getFlag(Flags.TC));

        byte[] whole = DnsExchange.respond(query.toWire(), Transport.TCP, answers).orElseThrow();
        assertFalse(new Message(whole).getHeader().getFlag(Flags.TC));
        assertEquals(100, new Message(whole).getSection(Section.ANSWER).size());

        query.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        byte[] edns = DnsExchange.respond(query.toWire(), Transport.UDP, answers).orElseThrow();
        assertTrue(edns.length <= 1232, "" + edns.length);
        assertTrue(new Message(edns).getHeader().getFlag(Flags.TC));
    }

    @Test
    void speaksEdnsOnlyToThoseWhoDo() throws IOException {
        assertEquals(null, ask("app.example.test.", Type.A).getOPT());
        Message query =
                Message.newQuery(Record.newRecord(name("app.example.test."), Type.A, DClass.IN));
        query.addRecord(new OPTRecord(1400, 0, 0), Section.ADDITIONAL);
        Message response = respond(query);
        assertEquals(1, response.getSection(Section.ADDITIONAL).size());
        assertEquals(Rcode.NOERROR, response.getRcode());

        Message future =
                Message.newQuery(Record.newRecord(name("app.example.test."), Type.A, DClass.IN));
        future.addRecord(new OPTRecord(1400, 0, 1), Section.ADDITIONAL);
        assertEquals(Rcode.BADVERS, respond(future).getRcode());
    }

    @Test
    void whatIsNoQuestionGetsAnErrorAndWhatIsAResponseGetsNothing() throws IOException {
        Message update = Message.newUpdate(name("example.test."));
        update.getHeader().setOpcode(Opcode.UPDATE);
        assertEquals(Rcode.NOTIMP, respond(update).getRcode());
        assertEquals(Rcode.FORMERR, respond(new Message(7)).getRcode());
        byte[] response = Message.newQuery(SOA).toWire();
        response[2] |= (byte) 0x80;
        assertTrue(DnsExchange.respond(response, Transport.UDP, answers).isEmpty());
        assertTrue(DnsExchange.respond(new byte[11], Transport.UDP, answers).isEmpty());
        byte[] torn = new byte[] {1, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 63};
        byte[] error = DnsExchange.respond(torn, Transport.UDP, answers).orElseThrow();
        assertEquals(Rcode.FORMERR, new Message(error).getRcode());
        assertEquals(0x0102, new Message(error).getHeader().getID());
    }

    @Test
    void aBugIsAServerFailure() throws IOException {
        assertEquals(Rcode.SERVFAIL, ask("bug.example.test.", Type.A).getRcode());
    }

    @Test
    void aFrameCarriesItsLength() {
        assertArrayEquals(new byte[] {0, 2, 8, 9}, DnsServer.framed(new byte[] {8, 9}));
    }

    private Message ask(String name, int type) throws IOException {
        return respond(Message.newQuery(Record.newRecord(name(name), type, DClass.IN)));
    }

    private Message respond(Message query) throws IOException {
        Message response =
                new Message(
                        DnsExchange.respond(query.toWire(), Transport.UDP, answers).orElseThrow());
        assertEquals(query.getHeader().getID(), response.getHeader().getID());
        return response;
    }

    private static Record question(Message message) {
        return message.getSection(Section.QUESTION).getFirst();
    }

    static Name name(String text) {
        try {
            return Name.fromString(text);
        } catch (TextParseException e) {
            throw new AssertionError(e);
        }
    }

    /** A record as in a zone file: name, TTL, class, type and value. */
    static Record record(String line) {
        String[] parts = line.split(" ", 5);
        try {
            return Record.fromString(
                    name(parts[0]),
                    Type.value(parts[3]),
                    DClass.IN,
                    Long.parseLong(parts[1]),
                    parts[4],
                    Name.root);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
