package io.blackstart.probe;

import io.blackstart.dns.DnsServer;
import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DnsAnswered;
import io.blackstart.run.RunClock;

import java.io.IOException;
import java.net.InetAddress;
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
    private final DnsServer server;
    private final String name;
    private final Consumer<Event> evidence;

    /** A probe of that name from that vantage point. */
    public DnsProbe(
            RunClock clock,
            String vantage,
            DnsServer server,
            String name,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.vantage = vantage;
        this.server = server;
        this.name = name;
        this.evidence = evidence;
    }

    @Override
    public void run() {
        Duration asked = clock.elapsed();
        String from = server.address().getHostString() + ":" + server.address().getPort();
        try {
            DnsServer.Answer answer = server.ask(name);
            List<String> addresses =
                    answer.addresses().stream().map(InetAddress::getHostAddress).sorted().toList();
            evidence.accept(
                    new DnsAnswered(
                            clock.elapsed(),
                            asked,
                            vantage,
                            from,
                            answer.rcode(),
                            addresses,
                            answer.ttlSeconds()));
        } catch (IOException _) {
            // no answer is an observation too
            evidence.accept(
                    new DnsAnswered(
                            clock.elapsed(), asked, vantage, from, "TIMEOUT", List.of(), 0));
        }
    }
}
