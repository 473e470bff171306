package io.blackstart.sandbox.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.sts.Sts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

/** Bad input and limits, on raw sockets. */
class AwsServerIT {
    /** The socket's own: an answer that takes so long is a hang. */
    private static final int HANG_MILLIS = 30_000;

    private static final String FORM = "Action=GetCallerIdentity&Version=2011-06-15";
    private static final String SIGNED =
            "Host: 127.0.0.1\r\nAuthorization: AWS4-HMAC-SHA256"
                    + " Credential=AKID/20261122/eu-west-1/sts/aws4_request, SignedHeaders=host,"
                    + " Signature=abc\r\n";

    private AwsServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                AwsServer.start(
                        "127.0.0.1",
                        List.of(new Sts("123456789012").route()),
                        Duration.ofMillis(500));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(server.endpoint().getHost(), server.endpoint().getPort());
        socket.setSoTimeout(HANG_MILLIS);
        return socket;
    }

    /** Sends, and reads until the server has closed. */
    private String exchange(byte[]... parts) throws IOException {
        try (Socket socket = connect()) {
            try {
                for (byte[] part : parts) {
                    socket.getOutputStream().write(part);
                }
            } catch (IOException e) {
                // it may answer and close before everything is sent
                assertTrue(socket.isConnected());
            }
            return readAll(socket.getInputStream());
        }
    }

    private static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                all.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("it hangs after: " + all.toString(StandardCharsets.UTF_8), e);
        } catch (IOException e) {
            // a reset, when it closed with bytes of ours unread; what it said before counts
            return all.toString(StandardCharsets.UTF_8);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String post(String body) {
        return "POST / HTTP/1.1\r\n"
                + SIGNED
                + "Connection: close\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    @Test
    void answersAPost() throws IOException {
        String answer = exchange(ascii(post(FORM)));
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(answer.contains("<Account>123456789012</Account>"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /2013-04-01/% HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a?%zz=%& HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void whatIsNoHttpIsRefusedInAwsForm(String request) throws IOException {
        String answer = exchange(ascii(request));
        assertTrue(answer.startsWith("HTTP/1.1 4") || answer.startsWith("HTTP/1.1 505"), answer);
        assertTrue(answer.contains("<Code>") || answer.contains("\"message\""), answer);
        assertFalse(answer.contains("\tat "), answer);
        assertFalse(answer.contains("Exception:"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "DELETE", "TRACE", "BREW", "PUT"})
    void otherMethodsAreRefused(String method) throws IOException {
        String answer =
                exchange(ascii(method + " / HTTP/1.1\r\n" + SIGNED + "Connection: close\r\n\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 405"), answer);
        assertEquals(!method.equals("HEAD"), answer.contains("MethodNotAllowed"), answer);
    }

    @Test
    void aQueryCanBeAskedWithGet() throws IOException {
        String answer =
                exchange(
                        ascii(
                                "GET /?"
                                        + FORM
                                        + " HTTP/1.1\r\n"
                                        + SIGNED
                                        + "Connection: close\r\n\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() throws IOException {
        String answer =
                exchange(
                        ascii(
                                "POST / HTTP/1.1\r\n"
                                        + SIGNED
                                        + "Content-Length: 999999999\r\n\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 413"), answer);
        assertTrue(answer.contains("<Code>RequestEntityTooLarge</Code>"), answer);
    }

    @Test
    void refusesABodyThatGrowsTooLarge() throws IOException {
        byte[] chunk = ascii("10000\r\n" + "x".repeat(0x10000) + "\r\n");
        List<byte[]> parts = new ArrayList<>();
        parts.add(ascii("POST / HTTP/1.1\r\n" + SIGNED + "Transfer-Encoding: chunked\r\n\r\n"));
        for (int i = 0; i < 20; i++) {
            parts.add(chunk);
        }
        String answer = exchange(parts.toArray(byte[][]::new));
        // the answer may be lost with a reset; the body is never taken
        assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
        assertTrue(exchange(ascii(post(FORM))).startsWith("HTTP/1.1 200"));
    }

    @Test
    void readsACompressedBodyAndNoBomb() throws IOException {
        assertTrue(gzip(FORM).startsWith("HTTP/1.1 200"));
        String bomb = gzip("A=" + "x".repeat(5_000_000));
        assertTrue(bomb.startsWith("HTTP/1.1 4"), bomb);
    }

    private String gzip(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(ascii(body));
        }
        return exchange(
                ascii(
                        "POST / HTTP/1.1\r\n"
                                + SIGNED
                                + "Connection: close\r\nContent-Encoding: gzip\r\nContent-Length: "
                                + bytes.size()
                                + "\r\n\r\n"),
                bytes.toByteArray());
    }

    @Test
    void refusesHeadersThatAreTooLong() throws IOException {
        String answer = exchange(ascii("GET / HTTP/1.1\r\nX: " + "y".repeat(200_000) + "\r\n\r\n"));
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
    }

    @Test
    void doesNotWaitForABodyThatDoesNotCome() throws IOException {
        String answer =
                exchange(
                        ascii(
                                "POST / HTTP/1.1\r\n"
                                        + SIGNED
                                        + "Content-Length: 100\r\n\r\nAction"));
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
    }

    @Test
    void servesManyAtOnceBesidesManyThatSayNothing() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                silent.add(connect());
            }
            List<Future<String>> answers = new ArrayList<>();
            Callable<String> one = () -> exchange(ascii(post(FORM)));
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit(one));
            }
            for (Future<String> answer : answers) {
                assertTrue(answer.get().startsWith("HTTP/1.1 200"), answer.get());
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void stopsWhileConnectionsAreOpen() throws IOException {
        try (Socket idle = connect();
                Socket half = connect()) {
            half.getOutputStream().write(ascii("POST / HTTP/1.1\r\n"));
            server.close();
            assertEquals("", readAll(idle.getInputStream()));
            readAll(half.getInputStream());
        }
    }

    @Test
    void survivesNoise() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            byte[] request = ascii(post(FORM));
            for (int flips = 0; flips < 5; flips++) {
                request[random.nextInt(request.length)] = (byte) random.nextInt(256);
            }
            try (Socket socket = connect()) {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                String answer = readAll(socket.getInputStream());
                assertFalse(answer.contains("\tat "), answer);
                assertFalse(answer.startsWith("HTTP/1.1 500"), answer);
            }
        }
        assertTrue(exchange(ascii(post(FORM))).startsWith("HTTP/1.1 200"));
    }

    @Test
    void isBoundToLoopbackOnly() {
        assertEquals("127.0.0.1", server.endpoint().getHost());
        assertEquals(server.endpoint() + "/_sandbox/reset", server.resetUri().toString());
    }
}
