package io.blackstart.sandbox;

import io.blackstart.sandbox.Traffic.Spot;
import io.blackstart.sandbox.dns.ResolverKind;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What never changes about the sandbox's world: its regions, names, addresses and subnets. */
final class World {
    static final Place ACTIVE = new Place("me-south-1", "mes1", "127.0.10.1");
    static final Place PASSIVE = new Place("eu-central-1", "euc1", "127.0.20.1");
    static final List<Place> PLACES = List.of(ACTIVE, PASSIVE);
    static final String ZONE = "example.test";
    static final String NAME = "app." + ZONE;

    /** The four name servers of all zones. */
    static final List<String> AUTHORITATIVE =
            List.of("127.0.53.1", "127.0.53.2", "127.0.53.3", "127.0.53.4");

    static final String LOOPBACK = "127.0.0.1";
    static final String ACCOUNT = "123456789012";
    static final String TIER = "tier";

    /** The letters of each region's availability zones. */
    static final List<String> ZONES = List.of("a", "b", "c");

    private World() {}

    /** Where a caching resolver listens. */
    static String address(ResolverKind kind) {
        return switch (kind) {
            case OFFICE -> "127.0.53.10";
            case CLAMPING -> "127.0.53.11";
            case STALE -> "127.0.53.12";
            case PINNED -> "127.0.53.13";
        };
    }

    /**
     * A region and the address of its front door.
     *
     * @param shorthand of the region in the ids of its zones
     */
    record Place(String region, String shorthand, String address) {
        /** The DNS name of the load balancer that stands at the address. */
        String loadBalancer() {
            return "app-entry." + region + ".elb.amazonaws.com";
        }

        /**
         * The address, mapped into IPv6: loopback has a single IPv6 address, which could not tell
         * one region from the other.
         */
        String ipv6() {
            return "::ffff:" + address;
        }

        ControlPlane.Side side() {
            return new ControlPlane.Side(region, address, loadBalancer());
        }

        /** AWS's name of one of its zones, by its letter. */
        String zone(String letter) {
            return region + letter;
        }

        /** What FIS's filters can ask of everything that stands in one of its zones. */
        Map<String, String> located(String letter) {
            String name = zone(letter);
            return Map.of(
                    "AvailabilityZone",
                    name,
                    "Placement.AvailabilityZone",
                    name,
                    "availabilityZoneIdentifier",
                    name,
                    "AvailabilityZoneId",
                    shorthand + "-az" + (ZONES.indexOf(letter) + 1),
                    "VpcId",
                    vpc(),
                    "vpc",
                    vpc());
        }

        private String vpc() {
            return "vpc-" + region;
        }

        Resource subnet(Traffic.Tier tier, String letter) {
            String id = "subnet-" + region + "-" + tier.tag() + "-" + letter;
            Map<String, String> properties = new HashMap<>(located(letter));
            properties.put("SubnetId", id);
            properties.put("State", "available");
            properties.put("State.Name", "available");
            return new Resource(
                    Resource.SUBNET,
                    id,
                    region,
                    "arn:aws:ec2:" + region + ":" + ACCOUNT + ":subnet/" + id,
                    Map.of(TIER, tier.tag(), "zone", letter, "Name", tier.tag() + "-" + letter),
                    properties);
        }
    }

    /** An address on loopback that is nobody's in particular. */
    static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port);
    }

    static List<String> regions() {
        return PLACES.stream().map(Place::region).toList();
    }

    /** The other one of the two. */
    static Place otherThan(Place place) {
        return place.equals(ACTIVE) ? PASSIVE : ACTIVE;
    }

    /** One subnet of each tier in each zone of each region. */
    static List<Resource> subnets() {
        List<Resource> subnets = new ArrayList<>();
        for (Place place : PLACES) {
            for (Traffic.Tier tier : Traffic.Tier.values()) {
                ZONES.forEach(zone -> subnets.add(place.subnet(tier, zone)));
            }
        }
        return List.copyOf(subnets);
    }

    /**
     * Where a subnet stands.
     *
     * @throws IllegalArgumentException when it is none of {@link #subnets()}
     */
    static Spot spot(Resource subnet) {
        for (Place place : PLACES) {
            for (Traffic.Tier tier : Traffic.Tier.values()) {
                for (String zone : ZONES) {
                    if (place.subnet(tier, zone).id().equals(subnet.id())) {
                        return new Spot(place.region(), tier, zone);
                    }
                }
            }
        }
        throw new IllegalArgumentException("no such subnet: " + subnet.id());
    }
}
