package io.blackstart.sandbox.network;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;

class NetworkIT {
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int SHORT_MILLIS = 400;
    private static final int LONG_MILLIS = 10_000;

    private Network network;
    private ServerSocket echo;

    @BeforeEach
    void start() throws IOException {
        network = Network.start();
        echo = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        network.close();
        echo.close();
    }

    @Test
    void whatIsSaidIsHeardAtTheOtherEnd() throws IOException {
        try (Socket client = connect(link(Duration.ZERO))) {
            assertEquals("hello", said(client, "hello"));
        }
    }

    @Test
    void muchIsCarriedWithoutLossOrDisorder() throws IOException {
        byte[] much = new byte[20 * 1024 * 1024];
        for (int i = 0; i < much.length; i++) {
            much[i] = (byte) (i % 251);
        }
        for (Duration oneWay : List.of(Duration.ZERO, Duration.ofMillis(5))) {
            try (Socket client = connect(link(oneWay))) {
                Thread.startVirtualThread(() -> send(client, much));
                assertArrayEquals(much, client.getInputStream().readNBytes(much.length));
            }
        }
    }

    @Test
    void aByteTravelsForTheDelayInEachDirection() throws IOException {
        try (Socket client = connect(link(Duration.ofMillis(45)))) {
            long sent = System.nanoTime();
            said(client, "x");
            assertTrue(NANOSECONDS.toMillis(System.nanoTime() - sent) >= 90);
        }
    }

