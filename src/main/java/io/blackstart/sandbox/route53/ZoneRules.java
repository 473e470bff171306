package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Identity;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What must hold for the records of a zone taken together. The sentences are those that AWS's users
 * quote where such are known.
 */
final class ZoneRules {
    private final HostedZone zone;
    private final Predicate<String> loadBalancerExists;
    private final List<String> problems;

    private ZoneRules(
            HostedZone zone, Predicate<String> loadBalancerExists, List<String> problems) {
        this.zone = zone;
        this.loadBalancerExists = loadBalancerExists;
        this.problems = problems;
    }

    /**
     * Adds a sentence for each rule that does not hold.
     *
     * @param zone with its records as they were
     * @param after its records as they would be
     */
    static void check(
            HostedZone zone,
            NavigableMap<Identity, RecordSet> after,
            Predicate<String> loadBalancerExists,
            List<String> problems) {
        new ZoneRules(zone, loadBalancerExists, problems).check(after);
    }

    private void check(NavigableMap<Identity, RecordSet> after) {
        Map<String, List<RecordSet>> byName =
                after.values().stream().collect(Collectors.groupingBy(RecordSet::name));
        byName.forEach((name, sets) -> {
            checkName(name, sets);
            sets.stream()
                    .collect(Collectors.groupingBy(RecordSet::type))
                    .values()
                    .forEach(this::checkGroup);
        });
        for (RecordSet set : after.values()) {
            if (set.content() instanceof Content.Alias alias) {
                checkTarget(set, alias, byName);
            }
            if (!set.equals(zone.records().get(set.identity()))) {
                RecordRules.check(zone.name(), set, problems);
            }
        }
        for (String type : List.of("NS", "SOA")) {
            if (!after.containsKey(new Identity(zone.name(), type, ""))) {
                problems.add(
                        "A HostedZone must contain %s record for the zone itself."
                                .formatted(
                                        type.equals("NS") ? "at least one NS" : "exactly one SOA"));
            }
        }
    }

    private void checkName(String name, List<RecordSet> sets) {
        Set<String> types = sets.stream().map(RecordSet::type).collect(Collectors.toSet());
        if (types.contains("CNAME") && types.size() > 1) {
            problems.add(
                    ("RRSet of type CNAME with DNS name %s is not permitted as it conflicts with"
                                    + " other records with the same DNS name in zone %s")
                            .formatted(name, zone.name()));
        }
    }

    private void checkGroup(List<RecordSet> group) {
        Set<Failover> roles = EnumSet.noneOf(Failover.class);
        RecordSet first = group.getFirst();
        for (RecordSet set : group) {
            if (set.routing().getClass() != first.routing().getClass()) {
                problems.add(set.words() + " cannot be created " + otherPolicy(set.routing()));
            } else if (set.routing() instanceof Routing.OneOfPair(_, Failover role)
                    && !roles.add(role)) {
                // how AWS words this one is not known
                problems.add(
                        set.words()
                                + " cannot be created as a "
                                + role
                                + " failover set exists with the same name and type.");
            } else if (set.routing() instanceof Routing.Weighted
                    && set.content() instanceof Content.Values(long ttl, _)
                    && first.content() instanceof Content.Values(long firstTtl, _)
                    && ttl != firstTtl) {
                problems.add(
                        set.words()
                                + " cannot be created as weighted sets must contain the same TTL.");
            }
        }
    }

    private static String otherPolicy(Routing routing) {
        return switch (routing) {
            case Routing.Simple() -> "as other RRSets exist with the same name and type.";
            case Routing.Weighted _ -> "as a non-weighted set exists with the same name and type.";
            case Routing.OneOfPair _ -> "as a non-failover set exists with the same name and type.";
            case Routing.MultiValue _ ->
                    "because a non multivalue answer rrset exists with the same name and type.";
        };
    }

    /** The target is in the same zone with the same type, or is a load balancer. */
    private void checkTarget(
            RecordSet set, Content.Alias alias, Map<String, List<RecordSet>> byName) {
        String found;
        if (alias.hostedZoneId().equals(zone.id())) {
            if (!alias.dnsName().equals(zone.name())
                    && !alias.dnsName().endsWith("." + zone.name())) {
                found = "but the alias target name does not lie within the target zone";
            } else if (byName.getOrDefault(alias.dnsName(), List.of()).stream()
                    .noneMatch(target -> target.type().equals(set.type()))) {
                found = "but that target was not found";
            } else if (alias.dnsName().equals(set.name())) {
                found = "but that target is the record itself";
            } else {
                return;
            }
        } else if (loadBalancerExists.test(alias.dnsName())) {
            if (set.type().equals("A") || set.type().equals("AAAA")) {
                return;
            }
            found = "but load balancers have A and AAAA records only";
        } else {
            found = "but that target was not found";
        }
        problems.add(
                "Tried to create an alias that targets %s, type %s in zone %s, %s"
                        .formatted(alias.dnsName(), set.type(), alias.hostedZoneId(), found));
    }
}
