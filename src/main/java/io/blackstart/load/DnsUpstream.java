package io.blackstart.load;

import io.blackstart.dns.DnsServer;
import io.blackstart.experiment.Environment.DnsWatch;
import io.blackstart.experiment.LoadProfile.Behaviour;
import io.blackstart.experiment.LoadProfile.Family;
import io.blackstart.experiment.LoadProfile.LoadDns;

import okhttp3.Dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The vantage point that the users' caches ask: its servers in turn, the next one when one does not
 * answer.
 */
public final class DnsUpstream implements Dns {
    /** By default a JVM keeps an answer so long ({@code networkaddress.cache.ttl}) … */
    private static final Duration JVM_POSITIVE = Duration.ofSeconds(30);

    /** … and that there is none so long ({@code networkaddress.cache.negative.ttl}). */
    private static final Duration JVM_NEGATIVE = Duration.ofSeconds(10);

    private final List<DnsServer> servers;
    private final List<DnsServer.Family> families;
    private final int speed;

    /**
     * A vantage point.
     *
     * @param servers at least one
     * @param family of the addresses that users want
     * @param speed of the clock that TTLs run on: times that stand for TTLs are divided by it too
     */
    public DnsUpstream(List<DnsServer> servers, Family family, int speed) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a vantage point has at least one server");
        }
        this.servers = List.copyOf(servers);
        this.speed = speed;
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

    /**
     * The users' caches, empty, their phases spread evenly. Servers that are not on this machine
     * are asked no more often than is polite.
     */
    List<DnsCache> caches(LoadDns dns, Supplier<Duration> elapsed) {
        DnsCache.Upstream asked =
                servers.stream()
                                .allMatch(server ->
                                        server.address().getAddress() != null
                                                && server.address()
                                                        .getAddress()
                                                        .isLoopbackAddress())
                        ? this::ask
                        : new PoliteUpstream(this::ask, politeEvery(), elapsed);
        return IntStream.range(0, dns.caches())
                .mapToObj(i ->
                        new DnsCache(
                                asked,
                                keeping(dns.behaviour()),
                                elapsed,
                                (double) i / dns.caches()))
                .toList();
    }

    private Duration politeEvery() {
        double most =
                servers.getFirst().recursive()
                        ? DnsWatch.RESOLVER_PER_SECOND_MOST
                        : DnsWatch.AUTHORITATIVE_PER_SECOND_MOST;
        return Duration.ofNanos((long) (1e9 / most));
    }

    private DnsCache.Keeping keeping(Behaviour behaviour) {
        return switch (behaviour) {
            case TTL -> new DnsCache.Keeping.Ttl();
            case JVM ->
                    new DnsCache.Keeping.Fixed(
                            JVM_POSITIVE.dividedBy(speed), JVM_NEGATIVE.dividedBy(speed));
            case PINNED -> new DnsCache.Keeping.Pinned();
            case NONE -> new DnsCache.Keeping.None();
        };
    }

    private DnsCache.Answer ask(String name) throws UnknownHostException {
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
