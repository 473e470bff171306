package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What must hold for one record set by itself. */
final class RecordRules {
    private static final Set<String> TYPES =
            Set.of(
                    "A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA",
                    "SPF", "SRV", "SSHFP", "SVCB", "TLSA", "TXT");

    /** AWS's limits. */
    private static final int VALUES_MAX = 400;

    private static final int VALUE_CHARACTERS_MAX = 4_000;

    private RecordRules() {}

    /** Whether Route 53 has records of that type. */
    static boolean isType(String type) {
        return TYPES.contains(type);
    }

    /** Adds a sentence for each rule that does not hold. */
    static void check(String zone, RecordSet set, List<String> problems) {
        try {
            var _ = DomainName.dns(set.name());
        } catch (TextParseException e) {
            problems.add("FATAL problem: %s encountered with '%s'".formatted(why(e), set.name()));
            return;
        }
        if (set.type().equals("CNAME") && set.name().equals(zone)) {
            problems.add(
                    "RRSet of type CNAME with DNS name %s is not permitted at apex in zone %s"
                            .formatted(set.name(), zone));
        }
        if ((set.type().equals("NS") || set.type().equals("SOA"))
                && !(set.routing() instanceof Routing.Simple)) {
            problems.add(set.words() + " cannot be created as its type has no routing policy.");
        }
        switch (set.content()) {
            case Content.Values values -> checkValues(set, values, problems);
            case Content.Alias _ -> {
                // a failover alias without EvaluateTargetHealth goes through although AWS's text
                // says that it must be true: its API is known to take it, and so people do it
                if (set.routing() instanceof Routing.MultiValue) {
                    problems.add(set.words() + " cannot be a multivalue answer alias.");
                }
            }
        }
    }

    private static void checkValues(RecordSet set, Content.Values content, List<String> problems) {
        boolean single = set.type().equals("CNAME") || set.type().equals("SOA");
        if (content.values().size() > (single ? 1 : VALUES_MAX)) {
            problems.add(set.words() + " has too many values.");
            return;
        }
        for (String value : content.values()) {
            try {
                if (value.length() > VALUE_CHARACTERS_MAX) {
                    throw new TextParseException("value is too long");
                }
                if (isText(set.type()) && !value.strip().startsWith("\"")) {
                    throw new TextParseException("value should be enclosed in quotation marks");
                }
                var _ = record(set.name(), set.type(), content.ttl(), value);
            } catch (IOException | RuntimeException e) {
                // dnsjava throws either kind at malformed values
                problems.add(
                        "Invalid Resource Record: 'FATAL problem: %s encountered with '%s''"
                                .formatted(problem(set.type(), e), value));
            }
        }
    }

    private static boolean isText(String type) {
        return type.equals("TXT") || type.equals("SPF");
    }

    private static String problem(String type, Exception e) {
        return switch (type) {
            case "A" -> "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)";
            case "AAAA" -> "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)";
            case "TXT", "SPF" -> "InvalidCharacterString (" + e.getMessage() + ")";
            default -> "InvalidValue (" + e.getMessage() + ")";
        };
    }

    private static String why(TextParseException e) {
        return "InvalidDomainName (" + e.getMessage() + ")";
    }

    /** A value as a DNS record. */
    static Record record(String name, String type, long ttl, String value) throws IOException {
        return Record.fromString(
                DomainName.dns(name), Type.value(type), DClass.IN, ttl, value, Name.root);
    }
}
