package io.blackstart.sandbox.range;

import io.blackstart.sandbox.dns.Authority;

import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.net.InetAddress;
import java.util.List;

/** The range's DNS: one name with one address, which can be changed in an instant. */
final class Zone implements Authority {
    private static final long TTL_SECONDS = 1;

    private final Name name;
    private final SOARecord soa;

    private volatile InetAddress address;

    Zone(String name, InetAddress address) {
        try {
            this.name = Name.fromString(name + ".");
        } catch (TextParseException wrong) {
            throw new IllegalArgumentException("no DNS name: " + name, wrong);
        }
        this.soa =
                new SOARecord(
                        this.name,
                        DClass.IN,
                        TTL_SECONDS,
                        this.name,
                        this.name,
                        1,
                        1,
                        1,
                        1,
                        TTL_SECONDS);
        this.address = address;
    }

    /** Answers with that address from now on. */
    void pointTo(InetAddress next) {
        address = next;
    }

    @Override
    public Reply reply(Name asked, int type) {
        if (!asked.equals(name)) {
            return new Reply.NotOurs();
        }
        return type == Type.A
                ? new Reply.Found(List.of(new ARecord(name, DClass.IN, TTL_SECONDS, address)))
                : new Reply.NoRecords(soa);
    }
}
