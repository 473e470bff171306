package io.blackstart.sandbox;

import io.blackstart.sandbox.Estate.Scope;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which ways are open to packets while disruptions are in force: plain arithmetic on subnets.
 *
 * <p>A way leads through stops; a stop is one tier of subnets in a region, of which any zone's
 * subnet will do, or the subnet of one zone, or the world outside. What leaves a VPC passes through
 * its entry subnets, where the load balancer, NAT and the peering's attachments stand: a region
 * whose entry subnets are all cut off is a blackhole for its databases as well.
 *
 * @param inForce all disruptions that are in force
 * @param databaseZones by region, the zone in which its database is; when the subnet there is cut
 *     off altogether, the database is taken over by the zones that are left. AWS needs about half a
 *     minute for that; the sandbox's database stays where it is and is reached from there at once
 */
record Traffic(Collection<Disruption> inForce, Map<String, String> databaseZones) {
    Traffic {
        inForce = List.copyOf(inForce);
        databaseZones = Map.copyOf(databaseZones);
    }

    /** A layer of subnets in a VPC. */
    enum Tier {
        /** Where the load balancer stands. */
        ENTRY,
        /** Where the application's instances stand. */
        APPLICATION,
        /** Where the database's instances stand. */
        DATABASE;

        /** As tags name it. */
        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A subnet. */
    record Spot(String region, Tier tier, String zone) {}

    /** What was done to subnets. */
    sealed interface Disruption {
        Set<Spot> subnets();

        /** Traffic of a scope is cut, in both directions. */
        record Silence(Set<Spot> subnets, Scope scope) implements Disruption {
            public Silence {
                subnets = Set.copyOf(subnets);
            }
        }

        /** What the subnets send to another region by themselves is cut. */
        record CrossRegion(Set<Spot> subnets, String otherRegion) implements Disruption {
            public CrossRegion {
                subnets = Set.copyOf(subnets);
            }
        }
    }

    /** A way that packets take, in both directions. */
    sealed interface Way {
        /** From users to a region's load balancer. */
        record Users(String region) implements Way {}

        /** From Route 53's checkers to a region's load balancer. */
        record Checkers(String region) implements Way {}

        /** From a region's load balancer to the instance of one zone. */
        record Target(String region, String zone) implements Way {}

        /** From the instance of one zone to a region's database. */
        record Storage(String region, String zone, String database) implements Way {}

        /** From a region's application as a whole to a region's database. */
        record Home(String region, String database) implements Way {}

        /**
         * From the controller to a region's lease desk. The controller stands at a third place,
         * which is reached like the other region.
         */
        record Lease(String region) implements Way {}

        /** Between the regions' databases, whichever of them is the other's standby. */
        record Replication(String one, String other) implements Way {}
    }

    /** Whether packets can take a way. */
    boolean passes(Way way) {
        List<Set<Spot>> stops =
                switch (way) {
                    case Way.Users(String region) -> arriving(region);
                    case Way.Checkers(String region) -> arriving(region);
                    case Way.Target(String region, String zone) ->
                            List.of(
                                    Set.of(new Spot(region, Tier.ENTRY, zone)),
                                    Set.of(new Spot(region, Tier.APPLICATION, zone)));
                    case Way.Storage(String region, String zone, String database) ->
                            toDatabase(
                                    region,
                                    Set.of(new Spot(region, Tier.APPLICATION, zone)),
                                    database);
                    case Way.Home(String region, String database) ->
                            toDatabase(region, all(region, Tier.APPLICATION), database);
                    case Way.Lease(String region) ->
                            List.of(
                                    outside(),
                                    all(region, Tier.ENTRY),
                                    all(region, Tier.APPLICATION));
                    case Way.Replication(String one, String other) ->
                            List.of(
                                    database(one),
                                    all(one, Tier.ENTRY),
                                    outside(),
                                    all(other, Tier.ENTRY),
                                    database(other));
                };
        for (int i = 1; i < stops.size(); i++) {
            if (!hops(stops.get(i - 1), stops.get(i))) {
                return false;
            }
        }
        return !leavesTheRegion(way)
                || stops.stream().noneMatch(stop -> locked(stop) || confined(stop));
    }

