package io.blackstart.sandbox.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What becomes of those who come to a link, for each way of treating them. */
class PassageIT {
    private static final int SILENT_MILLIS = 300;
    private static final int LONG_MILLIS = 10_000;

    private final LinkedBlockingQueue<Integer> arrived = new LinkedBlockingQueue<>();
    private Network network;
    private ServerSocket echo;
    private Link link;

    @BeforeEach
    void start() throws IOException {
        network = Network.start();
        echo = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
        link =
                network.open(
                        Network.Route.straight(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                (InetSocketAddress) echo.getLocalSocketAddress()));
    }

    @AfterEach
    void stop() throws IOException {
        network.close();
        echo.close();
    }

    @Test
    void whoIsRefusedIsToldSoAndOpenConnectionsAreReset() throws IOException {
        try (Socket open = connect()) {
            assertEquals('a', said(open, 'a'));
            network.pass(link, Passage.REFUSED);
            assertThrows(SocketException.class, () -> said(open, 'b'));
        }
        assertThrows(ConnectException.class, this::connect);
        network.pass(link, Passage.OPEN);
        try (Socket again = connect()) {
            assertEquals('c', said(again, 'c'));
        }
    }

    @Test
    void whoIsResetGetsAConnectionAndLosesIt() throws IOException {
        network.pass(link, Passage.RESET);
        assertThrows(
                SocketException.class,
                () -> {
                    try (Socket client = connect()) {
                        said(client, 'a');
                    }
                });
        assertTrue(arrived.isEmpty(), "nothing reached the other end");
    }

    @Test
    void whoMeetsAMuteOneIsAnsweredOnlyWhenItIsOver() throws IOException {
        network.pass(link, Passage.MUTE);
        try (Socket client = connect()) {
            client.setSoTimeout(SILENT_MILLIS);
            assertThrows(SocketTimeoutException.class, () -> said(client, 'a'));
            assertTrue(arrived.isEmpty(), "nothing reached the other end");
            network.pass(link, Passage.OPEN);
            client.setSoTimeout(LONG_MILLIS);
            assertEquals('a', client.getInputStream().read());
        }
    }

    @Test
    void whatIsSaidOneWayArrivesAndItsAnswerComesWhenItIsOver()
            throws IOException, InterruptedException {
        network.pass(link, Passage.ONE_WAY);
        try (Socket client = connect()) {
            client.setSoTimeout(SILENT_MILLIS);
            assertThrows(SocketTimeoutException.class, () -> said(client, 'a'));
            assertEquals((int) 'a', arrived.poll(LONG_MILLIS, TimeUnit.MILLISECONDS));
            network.pass(link, Passage.OPEN);
            client.setSoTimeout(LONG_MILLIS);
            assertEquals('a', client.getInputStream().read());
        }
    }

    @Test
    void aLinkThatIsCutCannotBeTreatedOtherwise() throws IOException {
        network.cut(List.of(link));
        assertThrows(IllegalStateException.class, () -> network.pass(link, Passage.REFUSED));
        network.mend(List.of(link));
        try (Socket client = connect()) {
            assertEquals('a', said(client, 'a'));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(LONG_MILLIS);
        socket.connect(link.address(), LONG_MILLIS);
        return socket;
    }

    private static int said(Socket socket, int letter) throws IOException {
        socket.getOutputStream().write(letter);
        int answer = socket.getInputStream().read();
        if (answer < 0) {
            throw new SocketException("closed");
        }
        return answer;
    }

    private void accept() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                Thread.startVirtualThread(() -> answer(socket));
            } catch (IOException ended) {
                assertTrue(echo.isClosed());
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            for (int letter = socket.getInputStream().read();
                    letter >= 0;
                    letter = socket.getInputStream().read()) {
                arrived.add(letter);
                socket.getOutputStream().write(letter);
            }
        } catch (IOException gone) {
            // a reset is what some of these tests want
            assertTrue(socket.isClosed() || !gone.toString().isEmpty());
        }
    }
}
