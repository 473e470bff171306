package io.blackstart.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event.DropClass;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.internal.http2.ErrorCode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Each fault through real sockets, and the class that it must get: the table of measurement, row by
 * row.
 */
final class FailuresIT {
    private static final OkHttpClient CLIENT =
            new OkHttpClient.Builder()
                    .connectTimeout(Duration.ofMillis(400))
                    .readTimeout(Duration.ofMillis(400))
                    .retryOnConnectionFailure(false)
                    .fastFallback(false)
                    .eventListenerFactory(Flight.LISTENERS)
                    .build();

    /** What a server does with one accepted connection. */
    private interface Deed {
        void with(Socket connection) throws IOException;
    }

    private record Seen(DropClass dropClass, boolean bytesLeft) {}

    private static Request request(int port, Flight flight) {
        return request("http", port, flight);
    }

    private static Request request(String scheme, int port, Flight flight) {
        return new Request.Builder()
                .url(scheme + "://127.0.0.1:" + port + "/")
                .post(RequestBody.create(new byte[] {1}))
                .tag(Flight.class, flight)
                .build();
    }

    private static Seen post(int port) {
        return post(CLIENT, port);
    }

    private static Seen post(OkHttpClient client, int port) {
        return post("http", client, port);
    }

    private static Seen post(String scheme, OkHttpClient client, int port) {
        Flight flight = new Flight();
        Request request = request(scheme, port, flight);
        IOException failure =
                assertThrows(
                        IOException.class,
                        () -> {
                            try (Response response = client.newCall(request).execute()) {
                                response.body().bytes();
                            }
                        });
        return new Seen(Failures.of(failure, flight.lastPhase()), flight.bytesLeft());
    }

    private static Seen against(Deed deed) throws IOException {
        return against(CLIENT, deed);
    }

    private static Seen against(OkHttpClient client, Deed deed) throws IOException {
        return against("http", client, deed);
    }

