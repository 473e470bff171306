package io.blackstart.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.blackstart.dns.DnsServer.Answer;
import io.blackstart.dns.DnsServer.Family;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What this machine itself answers: its operating system, and Java in front of that. */
final class LocalLookupIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Answer LOOPBACK =
            new Answer("NOERROR", List.of(InetAddress.ofLiteral("127.0.0.1")), Resolver.NO_TTL);

    @Test
    void theOperatingSystemKnowsItself() throws Exception {
        var system = SystemResolver.ofThisMachine(PATIENCE);
        assumeTrue(system.isPresent(), "an operating system whose resolver can be asked");
        assertEquals(LOOPBACK, system.get().ask("localhost", Family.IPV4));
        assertEquals(
                InetAddress.ofLiteral("::1"),
                system.get().ask("::1", Family.IPV6).addresses().getFirst());
        assertEquals(
                InetAddress.ofLiteral("192.0.2.7"),
                system.get().ask("192.0.2.7", Family.IPV4).addresses().getFirst());
    }

    @Test
    void theOperatingSystemSaysWhenThereIsNoAddress() throws Exception {
        var system = SystemResolver.ofThisMachine(PATIENCE);
        assumeTrue(system.isPresent(), "an operating system whose resolver can be asked");
        // a numeric address of the other family asks nobody
        Answer none = system.get().ask("192.0.2.7", Family.IPV6);
        assertEquals(List.of(), none.addresses());
        assertEquals(true, none.rcode().startsWith("EAI("), none.rcode());
    }

    @Test
    void aJavaProgramKnowsItselfToo() throws Exception {
        assertEquals(LOOPBACK, new JvmCache(PATIENCE).ask("localhost", Family.IPV4));
        assertEquals(List.of(), new JvmCache(PATIENCE).ask("192.0.2.7", Family.IPV6).addresses());
    }

    @Test
    void aLookupThatHangsIsGivenUp() {
        BoundedLookup lookups = new BoundedLookup("hanging", Duration.ofMillis(20));
        CountDownLatch ended = new CountDownLatch(1);
        try {
            assertThrows(
                    SocketTimeoutException.class,
                    () ->
                            lookups.within(() -> {
                                ended.await();
                                return LOOPBACK;
                            }));
        } finally {
            ended.countDown();
        }
    }
}
