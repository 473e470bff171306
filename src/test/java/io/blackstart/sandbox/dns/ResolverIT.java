package io.blackstart.sandbox.dns;

import static io.blackstart.sandbox.dns.DnsExchangeTest.name;
import static io.blackstart.sandbox.dns.DnsExchangeTest.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Resolvers whose name servers are silent, over real sockets. */
class ResolverIT {
    private static final Record APP = record("app.example.test. 6 IN A 192.0.2.1");

    private final AtomicLong nanos = new AtomicLong();
    private DnsServers servers;
    private List<InetSocketAddress> asked;

    /** The first one is bound, but never answers. */
    @BeforeEach
    void start() throws IOException {
        servers = DnsServers.bind(List.of("127.0.53.1", "127.0.53.2"));
        asked = servers.servers().stream().map(DnsServer::address).toList();
        servers.servers()
                .getLast()
                .serve(
                        new AuthoritativeAnswers((_, _) -> new Authority.Reply.Found(List.of(APP))),
                        Runnable::run);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void theNextServerIsAskedWhenOneIsSilent() {
        for (int i = 0; i < 3; i++) {
            // each question begins with another server
            CachingResolver resolver = new CachingResolver(asked, new CacheRule.Honest());
            assertEquals("6 192.0.2.1", answer(resolver));
        }
    }

    @Test
    void aStaleOneAnswersWhenAllAreSilentAndOthersFail() {
        CachingResolver stale =
                new CachingResolver(
                        asked,
                        new CacheRule.Stale(Duration.ofDays(1), 30, Duration.ofSeconds(30)),
                        nanos::get);
        CachingResolver honest = new CachingResolver(asked, new CacheRule.Honest(), nanos::get);
        assertEquals("6 192.0.2.1", answer(stale));
        assertEquals("6 192.0.2.1", answer(honest));
        servers.close();
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());
        assertEquals("30 192.0.2.1", answer(stale));
        assertEquals("SERVFAIL", answer(honest));
    }

    private static String answer(CachingResolver resolver) {
        Record question = Record.newRecord(name("app.example.test."), Type.A, DClass.IN);
        Message response = new Message();
        resolver.answer(question, response);
        List<Record> answers = response.getSection(Section.ANSWER);
        return answers.isEmpty()
                ? Rcode.string(response.getRcode())
                : answers.getFirst().getTTL() + " " + answers.getFirst().rdataToString();
    }
}
