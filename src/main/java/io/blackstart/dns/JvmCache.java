package io.blackstart.dns;

import io.blackstart.dns.DnsServer.Answer;
import io.blackstart.dns.DnsServer.Family;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a Java program gets: {@link InetAddress#getAllByName} behind the JVM's own cache, which
 * keeps an answer for 30 s, and its absence for 10 s, whatever the TTL, unless {@code
 * networkaddress.cache.ttl} in {@code java.security} says otherwise.
 */
public final class JvmCache implements Resolver {
    private final BoundedLookup lookups;

    /** This JVM's cache. */
    public JvmCache(Duration timeout) {
        this.lookups = new BoundedLookup("jvm", timeout);
    }

    @Override
    public Answer ask(String name, Family family) throws IOException {
        return lookups.within(() -> lookUp(name, family));
    }

    private static Answer lookUp(String name, Family family) {
        try {
            List<InetAddress> addresses =
                    Arrays.stream(InetAddress.getAllByName(name))
                            .filter(address ->
                                    (address instanceof Inet4Address) == (family == Family.IPV4))
                            .toList();
            return new Answer("NOERROR", addresses, addresses.isEmpty() ? 0 : NO_TTL);
        } catch (UnknownHostException _) {
            // Java tells no more than that
            return new Answer("UNKNOWN_HOST", List.of(), 0);
        }
    }

    @Override
    public String label() {
        return "InetAddress";
    }
}
