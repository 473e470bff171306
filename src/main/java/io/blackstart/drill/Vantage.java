package io.blackstart.drill;

import io.blackstart.dns.DnsServer;
import io.blackstart.dns.JvmCache;
import io.blackstart.dns.Resolver;
import io.blackstart.dns.SystemResolver;
import io.blackstart.experiment.Environment.DnsNames;
import io.blackstart.experiment.Environment.DnsWatch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The DNS servers behind a vantage point's name. */
final class Vantage {
    /** The zone's own name servers. */
    static final String AUTHORITATIVE = DnsWatch.AUTHORITATIVE;

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private Vantage() {}

    /** The zone's own servers, asked without recursion, or the one resolver of that name. */
    static List<DnsServer> servers(DnsNames dns, String vantage) {
        if (vantage.equals(AUTHORITATIVE)) {
            return dns.authoritative().stream()
                    .map(at -> new DnsServer(DnsServer.address(at), false, TIMEOUT))
                    .toList();
        }
        String at = Optional.ofNullable(dns.resolvers().get(vantage)).orElseThrow();
        return List.of(new DnsServer(DnsServer.address(at), true, TIMEOUT));
    }

    /**
     * Whoever is asked at a vantage point; nobody where this machine's own resolver cannot be asked
     * on this operating system.
     */
    static List<Resolver> resolvers(DnsNames dns, String vantage) {
        return switch (vantage) {
            case DnsWatch.SYSTEM ->
                    SystemResolver.ofThisMachine(TIMEOUT)
                            .<List<Resolver>>map(List::of)
                            .orElse(List.of());
            case DnsWatch.JVM -> List.of(new JvmCache(TIMEOUT));
            default -> List.copyOf(servers(dns, vantage));
        };
    }
}
