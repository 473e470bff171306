package io.blackstart.sandbox.region;

import io.blackstart.sandbox.region.TargetReply.Field;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One HTTP/1.1 connection from a load balancer to a target; one request at a time. */
final class TargetConnection implements AutoCloseable {
    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final int BODY_BYTES_MAX = 16 * 1024 * 1024;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Socket socket;
    private final InputStream in;
    private int headBytes;
    private boolean reusable;

    private TargetConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects.
     *
     * @param silence the longest time in which nothing comes while something is due
     */
    static TargetConnection open(InetSocketAddress target, Duration connect, Duration silence)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(target, (int) connect.toMillis());
            socket.setSoTimeout((int) silence.toMillis());
            return new TargetConnection(socket);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /**
     * Asks.
     *
     * @param request head and body, as they go over the wire
     * @param bodiless whether the answer has no body whatever its head says, as that of a HEAD
     * @throws java.net.SocketTimeoutException when nothing comes in time
     */
    TargetReply ask(byte[] request, boolean bodiless) throws IOException {
        socket.getOutputStream().write(request);
        headBytes = 0;
        int status = status(line());
        List<Field> fields = fields();
        reusable = fields.stream().noneMatch(field -> is(field, "Connection", "close"));
        boolean empty = bodiless || status == NO_CONTENT || status == NOT_MODIFIED;
        return new TargetReply(status, fields, empty ? new byte[0] : body(fields));
    }

    /** Whether it can be asked again. */
    boolean reusable() {
        return reusable;
    }

    private static int status(String line) throws IOException {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.")) {
            throw new ProtocolException("no status line");
        }
        return number(parts[1], 10);
    }

    private List<Field> fields() throws IOException {
        List<Field> fields = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("no header field");
            }
            fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return fields;
    }

    private byte[] body(List<Field> fields) throws IOException {
        if (fields.stream().anyMatch(field -> is(field, "Transfer-Encoding", "chunked"))) {
            return chunks();
        }
        Optional<Field> length =
                fields.stream().filter(field -> field.is("Content-Length")).findFirst();
        if (length.isPresent()) {
            return bytes(number(length.get().value(), 10));
        }
        reusable = false;
        return in.readNBytes(BODY_BYTES_MAX);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = number(line(), 16); size > 0; size = number(line(), 16)) {
            body.write(bytes(size));
            line();
            headBytes = 0;
            if (body.size() > BODY_BYTES_MAX) {
                throw new ProtocolException("the body is too long");
            }
        }
        List<Field> _ = fields();
        return body.toByteArray();
    }

    private byte[] bytes(int length) throws IOException {
        if (length > BODY_BYTES_MAX) {
            throw new ProtocolException("the body is too long");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the body is cut short");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the target closed the connection");
            }
            if (headBytes++ > HEAD_BYTES_MAX) {
                throw new ProtocolException("the head is too long");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            throw new ProtocolException("not a number: " + wrong.getMessage());
        }
        throw new ProtocolException("a negative number: " + text);
    }

    private static boolean is(Field field, String name, String value) {
        return field.is(name) && field.value().equalsIgnoreCase(value);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
