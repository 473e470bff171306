package io.blackstart.sandbox.route53;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP/1 response, read part by part as it comes: first the status, then the headers, then the
 * body.
 */
final class HttpReply {
    /** A text that is searched for must lie wholly inside so many bytes of the body. */
    static final int BODY_BYTES_MAX = 5_120;

    private static final int LINE_BYTES_MAX = 8_192;
    private static final int HEADERS_MAX = 200;
    private static final int READ_BYTES = 4_096;
    private static final Pattern STATUS_LINE =
            Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: (.*))?", Pattern.DOTALL);

    /** RFC 7230, section 3.2: a token, a colon right behind it, and no control characters. */
    private static final Pattern HEADER =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\\t\\x20-\\x7e\\x80-\\xff]*");

    /** A response that is not HTTP as it ought to be. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why);
        }
    }

    /** A status line. */
    record Status(int code, String reason) {
        /** What Route 53 takes for healthy: 2xx and 3xx. */
        boolean good() {
            return code >= 200 && code < 400;
        }

        /** As the checkers tell it. */
        String text() {
            return "HTTP Status Code " + code + ", " + (reason.isBlank() ? usual() : reason);
        }

        private String usual() {
            return switch (code) {
                case 200 -> "OK";
                case 503 -> "Service Unavailable";
                default -> "without a reason";
            };
        }
    }

    private final InputStream in;
    private boolean chunked;
    private long length = Long.MAX_VALUE; // of the body, in bytes; unknown means up to the end

    HttpReply(InputStream in) {
        this.in = new BufferedInputStream(in, READ_BYTES);
    }

    /** Reads the status line. */
    Status status() throws IOException {
        Matcher matcher = STATUS_LINE.matcher(line());
        if (!matcher.matches()) {
            throw new Malformed("The response is not HTTP.");
        }
        String reason = matcher.group(2);
        return new Status(Integer.parseInt(matcher.group(1)), reason == null ? "" : reason);
    }

    /** Reads all headers. */
    void headers() throws IOException {
        int read = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (!HEADER.matcher(line).matches() || ++read > HEADERS_MAX) {
                throw new Malformed("The response's headers are not well-formed.");
            }
            int colon = line.indexOf(':');
            header(line.substring(0, colon), line.substring(colon + 1).strip());
        }
    }

    private void header(String name, String value) throws Malformed {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
            case "content-length" -> length = number(value, 10);
            default -> {
                // says nothing about where the body is
            }
        }
    }

    /**
     * Whether the body has the text, case and all, in its first bytes. The answer is given as soon
     * as it is certain: AWS does not say whether the rest of the body must come in time as well.
     */
    boolean bodyContains(String text) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean more = true;
        while (more && body.size() < BODY_BYTES_MAX) {
            more = chunked ? chunk(body) : part(body, length - body.size()) > 0;
            if (body.toString(StandardCharsets.ISO_8859_1).contains(bytesOf(text))) {
                return true;
            }
        }
        return false;
    }

    /** Each byte as a character, so that bytes are compared and none is lost. */
    private static String bytesOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Reads some of the next bytes, none past the limit of the body; returns how many. */
    private int part(ByteArrayOutputStream body, long most) throws IOException {
        long room = Math.min(BODY_BYTES_MAX - body.size(), Math.min(READ_BYTES, most));
        if (room <= 0) {
            return 0;
        }
        byte[] bytes = new byte[(int) room];
        int read = in.read(bytes);
        if (read > 0) {
            body.write(bytes, 0, read);
        }
        return read;
    }

    private boolean chunk(ByteArrayOutputStream body) throws IOException {
        long left = number(line().split(";", 2)[0].strip(), 16);
        boolean last = left == 0;
        while (left > 0 && body.size() < BODY_BYTES_MAX) {
            int read = part(body, left);
            if (read <= 0) {
                throw new EOFException("the response ends inside a chunk");
            }
            left -= read;
        }
        if (!last && left == 0) {
            line(); // the line end behind a chunk
        }
        return !last;
    }

    private static long number(String text, int radix) throws Malformed {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Malformed("The response's length is no number: " + text);
        }
        throw new Malformed("The response's length is negative: " + text);
    }

    /** Reads what else came, so that the endpoint is spared a reset. */
    void drain() {
        byte[] rest = new byte[READ_BYTES];
        try {
            for (int n = in.read(rest); n >= 0; ) {
                n = in.read(rest);
            }
        } catch (IOException e) {
            // the check has been judged; the rest is nobody's business
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the response ends too early");
            }
            if (line.length() >= LINE_BYTES_MAX) {
                throw new Malformed("The response has a line that is too long.");
            }
            line.append((char) c);
        }
        int end = line.length();
        return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