    @Test
    void theSendersEndArrivesAfterAllThatItSent() throws IOException {
        try (Socket client = connect(link(Duration.ofMillis(20)))) {
            client.getOutputStream().write("bye".getBytes(StandardCharsets.UTF_8));
            client.shutdownOutput();
            assertEquals(
                    "bye",
                    new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void inTheHoleNobodyAnswersAConnectionRequest() throws IOException {
        Link link = link(Duration.ZERO);
        network.cut(List.of(link));
        for (int i = 0; i < 3; i++) {
            try (Socket client = new Socket()) {
                assertThrows(
                        SocketTimeoutException.class,
                        () -> client.connect(link.address(), SHORT_MILLIS));
            }
        }
    }

    @Test
    void anOpenConnectionIsSilentInTheHoleAndDeliversAfterTheMend() throws IOException {
        Link link = link(Duration.ZERO);
        try (Socket client = connect(link)) {
            said(client, "before");
            network.cut(List.of(link));
            client.setSoTimeout(SHORT_MILLIS);
            assertThrows(SocketTimeoutException.class, () -> said(client, "during"));
            client.setSoTimeout(LONG_MILLIS);
            network.mend(List.of(link));
            assertEquals(
                    "during",
                    new String(client.getInputStream().readNBytes(6), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatWasOnItsWayIsHeldToo() throws IOException {
        Link link = link(Duration.ofMillis(300));
        try (Socket client = connect(link)) {
            client.getOutputStream().write("held".getBytes(StandardCharsets.UTF_8));
            network.cut(List.of(link));
            client.setSoTimeout(1_000);
            assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
            client.setSoTimeout(LONG_MILLIS);
            network.mend(List.of(link));
            assertEquals(
                    "held",
                    new String(client.getInputStream().readNBytes(4), StandardCharsets.UTF_8));
        }
    }

    @Test
    void afterTheMendNewConnectionsAreServedAndItCanBeCutAgain() throws IOException {
        Link link = link(Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            long cut = network.cut(List.of(link));
            assertThrows(
                    SocketTimeoutException.class,
                    () -> new Socket().connect(link.address(), SHORT_MILLIS));
            assertTrue(network.mend(List.of(link)) - cut > 0);
            await().atMost(Duration.ofSeconds(20))
                    .ignoreException(SocketTimeoutException.class)
                    .until(() -> answers(link));
        }
    }

    @Test
    void overlappingCutsEndWithTheLast() throws IOException {
        Link link = link(Duration.ZERO);
        network.cut(List.of(link));
        network.cut(List.of(link));
        network.mend(List.of(link));
        assertThrows(
                SocketTimeoutException.class,
                () -> new Socket().connect(link.address(), SHORT_MILLIS));
        network.mend(List.of(link));
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(SocketTimeoutException.class)
                .until(() -> answers(link));
    }

    @Test
    void aCutThatLosesResetsItsConnectionsAfterTheMend() throws IOException {
        Link link = link(Duration.ZERO);
        try (Socket client = connect(link)) {
            said(client, "before");
            network.cut(List.of(link), Network.Bytes.LOST);
            client.setSoTimeout(SHORT_MILLIS);
            assertThrows(SocketTimeoutException.class, () -> said(client, "during"));
            client.setSoTimeout(LONG_MILLIS);
            network.mend(List.of(link));
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
        await().atMost(Duration.ofSeconds(20))
                .ignoreException(SocketTimeoutException.class)
                .until(() -> answers(link));
    }

    @Test
    void oneOfTwoOverlappingCutsIsEnoughForTheLoss() throws IOException {
        Link link = link(Duration.ZERO);
        try (Socket client = connect(link)) {
            said(client, "before");
            network.cut(List.of(link), Network.Bytes.LOST);
            network.cut(List.of(link));
            network.mend(List.of(link));
            client.setSoTimeout(SHORT_MILLIS);
            assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
            client.setSoTimeout(LONG_MILLIS);
            network.mend(List.of(link));
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void theDelayVariesByTheJitter() throws IOException {
        InetSocketAddress target = (InetSocketAddress) echo.getLocalSocketAddress();
        Link link =
                network.open(
                        new Network.Route(
                                ANY, target, Duration.ofMillis(1), Duration.ofMillis(30)));
        LongSummaryStatistics rounds = new LongSummaryStatistics();
        try (Socket client = connect(link)) {
            client.setTcpNoDelay(true);
            for (int i = 0; i < 20; i++) {
                long began = System.nanoTime();
                client.getOutputStream().write('x');
                assertEquals('x', client.getInputStream().read());
                rounds.accept(System.nanoTime() - began);
            }
        }
        assertTrue(rounds.getMax() - rounds.getMin() > 5_000_000, rounds.toString());
    }

    @Test
    void bytesStayInOrderHoweverTheDelayVaries() throws IOException {
        InetSocketAddress target = (InetSocketAddress) echo.getLocalSocketAddress();
        Link link =
                network.open(
                        new Network.Route(
                                ANY, target, Duration.ofMillis(1), Duration.ofMillis(30)));
        try (Socket client = connect(link)) {
            client.setTcpNoDelay(true);
            StringBuilder sent = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                String word = i + " ";
                sent.append(word);
                client.getOutputStream().write(word.getBytes(StandardCharsets.UTF_8));
            }
            assertEquals(
                    sent.toString(),
                    new String(
                            client.getInputStream().readNBytes(sent.length()),
                            StandardCharsets.UTF_8));
        }
    }

    @Test
    void aCutLinkLeavesTheOthersAlone() throws IOException {
        Link cut = link(Duration.ZERO);
        Link other = link(Duration.ZERO);
        network.cut(List.of(cut));
        try (Socket client = connect(other)) {
            assertEquals("still here", said(client, "still here"));
        }
    }

    @Test
    void linksOpenAllOrNone() throws IOException {
        int taken = link(Duration.ZERO).address().getPort();
        int free = FreePorts.free("127.0.0.1");
        InetSocketAddress target = (InetSocketAddress) echo.getLocalSocketAddress();
        Network.Route first = Network.Route.straight(local(free), target);
        Network.Route second = Network.Route.straight(local(taken), target);
        assertThrows(BindException.class, () -> network.open(List.of(first, second)));
        network.open(first); // its port is free again
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Link link(Duration oneWay) throws IOException {
        InetSocketAddress target = (InetSocketAddress) echo.getLocalSocketAddress();
        return network.open(new Network.Route(ANY, target, oneWay));
    }

    private static Socket connect(Link link) throws IOException {
        Socket client = new Socket();
        client.setSoTimeout(LONG_MILLIS);
        client.connect(link.address(), LONG_MILLIS);
        return client;
    }

    private static boolean answers(Link link) throws IOException {
        try (Socket client = new Socket()) {
            client.setSoTimeout(2_000);
            client.connect(link.address(), 2_000);
            return said(client, "again").equals("again");
        }
    }

    private static String said(Socket client, String word) throws IOException {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        client.getOutputStream().write(bytes);
        return new String(client.getInputStream().readNBytes(bytes.length), StandardCharsets.UTF_8);
    }

    private static void send(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = echo.accept();
                Thread.startVirtualThread(() -> repeat(socket));
            }
        } catch (IOException closed) {
            assertTrue(echo.isClosed());
        }
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException gone) {
            // The client went; there is nobody to repeat to.
        }
    }
}
