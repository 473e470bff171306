package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A zone as the name server knows it: records ready for the wire. Immutable. */
final class ServedZone {
    /** TTLs on the wire, and the load balancers that aliases lead to. */
    record Translation(CloudClock clock, Map<String, String> loadBalancers, long loadBalancerTtl) {
        Translation {
            loadBalancers = Map.copyOf(loadBalancers);
        }
    }

    private record Candidate(Routing routing, String healthCheckId, List<Record> records) {}

    private final Name origin;
    private final Map<Name, Map<Integer, List<Candidate>>> nodes = new HashMap<>();
    private final Set<Name> betweenNodes = new HashSet<>();

    ServedZone(HostedZone zone, Translation translation) {
        try {
            origin = Name.fromString(zone.name());
            for (RecordSet set : zone.records().values()) {
                Name name = Name.fromString(set.name());
                nodes.computeIfAbsent(name, _ -> new HashMap<>())
                        .computeIfAbsent(Type.value(set.type()), _ -> new ArrayList<>())
                        .add(
                                new Candidate(
                                        set.routing(),
                                        set.healthCheckId(),
                                        records(set, translation)));
                for (int i = 1; i < name.labels() - origin.labels(); i++) {
                    betweenNodes.add(new Name(name, i));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("records were checked when they were changed", e);
        }
    }

    private static List<Record> records(RecordSet set, Translation translation) throws IOException {
        List<Record> records = new ArrayList<>();
        switch (set.content()) {
            case Content.Values(long ttl, List<String> values) -> {
                long wire = translation.clock().wireTtlSeconds(ttl);
                for (String value : values) {
                    records.add(ZoneRules.record(set.name(), set.type(), wire, value));
                }
            }
            case Content.Alias(_, String target, _) -> {
                String address =
                        Optional.ofNullable(translation.loadBalancers().get(target))
                                .orElseThrow(() -> new IOException("no load balancer " + target));
                long wire = translation.clock().wireTtlSeconds(translation.loadBalancerTtl());
                records.add(ZoneRules.record(set.name(), set.type(), wire, address));
            }
        }
        return records;
    }

    Name origin() {
        return origin;
    }

    Record soa() {
        return nodes.getOrDefault(origin, Map.of())
                .getOrDefault(Type.SOA, List.of())
                .getFirst()
                .records()
                .getFirst();
    }

    boolean exists(Name name) {
        return nodes.containsKey(name) || betweenNodes.contains(name);
    }

    /** The records of a name and type, by the health of those that have a choice. */
    List<Record> records(Name name, int type, Predicate<String> healthy) {
        Map<Integer, List<Candidate>> node = nodes.getOrDefault(name, Map.of());
        if (type == Type.ANY) {
            return node.values().stream()
                    .flatMap(candidates -> choose(candidates, healthy).stream())
                    .toList();
        }
        return choose(node.getOrDefault(type, List.of()), healthy);
    }

    private static List<Record> choose(List<Candidate> candidates, Predicate<String> healthy) {
        if (candidates.size() <= 1) {
            return candidates.isEmpty() ? List.of() : candidates.getFirst().records();
        }
        Failover.Role role =
                Failover.answer(
                        healthy(candidates, Failover.Role.PRIMARY, healthy),
                        healthy(candidates, Failover.Role.SECONDARY, healthy));
        return candidates.stream()
                .filter(candidate -> plays(candidate, role))
                .findFirst()
                .map(Candidate::records)
                .orElse(List.of());
    }

    private static boolean healthy(
            List<Candidate> candidates, Failover.Role role, Predicate<String> healthy) {
        return candidates.stream()
                .filter(candidate -> plays(candidate, role))
                .allMatch(candidate ->
                        candidate.healthCheckId().isEmpty()
                                || healthy.test(candidate.healthCheckId()));
    }

    private static boolean plays(Candidate candidate, Failover.Role role) {
        return candidate.routing() instanceof Routing.OneOfPair(_, Failover.Role its)
                && its == role;
    }

    /** Every name and type of address that it answers. */
    Set<Map.Entry<Name, Integer>> addresses() {
        Set<Map.Entry<Name, Integer>> found = new HashSet<>();
        nodes.forEach((name, types) -> {
            for (int type : List.of(Type.A, Type.AAAA)) {
                if (types.containsKey(type)) {
                    found.add(Map.entry(name, type));
                }
            }
        });
        return found;
    }
}
