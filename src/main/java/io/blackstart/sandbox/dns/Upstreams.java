package io.blackstart.sandbox.dns;

import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers that a resolver asks: one after the other until one knows. */
final class Upstreams {
    /**
     * Patience with each server in each round: four servers that are silent cost 3.2 s in all, less
     * than the 5 s that clients usually have.
     */
    private static final List<Duration> ROUNDS =
            List.of(Duration.ofMillis(200), Duration.ofMillis(600));

    private final List<Upstream> servers;
    private final AtomicInteger turn = new AtomicInteger();

    Upstreams(List<InetSocketAddress> servers) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a resolver has somebody to ask");
        }
        this.servers = servers.stream().map(Upstream::new).toList();
    }

    /**
     * An answer, also one that says that there is nothing.
     *
     * @throws IOException when none of them gave one
     */
    Message ask(Record question) throws IOException {
        // each question begins with another server, as resolvers spread theirs
        int first = turn.getAndUpdate(n -> (n + 1) % servers.size());
        IOException last = new IOException("nobody was asked");
        for (Duration patience : ROUNDS) {
            for (int i = 0; i < servers.size(); i++) {
                Upstream server = servers.get((first + i) % servers.size());
                try {
                    Message told = server.ask(question, patience);
                    if (told.getRcode() == Rcode.NOERROR || told.getRcode() == Rcode.NXDOMAIN) {
                        return told;
                    }
                    last = new IOException(server + " says " + Rcode.string(told.getRcode()));
                } catch (IOException e) {
                    last = e;
                }
            }
        }
        throw new IOException("nobody answered " + question, last);
    }
}
