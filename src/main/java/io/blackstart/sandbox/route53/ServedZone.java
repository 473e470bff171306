package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A zone as the name servers know it: records ready for the wire. Immutable. */
final class ServedZone {
    /**
     * How records stand on the wire.
     *
     * @param loadBalancerTtl in cloud seconds
     */
    record Translation(CloudClock clock, long loadBalancerTtl) {}

    /** Where the records of a set come from. */
    sealed interface Source {
        /** From the set itself. */
        record Own(List<Record> records) implements Source {}

        /** From a load balancer. */
        record OfBalancer(String dnsName, long ttl, boolean evaluated) implements Source {}

        /** From another group of the zone. */
        record OfGroup(Name name, boolean evaluated) implements Source {}
    }

    /** A record set ready to be answered. */
    record Served(Routing routing, String healthCheckId, Source source) {}

    /** Where a question ends. */
    sealed interface Place {
        /** At a node with that name: the name asked for, or a wildcard that stands for it. */
        record At(Name node) implements Place {}

        /** Below a name that other servers know all about. */
        record Delegated(Name cut) implements Place {}

        /** Nowhere. */
        record Nowhere() implements Place {}
    }

    private static final Name WILDCARD = Name.fromConstantString("*");

    private final Name origin;
    private final Record negative;
    private final Map<Name, Map<Integer, List<Served>>> nodes = new HashMap<>();
    private final Set<Name> betweenNodes = new HashSet<>();
    private final Set<Name> cuts = new HashSet<>();
    private final Set<String> balancers = new HashSet<>();

    ServedZone(HostedZone zone, Translation translation) {
        try {
            origin = DomainName.dns(zone.name());
            for (RecordSet set : zone.records().values()) {
                add(zone, set, translation);
            }
            negative = negative();
        } catch (IOException e) {
            throw new IllegalStateException("records were checked when they were changed", e);
        }
    }

    private void add(HostedZone zone, RecordSet set, Translation translation) throws IOException {
        Name name = DomainName.dns(set.name());
        int type = Type.value(set.type());
        Source source = source(zone, set, translation);
        nodes.computeIfAbsent(name, _ -> new HashMap<>())
                .computeIfAbsent(type, _ -> new ArrayList<>())
                .add(new Served(set.routing(), set.healthCheckId(), source));
        for (int i = 1; i < name.labels() - origin.labels(); i++) {
            betweenNodes.add(new Name(name, i));
        }
        if (type == Type.NS && !name.equals(origin)) {
            cuts.add(name);
        }
        if (source instanceof Source.OfBalancer(String dnsName, _, _)) {
            balancers.add(dnsName);
        }
    }

    private static Source source(HostedZone zone, RecordSet set, Translation translation)
            throws IOException {
        return switch (set.content()) {
            case Content.Values(long ttl, List<String> values) -> {
                long wire = translation.clock().wireTtlSeconds(ttl);
                List<Record> records = new ArrayList<>();
                for (String value : values) {
                    records.add(RecordRules.record(set.name(), set.type(), wire, value));
                }
                yield new Source.Own(List.copyOf(records));
            }
            case Content.Alias(String zoneId, String target, boolean evaluated)
                    when zoneId.equals(zone.id()) ->
                    new Source.OfGroup(DomainName.dns(target), evaluated);
            case Content.Alias(_, String target, boolean evaluated) ->
                    new Source.OfBalancer(
                            target,
                            translation.clock().wireTtlSeconds(translation.loadBalancerTtl()),
                            evaluated);
        };
    }

    /** The SOA beside negative answers, whose TTL says how long to believe them (RFC 2308). */
    private Record negative() {
        if (group(origin, Type.SOA).getFirst().source() instanceof Source.Own(var records)
                && records.getFirst() instanceof SOARecord soa) {
            return Record.newRecord(
                    soa.getName(),
                    Type.SOA,
                    soa.getDClass(),
                    Math.min(soa.getTTL(), soa.getMinimum()),
                    soa.rdataToWireCanonical());
        }
        throw new IllegalStateException("a zone has an SOA of its own");
    }

    Name origin() {
        return origin;
    }

    Record soa() {
        return negative;
    }

    /** DNS names of the load balancers that its aliases lead to. */
    Set<String> balancers() {
        return Set.copyOf(balancers);
    }

    /** The sets of one name and type. */
    List<Served> group(Name node, int type) {
        return nodes.getOrDefault(node, Map.of()).getOrDefault(type, List.of());
    }

    /** Every node that has records of a type. */
    List<Name> nodesWith(int type) {
        return nodes.entrySet().stream()
                .filter(node -> node.getValue().containsKey(type))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Where a question for a name of this zone ends. */
    Place place(Name name) {
        int below = name.labels() - origin.labels();
        for (int i = 0; !cuts.isEmpty() && i < below; i++) {
            Name ancestor = new Name(name, i);
            if (cuts.contains(ancestor)) {
                return new Place.Delegated(ancestor);
            }
        }
        if (nodes.containsKey(name) || betweenNodes.contains(name)) {
            return new Place.At(name);
        }
        for (int i = 1; i <= below; i++) {
            Name encloser = new Name(name, i);
            if (i == below || nodes.containsKey(encloser) || betweenNodes.contains(encloser)) {
                return wildcard(encloser);
            }
        }
        return new Place.Nowhere();
    }

    /** Only the closest name that exists can have a wildcard for those below (RFC 4592). */
    private Place wildcard(Name encloser) {
        try {
            Name wildcard = Name.concatenate(WILDCARD, encloser);
            return nodes.containsKey(wildcard) ? new Place.At(wildcard) : new Place.Nowhere();
        } catch (NameTooLongException e) {
            // a wildcard that cannot be does not stand for anything
            return new Place.Nowhere();
        }
    }
}
