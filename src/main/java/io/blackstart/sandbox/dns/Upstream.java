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
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** The server that a resolver asks: over UDP, and over TCP when the answer was cut to size. */
final class Upstream {
    private static final int ATTEMPTS_MAX = 3;
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final int UDP_BYTES_MAX = 1_232;

    private final InetSocketAddress server;

    Upstream(InetSocketAddress server) {
        this.server = server;
    }

    /** Asks one question. */
    Message ask(Record question) throws IOException {
        Message query = Message.newQuery(question);
        query.getHeader().unsetFlag(Flags.RD);
        query.addRecord(new OPTRecord(UDP_BYTES_MAX, 0, 0), Section.ADDITIONAL);
        IOException last = new SocketTimeoutException("never asked");
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                Message response = overUdp(query);
                return response.getHeader().getFlag(Flags.TC) ? overTcp(query) : response;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(server + " did not answer " + question, last);
    }

    private Message overUdp(Message query) throws IOException {
        // a socket of its own for each question: its port is as hard to guess as the id
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            byte[] bytes = query.toWire();
            socket.send(new DatagramPacket(bytes, bytes.length));
            DatagramPacket packet = new DatagramPacket(new byte[UDP_BYTES_MAX], UDP_BYTES_MAX);
            socket.receive(packet);
            return checked(query, Arrays.copyOf(packet.getData(), packet.getLength()));
        }
    }

    private Message overTcp(Message query) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
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
                || !response.getHeader().getFlag(Flags.QR)) {
            throw new IOException("not the answer to the question");
        }
        return response;
    }
}
