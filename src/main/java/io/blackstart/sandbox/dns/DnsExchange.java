package io.blackstart.sandbox.dns;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

import java.io.IOException;
import java.util.Optional;

/**
 * What all DNS servers do alike around an answer: they survive any packet, refuse what is no plain
 * question, speak EDNS0, and cut to size what does not fit into a datagram. Pure, so that it can be
 * fed anything.
 */
public final class DnsExchange {
    /** How a query came. */
    public enum Transport {
        /** In a datagram; the answer must fit into one. */
        UDP,
        /** On a connection. */
        TCP
    }

    /** Answers one question. */
    public interface Answerer {
        /** Fills in the response, whose header and question are set. */
        void answer(Record question, Message response) throws IOException;
    }

    /** Fits into a datagram that no network on the way cuts into fragments. */
    private static final int UDP_BYTES_MAX = 1_232;

    private static final int UDP_BYTES_MIN = 512;
    private static final int HEADER_BYTES = 12;
    private static final Logger LOG = LoggerFactory.getLogger(DnsExchange.class);

    private DnsExchange() {}

    /** The response to a packet, or nothing when it deserves none. */
    public static Optional<byte[]> respond(byte[] packet, Transport transport, Answerer answerer) {
        if (packet.length < HEADER_BYTES || (packet[2] & 0x80) != 0) {
            // too short to have an id, or a response: answering those would let two servers loop
            return Optional.empty();
        }
        Message query;
        try {
            query = new Message(packet);
        } catch (IOException | RuntimeException e) {
            // dnsjava throws either kind at malformed packets
            return Optional.of(bare(packet, Rcode.FORMERR));
        }
        try {
            return Optional.of(respond(query, transport, answerer));
        } catch (IOException | RuntimeException e) {
            LOG.warn("no answer to {}", query.getHeader(), e);
            return Optional.of(bare(packet, Rcode.SERVFAIL));
        }
    }

    private static byte[] respond(Message query, Transport transport, Answerer answerer)
            throws IOException {
        Header asked = query.getHeader();
        Message response = new Message(asked.getID());
        Header header = response.getHeader();
        header.setFlag(Flags.QR);
        header.setOpcode(asked.getOpcode());
        if (asked.getFlag(Flags.RD)) {
            header.setFlag(Flags.RD);
        }
        Record question = query.getQuestion();
        if (question != null) {
            response.addRecord(question, Section.QUESTION);
        }
        OPTRecord edns = query.getOPT();
        int extended = 0;
        if (asked.getOpcode() != Opcode.QUERY) {
            header.setRcode(Rcode.NOTIMP);
        } else if (question == null || asked.getCount(Section.QUESTION) != 1) {
            header.setRcode(Rcode.FORMERR);
        } else if (edns != null && edns.getVersion() > 0) {
            extended = Rcode.BADVERS >> 4;
        } else if (question.getDClass() != DClass.IN) {
            header.setRcode(Rcode.REFUSED);
        } else {
            answerer.answer(question, response);
        }
        if (edns != null) {
            response.addRecord(new OPTRecord(UDP_BYTES_MAX, extended, 0), Section.ADDITIONAL);
        }
        int room =
                switch (transport) {
                    case TCP -> Message.MAXLENGTH;
                    case UDP -> edns == null ? UDP_BYTES_MIN : room(edns);
                };
        return response.toWire(room);
    }

    private static int room(OPTRecord edns) {
        return Math.clamp(edns.getPayloadSize(), UDP_BYTES_MIN, UDP_BYTES_MAX);
    }

    /** A header alone, for a packet that could not be read further. */
    private static byte[] bare(byte[] packet, int rcode) {
        Header header = new Header(((packet[0] & 0xff) << 8) | (packet[1] & 0xff));
        header.setFlag(Flags.QR);
        header.setOpcode((packet[2] >> 3) & 0xf);
        header.setRcode(rcode);
        return header.toWire();
    }
}
