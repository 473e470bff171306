package io.blackstart.sandbox.dns;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;

/** A server that a resolver asks: over UDP, and over TCP when the answer was cut to size. */
record Upstream(InetSocketAddress server) {
    private static final int UDP_BYTES_MAX = 1_232;

    /** Asks one question, once; waits so long for UDP, and again for TCP. */
    Message ask(Record question, Duration patience) throws IOException {
        Message query = Message.newQuery(question);
        query.getHeader().unsetFlag(Flags.RD);
        query.addRecord(new OPTRecord(UDP_BYTES_MAX, 0, 0), Section.ADDITIONAL);
        int millis = Math.toIntExact(patience.toMillis());
        Message response = overUdp(query, millis);
        return response.getHeader().getFlag(Flags.TC) ? overTcp(query, millis) : response;
    }

    private Message overUdp(Message query, int millis) throws IOException {
        // a socket of its own for each question: its port is as hard to guess as the id
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(millis);
            byte[] bytes = query.toWire();
            socket.send(new DatagramPacket(bytes, bytes.length));
            DatagramPacket packet = new DatagramPacket(new byte[UDP_BYTES_MAX], UDP_BYTES_MAX);
            socket.receive(packet);
            return checked(query, Arrays.copyOf(packet.getData(), packet.getLength()));
        }
    }

    private Message overTcp(Message query, int millis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(DnsServer.framed(query.toWire()));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] response = new byte[in.readUnsignedShort()];
            in.readFully(response);
            return checked(query, response);
        }
    }

    private static Message checked(Message query, byte[] bytes) throws IOException {
        Message response = new Message(bytes);
        if (response.getHeader().getID() != query.getHeader().getID()
                || !response.getHeader().getFlag(Flags.QR)
                || !query.getQuestion().equals(response.getQuestion())) {
            throw new IOException("not the answer to the question");
        }
        return response;
    }
}