    private static boolean leavesTheRegion(Way way) {
        return switch (way) {
            case Way.Users _, Way.Checkers _, Way.Target _ -> false;
            case Way.Storage(String region, _, String database) -> !region.equals(database);
            case Way.Home(String region, String database) -> !region.equals(database);
            case Way.Lease _, Way.Replication _ -> true;
        };
    }

    private static List<Set<Spot>> arriving(String region) {
        return List.of(outside(), all(region, Tier.ENTRY));
    }

    private List<Set<Spot>> toDatabase(String region, Set<Spot> from, String database) {
        return region.equals(database)
                ? List.of(from, database(database))
                : List.of(
                        from,
                        all(region, Tier.ENTRY),
                        outside(),
                        all(database, Tier.ENTRY),
                        database(database));
    }

    private static Set<Spot> outside() {
        return Set.of();
    }

    private static Set<Spot> all(String region, Tier tier) {
        return World.ZONES.stream()
                .map(zone -> new Spot(region, tier, zone))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<Spot> database(String region) {
        Spot own =
                new Spot(
                        region,
                        Tier.DATABASE,
                        databaseZones.getOrDefault(region, World.ZONES.getFirst()));
        return silences(Scope.ALL).anyMatch(silence -> silence.subnets().contains(own))
                ? all(region, Tier.DATABASE)
                : Set.of(own);
    }

    /** Whether any subnet of one stop reaches any of the other; no subnets are the outside. */
    private boolean hops(Set<Spot> one, Set<Spot> other) {
        if (one.isEmpty() || other.isEmpty()) {
            Set<Spot> inside = new HashSet<>(one);
            inside.addAll(other);
            return inside.stream().anyMatch(this::reachesTheOutside);
        }
        return one.stream().anyMatch(from -> other.stream().anyMatch(to -> reach(from, to)));
    }

    /** Whether nothing of a stop may leave its VPC: the subnets' own lists say so, not the way. */
    private boolean locked(Set<Spot> stop) {
        return !stop.isEmpty() && stop.stream().noneMatch(this::reachesTheOutside);
    }

    private boolean reachesTheOutside(Spot spot) {
        return Stream.concat(silences(Scope.ALL), silences(Scope.VPC))
                .noneMatch(silence -> silence.subnets().contains(spot));
    }

    /** Both in one VPC. */
    private boolean reach(Spot from, Spot to) {
        if (from.equals(to)) {
            return true;
        }
        Stream<Disruption.Silence> between =
                from.zone().equals(to.zone())
                        ? silences(Scope.ALL)
                        : Stream.concat(silences(Scope.ALL), silences(Scope.AVAILABILITY_ZONE));
        return between.noneMatch(silence -> concerns(silence, from, to));
    }

    private static boolean concerns(Disruption.Silence silence, Spot from, Spot to) {
        return silence.subnets().contains(from) || silence.subnets().contains(to);
    }

    private Stream<Disruption.Silence> silences(Scope scope) {
        return inForce.stream()
                .filter(Disruption.Silence.class::isInstance)
                .map(Disruption.Silence.class::cast)
                .filter(silence -> silence.scope() == scope);
    }

    /** Whether nothing of a stop may send to another region of the sandbox. */
    private boolean confined(Set<Spot> stop) {
        Set<Spot> left = new HashSet<>(stop);
        inForce.forEach(disruption -> {
            switch (disruption) {
                case Disruption.Silence _ -> {}
                case Disruption.CrossRegion(Set<Spot> subnets, String other) -> {
                    if (World.regions().contains(other)) {
                        subnets.stream()
                                .filter(spot -> !spot.region().equals(other))
                                .forEach(left::remove);
                    }
                }
            }
        });
        return !stop.isEmpty() && left.isEmpty();
    }
}
