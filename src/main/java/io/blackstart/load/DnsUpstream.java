package io.blackstart.load;

import io.blackstart.dns.DnsServer;
import io.blackstart.experiment.LoadProfile.Family;

import okhttp3.Dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * The vantage point that the users' caches ask: its servers in turn, the next one when one does not
 * answer.
 */
public final class DnsUpstream implements Dns {
    private final List<DnsServer> servers;
    private final List<DnsServer.Family> families;

    /**
     * A vantage point.
     *
     * @param servers at least one
     * @param family of the addresses that users want
     */
    public DnsUpstream(List<DnsServer> servers, Family family) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a vantage point has at least one server");
        }
        this.servers = List.copyOf(servers);
        this.families =
                switch (family) {
                    case IPV4 -> List.of(DnsServer.Family.IPV4);
                    case IPV6 -> List.of(DnsServer.Family.IPV6, DnsServer.Family.IPV4);
                };
    }

    /** Asks anew each time. */
    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        return ask(hostname).addresses();
    }

    DnsCache.Answer ask(String name) throws UnknownHostException {
        StringBuilder failures = new StringBuilder();
        for (DnsServer server : servers) {
            try {
                for (DnsServer.Family family : families) {
                    DnsServer.Answer answer = server.ask(name, family);
                    if (!answer.addresses().isEmpty()) {
                        return new DnsCache.Answer(
                                answer.addresses(), Duration.ofSeconds(answer.ttlSeconds()));
                    }
                    failures.append(' ').append(server.address());
                    failures.append(": ").append(answer.rcode());
                }
            } catch (IOException e) {
                failures.append(' ').append(server.address()).append(": ").append(e.getMessage());
            }
        }
        throw new UnknownHostException(name + ":" + failures);
    }
}