    private static Seen against(String scheme, OkHttpClient client, Deed deed) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (Socket connection = server.accept()) {
                    deed.with(connection);
                } catch (IOException _) {
                    // the client gave up first
                }
            });
            return post(scheme, client, server.getLocalPort());
        }
    }

    private static void readRequest(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        byte[] buffer = new byte[4096];
        int count = in.read(buffer);
        String text = new String(buffer, 0, Math.max(0, count), StandardCharsets.US_ASCII);
        if (!text.endsWith("\u0001")) {
            in.read();
        }
    }

    private static void waitForTheClient(Socket connection) throws IOException {
        while (connection.getInputStream().read() >= 0) {
            // until it gives up
        }
    }

    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
    }

    private static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void nothingListens() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertEquals(new Seen(DropClass.REFUSED, false), post(port));
    }

    @Test
    void theAcceptQueueIsFull() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> dummies = new ArrayList<>();
            try {
                for (int i = 0; i < 2; i++) {
                    dummies.add(
                            new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort()));
                }
                Seen seen = post(server.getLocalPort());
                assertEquals(DropClass.CONNECT_TIMEOUT, seen.dropClass());
                assertFalse(seen.bytesLeft(), "so it certainly wrote nothing");
            } finally {
                for (Socket dummy : dummies) {
                    dummy.close();
                }
            }
        }
    }

    @Test
    void noReplyComes() throws IOException {
        Seen seen = against(FailuresIT::waitForTheClient);
        assertEquals(DropClass.READ_TIMEOUT, seen.dropClass());
        assertTrue(seen.bytesLeft(), "so it may have written");
    }

    @Test
    void theBodyStalls() throws IOException {
        Seen seen =
                against(connection -> {
                    readRequest(connection);
                    say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                    waitForTheClient(connection);
                });
        assertEquals(DropClass.READ_TIMEOUT, seen.dropClass());
    }

    @Test
    void theConnectionIsResetAfterTheRequest() throws IOException {
        Seen seen =
                against(connection -> {
                    readRequest(connection);
                    reset(connection);
                });
        assertEquals(new Seen(DropClass.RESET, true), seen);
    }

    @Test
    void theConnectionEndsBeforeTheReply() throws IOException {
        assertEquals(new Seen(DropClass.EOF, true), against(FailuresIT::readRequest));
    }

    @Test
    void theConnectionEndsInTheBody() throws IOException {
        Seen seen =
                against(connection -> {
                    readRequest(connection);
                    say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                });
        assertEquals(DropClass.EOF, seen.dropClass());
    }

    @Test
    void theReplyIsGarbage() throws IOException {
        Seen seen =
                against(connection -> {
                    readRequest(connection);
                    say(connection, "what?\r\n\r\n");
                });
        assertEquals(DropClass.PROTOCOL, seen.dropClass());
    }

    @Test
    void theNameIsUnknown() {
        OkHttpClient nameless =
                CLIENT.newBuilder()
                        .dns(name -> {
                            throw new java.net.UnknownHostException(name);
                        })
                        .build();
        Flight flight = new Flight();
        Request request =
                new Request.Builder()
                        .url("http://app.example.test/")
                        .tag(Flight.class, flight)
                        .build();
        IOException failure =
                assertThrows(IOException.class, () -> nameless.newCall(request).execute().close());
        assertEquals(DropClass.DNS, Failures.of(failure, flight.lastPhase()));
        assertFalse(flight.bytesLeft());
    }

    @Test
    void statusesHaveClassesOfTheirOwn() {
        assertEquals(DropClass.HTTP_5XX, Failures.of(503));
        assertEquals(DropClass.HTTP_4XX, Failures.of(404));
        assertEquals(DropClass.THROTTLED, Failures.of(429));
        assertEquals(DropClass.UNAUTHORIZED, Failures.of(401));
        assertEquals(DropClass.UNAUTHORIZED, Failures.of(403));
        assertEquals(DropClass.WRONG_CONTENT, Failures.of(302));
    }

    @Test
    void theConnectionIsResetRightAfterItWasAccepted() throws IOException {
        Seen seen = against(FailuresIT::reset);
        // whether a byte left before the reset came is a race, and told by the flight as it was
        assertEquals(DropClass.RESET, seen.dropClass());
    }

    @Test
    void aPooledConnectionWasReset() throws Exception {
        CountDownLatch pooled = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (Socket connection = server.accept()) {
                    readRequest(connection);
                    say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    pooled.await();
                    reset(connection);
                } catch (IOException | InterruptedException _) {
                    // the client gave up first
                } finally {
                    gone.countDown();
                }
            });
            Flight first = new Flight();
            CLIENT.newCall(request(server.getLocalPort(), first)).execute().close();
            assertTrue(first.madeConnection());
            // OkHttp finds out by itself when it looks before the reset's arrival or after: both
            // ways no byte of this request is answered
            Flight second = new Flight();
            IOException failure =
                    assertThrows(
                            IOException.class,
                            () -> {
                                OkHttpClient late =
                                        CLIENT.newBuilder()
                                                .addNetworkInterceptor(chain -> {
                                                    pooled.countDown();
                                                    awaitQuietly(gone);
                                                    return chain.proceed(chain.request());
                                                })
                                                .build();
                                late.newCall(request(server.getLocalPort(), second))
                                        .execute()
                                        .close();
                            });
            assertFalse(second.madeConnection(), "it is the pooled one");
            assertEquals(DropClass.RESET, Failures.of(failure, second.lastPhase()));
            assertTrue(second.bytesLeft());
        }
    }

    @Test
    void theBodyTricklesUntilTheWholeCallIsOver() throws IOException {
        OkHttpClient bounded = CLIENT.newBuilder().callTimeout(Duration.ofMillis(900)).build();
        Seen seen =
                against(
                        bounded,
                        connection -> {
                            readRequest(connection);
                            say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n");
                            while (connection.getInputStream().available() == 0) {
                                say(connection, ".");
                                LockSupport.parkNanos(50_000_000);
                            }
                        });
        assertEquals(new Seen(DropClass.READ_TIMEOUT, true), seen);
    }

    @Test
    void aCallThatIsOverWhileItConnectsIsAConnectTimeOut() throws IOException {
        OkHttpClient bounded = CLIENT.newBuilder().callTimeout(Duration.ofMillis(150)).build();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket one = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket two = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            assertTrue(one.isConnected() && two.isConnected());
            assertEquals(
                    new Seen(DropClass.CONNECT_TIMEOUT, false),
                    post(bounded, server.getLocalPort()));
        }
    }

    @Test
    void theHandshakeGetsNoAnswer() throws IOException {
        Seen seen = against("https", CLIENT, FailuresIT::waitForTheClient);
        assertEquals(new Seen(DropClass.TLS, false), seen);
    }

    @Test
    void theHandshakeGetsGarbage() throws IOException {
        Seen seen =
                against("https", CLIENT, connection -> say(connection, "HTTP/1.1 400 No\r\n\r\n"));
        assertEquals(new Seen(DropClass.TLS, false), seen);
    }

    @Test
    void oneStreamOfHttp2IsReset() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
            server.start();
            server.enqueue(
                    new MockResponse.Builder()
                            .onRequestStart(
                                    new mockwebserver3.SocketEffect.CloseStream(
                                            ErrorCode.INTERNAL_ERROR.getHttpCode()))
                            .build());
            OkHttpClient http2 =
                    CLIENT.newBuilder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
            assertEquals(new Seen(DropClass.RESET, true), post(http2, server.getPort()));
        }
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
