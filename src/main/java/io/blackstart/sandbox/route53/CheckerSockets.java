package io.blackstart.sandbox.route53;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** How the checkers reach an endpoint, up to the end of the TLS handshake. */
final class CheckerSockets {
    private final UnaryOperator<InetSocketAddress> path;
    private final SSLContext tls;

    /**
     * Sockets of checkers.
     *
     * @param path where the checkers' way to an address really begins
     */
    CheckerSockets(UnaryOperator<InetSocketAddress> path) {
        this.path = path;
        try {
            this.tls = SSLContext.getInstance("TLS");
            this.tls.init(null, new TrustManager[] {new AnyCertificate()}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /**
     * Connects a socket that is not yet connected. The sandbox's world is loopback: a packet to
     * anywhere else is lost, as in a hole, and never leaves this machine.
     */
    void connect(Socket socket, InetSocketAddress to, Duration within) throws IOException {
        InetSocketAddress really = path.apply(to);
        if (!really.getAddress().isLoopbackAddress()) {
            lose(within);
            throw new SocketTimeoutException("nothing beyond loopback can be reached: " + really);
        }
        socket.setTcpNoDelay(true);
        socket.connect(really, (int) Math.max(1, within.toMillis()));
    }

    /** Waits in vain; less when this checker is taken off. */
    private static void lose(Duration within) {
        long until = System.nanoTime() + within.toNanos();
        for (long left = within.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /**
     * Speaks TLS over a connection, which is closed with it.
     *
     * @param host that the session is about
     * @param names what the handshake names; nothing when empty
     */
    SSLSocket secure(Socket connected, String host, List<SNIServerName> names) throws IOException {
        SSLSocket secure =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(connected, host, connected.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setServerNames(names);
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /** The name as a handshake carries it; nothing when it is none that TLS can name. */
    static List<SNIServerName> serverName(String name) {
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        try {
            return bare.isEmpty() ? List.of() : List.of(new SNIHostName(bare));
        } catch (IllegalArgumentException e) {
            // an underscore, say, which DNS allows and host names do not
            return List.of();
        }
    }

    /** Whether the endpoint showed a certificate of that host. */
    static boolean certifies(SSLSocket secure, String host) throws IOException {
        return secure.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                && CertificateNames.of(certificate).include(host);
    }
}
