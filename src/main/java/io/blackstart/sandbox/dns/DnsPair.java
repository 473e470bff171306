package io.blackstart.sandbox.dns;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;

/** Two DNS servers on two addresses and the same free port. */
public record DnsPair(DnsServer authoritative, DnsServer resolver) implements AutoCloseable {
    /** A port that is free on one socket of four is mostly free on all of them. */
    private static final int ATTEMPTS_MAX = 100;

    /** Binds both. */
    public static DnsPair bind(String authoritativeAddress, String resolverAddress)
            throws IOException {
        InetAddress first = InetAddress.getByName(authoritativeAddress);
        InetAddress second = InetAddress.getByName(resolverAddress);
        BindException taken = new BindException("no attempt yet");
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                DnsServer authoritative = DnsServer.bind(first, 0);
                try {
                    return new DnsPair(
                            authoritative,
                            DnsServer.bind(second, authoritative.address().getPort()));
                } catch (IOException e) {
                    authoritative.close();
                    throw e;
                }
            } catch (BindException e) {
                taken = e;
            }
        }
        throw new IOException(
                "no port is free on both " + authoritativeAddress + " and " + resolverAddress,
                taken);
    }

    /** Stops both. */
    @Override
    public void close() {
        authoritative.close();
        resolver.close();
    }
}
