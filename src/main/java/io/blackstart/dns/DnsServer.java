package io.blackstart.dns;

import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One DNS server, asked over UDP, and over TCP when the answer does not fit. Each question has a
 * fresh id and a fresh port; what comes back with another id, for another question or as no DNS
 * message at all is not the answer, and is passed over.
 *
 * @param recursive whether to ask for recursion: yes for a resolver, no for an authoritative server
 * @param timeout for the whole of one UDP exchange, and again for one over TCP
 */
public record DnsServer(InetSocketAddress address, boolean recursive, Duration timeout)
        implements Resolver {
    private static final int PAYLOAD_BYTES = 1232;
    private static final int MESSAGE_BYTES_MOST = 65_535;

    /**
     * An answer.
     *
     * @param rcode such as NOERROR or NXDOMAIN
     * @param addresses in the order of the answer
     * @param ttlSeconds the least of the answer's records; 0 without addresses
     */
    public record Answer(String rcode, List<InetAddress> addresses, long ttlSeconds) {
        public Answer {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException when it is not that
     */
    public static InetSocketAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a DNS server is host:port, not " + hostAndPort);
        }
        return new InetSocketAddress(
                hostAndPort.substring(0, colon),
                Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    /** Which addresses are asked for. */
    public enum Family {
        /** A records. */
        IPV4(Type.A),
        /** AAAA records. */
        IPV6(Type.AAAA);

        private final int type;

        Family(int type) {
            this.type = type;
        }
    }

    /** Asks for the IPv4 addresses of a name, as {@link #ask(String, Family)} does. */
    public Answer ask(String name) throws IOException {
        return ask(name, Family.IPV4);
    }

    /**
     * Asks for the addresses of a name.
     *
     * @throws SocketTimeoutException when no answer came in time
     * @throws IOException when the server cannot be reached, or answers nonsense over TCP
     */
    @Override
    public Answer ask(String name, Family family) throws IOException {
        Message query = query(name, family);
        Message reply = overUdp(query);
        return answer(reply.getHeader().getFlag(Flags.TC) ? overTcp(query) : reply);
    }

    private Message query(String name, Family family) throws TextParseException {
        Name absolute = Name.fromString(name.endsWith(".") ? name : name + ".");
        Message query = Message.newQuery(Record.newRecord(absolute, family.type, DClass.IN));
        if (!recursive) {
            query.getHeader().unsetFlag(Flags.RD);
        }
        query.addRecord(new org.xbill.DNS.OPTRecord(PAYLOAD_BYTES, 0, 0), Section.ADDITIONAL);
        return query;
    }

    private Message overUdp(Message query) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        byte[] wire = query.toWire();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(address);
            socket.send(new DatagramPacket(wire, wire.length));
            byte[] buffer = new byte[MESSAGE_BYTES_MOST];
            while (true) {
                long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    throw new SocketTimeoutException("no answer from " + address);
                }
                socket.setSoTimeout((int) leftMillis);
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Optional<Message> reply =
                        parse(Arrays.copyOf(buffer, packet.getLength()))
                                .filter(message -> answers(query, message));
                if (reply.isPresent()) {
                    return reply.get();
                }
            }
        }
    }

    private Message overTcp(Message query) throws IOException {
        try (Socket socket = new Socket()) {
            int millis = (int) timeout.toMillis();
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            byte[] wire = query.toWire();
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(wire.length);
            out.write(wire);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] reply = new byte[in.readUnsignedShort()];
            in.readFully(reply);
            return parse(reply)
                    .filter(message -> answers(query, message))
                    .orElseThrow(
                            () -> new IOException("what " + address + " said is not the answer"));
        }
    }

    /** Whether a message is the response to this very question, and not somebody's forgery. */
    private static boolean answers(Message query, Message reply) {
        Record question = reply.getQuestion();
        // some servers leave the question out of an answer that is an error
        boolean bare = question == null && reply.getRcode() != Rcode.NOERROR;
        return reply.getHeader().getFlag(Flags.QR)
                && reply.getHeader().getID() == query.getHeader().getID()
                && (bare || query.getQuestion().equals(question));
    }

    @Override
    public String label() {
        return address.getHostString() + ":" + address.getPort();
    }

    private static Optional<Message> parse(byte[] wire) {
        try {
            return Optional.of(new Message(wire));
        } catch (IOException _) {
            return Optional.empty(); // no DNS message: not the answer
        }
    }

    private static Answer answer(Message reply) {
        List<InetAddress> addresses = new ArrayList<>();
        long ttl = Long.MAX_VALUE;
        for (Record record : reply.getSection(Section.ANSWER)) {
            switch (record) {
                case ARecord a -> addresses.add(a.getAddress());
                case AAAARecord a -> addresses.add(a.getAddress());
                default -> {} // a CNAME's TTL counts too, below
            }
            ttl = Math.min(ttl, record.getTTL());
        }
        return new Answer(Rcode.string(reply.getRcode()), addresses, addresses.isEmpty() ? 0 : ttl);
    }
}
