package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Identity;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold for the records of a zone taken together. */
final class ZoneRules {
    private static final Set<String> TYPES =
            Set.of("A", "AAAA", "CAA", "CNAME", "MX", "NS", "PTR", "SOA", "SRV", "TXT");

    private ZoneRules() {}

    /** Adds a sentence for each rule that does not hold. */
    static void check(
            String zone, NavigableMap<Identity, RecordSet> records, List<String> problems) {
        Map<String, List<RecordSet>> byName =
                records.values().stream().collect(Collectors.groupingBy(RecordSet::name));
        byName.forEach((name, sets) -> checkName(zone, name, sets, problems));
        for (String type : List.of("NS", "SOA")) {
            if (!records.containsKey(new Identity(zone, type, ""))) {
                problems.add(
                        "A HostedZone must contain %s record for the zone itself."
                                .formatted(
                                        type.equals("NS") ? "at least one NS" : "exactly one SOA"));
            }
        }
    }

    private static void checkName(
            String zone, String name, List<RecordSet> sets, List<String> problems) {
        Set<String> types = sets.stream().map(RecordSet::type).collect(Collectors.toSet());
        if (types.contains("CNAME") && types.size() > 1) {
            problems.add(
                    ("RRSet of type CNAME with DNS name %s is not permitted as it conflicts with"
                                    + " other records with the same DNS name in zone %s")
                            .formatted(name, zone));
        }
        sets.stream()
                .collect(Collectors.groupingBy(RecordSet::type))
                .values()
                .forEach(group -> checkGroup(group, problems));
        sets.forEach(set -> checkSet(set, problems));
    }

    private static void checkGroup(Collection<RecordSet> group, List<String> problems) {
        boolean simple = group.stream().anyMatch(set -> !ChangeBatch.isFailover(set));
        Set<Failover.Role> roles = new HashSet<>();
        for (RecordSet set : group) {
            if (set.routing() instanceof Routing.OneOfPair(_, Failover.Role role)) {
                if (simple) {
                    problems.add(
                            ("RRSet %s cannot be created because a non-failover RRSet exists with"
                                            + " the same name and type.")
                                    .formatted(set.identity().words()));
                }
                if (!roles.add(role)) {
                    problems.add(
                            "Failover %s is already taken for name %s and type %s"
                                    .formatted(role, set.name(), set.type()));
                }
            }
        }
    }

    private static void checkSet(RecordSet set, List<String> problems) {
        if (!TYPES.contains(set.type())) {
            problems.add("the sandbox does not know the record type " + set.type());
            return;
        }
        switch (set.content()) {
            case Content.Values(long ttl, List<String> values) -> {
                for (String value : values) {
                    try {
                        var _ = record(set.name(), set.type(), ttl, value);
                    } catch (IOException e) {
                        problems.add(
                                "Invalid Resource Record: '%s' of %s: %s"
                                        .formatted(value, set.identity().words(), e.getMessage()));
                    }
                }
            }
            case Content.Alias(_, _, boolean evaluate) -> {
                if (!evaluate && ChangeBatch.isFailover(set)) {
                    problems.add(
                            "EvaluateTargetHealth must be true for the failover alias "
                                    + set.identity().words());
                }
                if (!set.type().equals("A")) {
                    problems.add(
                            "the sandbox's load balancers have A records only: "
                                    + set.identity().words());
                }
            }
        }
    }

    /** A value as a DNS record. */
    static Record record(String name, String type, long ttl, String value) throws IOException {
        return Record.fromString(name(name), Type.value(type), DClass.IN, ttl, value, Name.root);
    }

    private static Name name(String name) throws TextParseException {
        return Name.fromString(name, Name.root);
    }
}
