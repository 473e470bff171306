package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

class HttpReplyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n",
                "HTTP/2 200 OK\r\n",
                "HTTP/1.1 20 OK\r\n",
                "HTTP/1.1 2000 OK\r\n",
                "http/1.1 200 OK\r\n",
            })
    void whatIsNoStatusLineIsRefused(String text) {
        assertThrows(HttpReply.Malformed.class, () -> reply(text).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no colon",
                "Space : 1",
                ": 1",
                " folded: 1",
                "Control: a\u0001b",
                "Ünicode: 1"
            })
    void aMalformedHeaderIsRefused(String header) throws IOException {
        HttpReply reply = reply(OK + "A: 1\r\n" + header + "\r\n\r\n");
        assertEquals(new HttpReply.Status(200, "OK"), reply.status());
        assertThrows(HttpReply.Malformed.class, reply::headers);
    }

    @Test
    void linesAndHeadersWithoutEndAreRefused() throws IOException {
        assertThrows(HttpReply.Malformed.class, () -> reply("x".repeat(10_000)).status());
        HttpReply reply = reply(OK + "A: 1\r\n".repeat(10_000));
        reply.status();
        assertThrows(HttpReply.Malformed.class, reply::headers);
    }

    @ParameterizedTest
    @CsvSource({
        // bytes before the text of four; the first 5,120 bytes must hold it wholly
        "0, true",
        "5116, true",
        "5117, false",
        "5120, false",
        "9000, false",
    })
    void theTextMustLieInTheFirst5120Bytes(int before, boolean found) throws IOException {
        String body = "x".repeat(before) + "WELL" + "x".repeat(100);
        assertEquals(found, contains("", body, "WELL"));
        assertEquals(found, contains("Content-Length: " + body.length() + "\r\n", body, "WELL"));
        assertEquals(
                found, contains("Transfer-Encoding: chunked\r\n", chunks(body, 1_000), "WELL"));
        assertEquals(found, contains("Transfer-Encoding: chunked\r\n", chunks(body, 3), "WELL"));
    }

    @Test
    void caseAndBytesCount() throws IOException {
        assertEquals(false, contains("", "all is well", "WELL"));
        assertEquals(true, contains("", "alles für alle", "für"));
        assertEquals(false, contains("", "", "x"));
    }

    /** What follows on a connection is another response. */
    @Test
    void theBodyEndsWhereItsLengthSays() throws IOException {
        assertEquals(false, contains("Content-Length: 3\r\n", "abcWELL", "WELL"));
        assertEquals(true, contains("Content-Length: 7\r\n", "abcWELL", "WELL"));
        assertEquals(false, contains("Transfer-Encoding: chunked\r\n", "0\r\n\r\nWELL", "WELL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nWELL", "-4\r\nWELL", "fffffffffffffffffff\r\nWELL"})
    void aChunkOfNoLengthIsRefused(String body) {
        assertThrows(
                HttpReply.Malformed.class,
                () -> contains("Transfer-Encoding: chunked\r\n", body, "WELL"));
    }

    private static boolean contains(String headers, String body, String text) throws IOException {
        HttpReply reply = reply(OK + headers + "\r\n" + body);
        reply.status();
        reply.headers();
        return reply.bodyContains(text);
    }

    private static String chunks(String body, int size) {
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); at += size) {
            String part = body.substring(at, Math.min(body.length(), at + size));
            chunks.append(Integer.toHexString(part.length())).append(";x=y\r\n");
            chunks.append(part).append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    private static HttpReply reply(String text) {
        return new HttpReply(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
