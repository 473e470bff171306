package io.blackstart.probe;

import io.blackstart.dns.DnsServer;
import io.blackstart.dns.Resolver;
import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DnsAnswered;
import io.blackstart.run.RunClock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks one server of a vantage point for the name, once; what came back is recorded, also when
 * nothing did.
 */
public final class DnsProbe implements Runnable {
    private final RunClock clock;
    private final String vantage;
    private final Resolver resolver;
    private final String name;
    private final DnsServer.Family family;
    private final Consumer<Event> evidence;

    /** A probe of that name's IPv4 addresses from that vantage point. */
    public DnsProbe(
            RunClock clock,
            String vantage,
            Resolver resolver,
            String name,
            Consumer<Event> evidence) {
        this(clock, vantage, resolver, name, DnsServer.Family.IPV4, evidence);
    }

    /** A probe of that name's addresses of that family from that vantage point. */
    public DnsProbe(
            RunClock clock,
            String vantage,
            Resolver resolver,
            String name,
            DnsServer.Family family,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.vantage = vantage;
        this.resolver = resolver;
        this.name = name;
        this.family = family;
        this.evidence = evidence;
    }

    @Override
    public void run() {
        Duration asked = clock.elapsed();
        try {
            DnsServer.Answer answer = resolver.ask(name, family);
            List<String> addresses =
                    answer.addresses().stream().map(InetAddress::getHostAddress).sorted().toList();
            record(asked, answer.rcode(), addresses, answer.ttlSeconds());
        } catch (SocketTimeoutException _) {
            // no answer is an observation too
            record(asked, "TIMEOUT", List.of(), 0);
        } catch (IOException _) {
            // such as "port unreachable": nobody listens there any more
            record(asked, "UNREACHABLE", List.of(), 0);
        }
    }

    private void record(Duration asked, String rcode, List<String> addresses, long ttlSeconds) {
        evidence.accept(
                new DnsAnswered(
                        clock.elapsed(),
                        asked,
                        vantage,
                        resolver.label(),
                        rcode,
                        addresses,
                        ttlSeconds));
    }
}
