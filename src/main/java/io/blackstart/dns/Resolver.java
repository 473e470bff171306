package io.blackstart.dns;

import io.blackstart.dns.DnsServer.Answer;
import io.blackstart.dns.DnsServer.Family;

import java.io.IOException;
import java.net.SocketTimeoutException;

/** Whoever can be asked for a name's addresses. */
public interface Resolver {
    /** A TTL of nobody's saying. */
    long NO_TTL = -1;

    /**
     * Asks once.
     *
     * @throws SocketTimeoutException when no answer came in time
     * @throws IOException when nobody can be asked
     */
    Answer ask(String name, Family family) throws IOException;

    /** How evidence names it: {@code host:port} of a server, else what was called. */
    String label();
}
