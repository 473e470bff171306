package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.dns.Authority;

import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Names as the sandbox's own authoritative servers know them. They are asked directly: what is
 * checked is the endpoint, and no resolver's cache.
 */
record AuthorityNames(Authority authority) implements CheckerNames {
    @Override
    public Optional<InetAddress> ipv4(String name) {
        try {
            Name asked = Name.fromString(name, Name.root);
            return authority.reply(asked, org.xbill.DNS.Type.A)
                            instanceof Authority.Reply.Found(var records)
                    ? records.stream()
                            .filter(ARecord.class::isInstance)
                            .map(record -> ((ARecord) record).getAddress())
                            .findFirst()
                    : Optional.empty();
        } catch (TextParseException e) {
            // a label of more than 63 characters, say: no zone can have it
            return Optional.empty();
        }
    }
}
