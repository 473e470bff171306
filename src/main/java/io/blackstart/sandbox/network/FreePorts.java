package io.blackstart.sandbox.network;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody uses, below the range from which the kernel serves outgoing connections: what
 * is free now is then only taken by someone who asks for it by number.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int TRIES_MAX = 200;

    private FreePorts() {}

    /** Uses a port; a {@link BindException} says that it is taken after all. */
    public interface Use<T> {
        T on(int port) throws IOException;
    }

    /** A port that is free now on a loopback address. */
    public static int free(String address) throws IOException {
        return first(port -> {
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(false);
                probe.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
                return port;
            }
        });
    }

    /** What the first port that is not taken is used for. */
    public static <T> T first(Use<T> use) throws IOException {
        BindException taken = new BindException("no free port was tried");
        for (int i = 0; i < TRIES_MAX; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try {
                return use.on(port);
            } catch (BindException next) {
                taken = next;
            }
        }
        throw new IOException("no free port between " + FIRST + " and " + LAST, taken);
    }
}
