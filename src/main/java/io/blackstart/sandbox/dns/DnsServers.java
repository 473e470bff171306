package io.blackstart.sandbox.dns;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** DNS servers on one address each and all on the same free port. */
public record DnsServers(List<DnsServer> servers) implements AutoCloseable {
    /** A port that is free on one socket is mostly free on all of them. */
    private static final int ATTEMPTS_MAX = 100;

    public DnsServers {
        servers = List.copyOf(servers);
    }

    /** Binds one on each address, in that order; nothing is left bound when it throws. */
    public static DnsServers bind(List<String> addresses) throws IOException {
        BindException taken = new BindException("no attempt yet");
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                return attempt(addresses);
            } catch (BindException e) {
                taken = e;
            }
        }
        throw new IOException("no port is free on all of " + addresses, taken);
    }

    private static DnsServers attempt(List<String> addresses) throws IOException {
        List<DnsServer> bound = new ArrayList<>();
        try {
            int port = 0;
            for (String address : addresses) {
                DnsServer server = DnsServer.bind(InetAddress.ofLiteral(address), port);
                bound.add(server);
                port = server.address().getPort();
            }
            return new DnsServers(bound);
        } catch (IOException e) {
            bound.forEach(DnsServer::close);
            throw e;
        }
    }

    /** Stops all of them. */
    @Override
    public void close() {
        servers.forEach(DnsServer::close);
    }
}
