package io.blackstart.sandbox;

import io.blackstart.sandbox.dns.ResolverKind;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What never changes about the sandbox's world: its regions, names, addresses and subnets. */
final class World {
    static final Place ACTIVE = new Place("me-south-1", "127.0.10.1");
    static final Place PASSIVE = new Place("eu-central-1", "127.0.20.1");
    static final List<Place> PLACES = List.of(ACTIVE, PASSIVE);
    static final String ZONE = "example.test";
    static final String NAME = "app." + ZONE;

    /** The four name servers of all zones. */
    static final List<String> AUTHORITATIVE =
            List.of("127.0.53.1", "127.0.53.2", "127.0.53.3", "127.0.53.4");

    static final String LOOPBACK = "127.0.0.1";
    static final String ACCOUNT = "123456789012";
    static final String TIER = "tier";
    static final String ENTRY = "entry";
    static final String DATABASE = "database";
    private static final List<String> ZONES = List.of("a", "b");

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

    /** A region and the address of its front door. */
    record Place(String region, String address) {
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
    }

    /** An address on loopback that is nobody's in particular. */
    static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port);
    }

    static List<String> regions() {
        return PLACES.stream().map(Place::region).toList();
    }

    /** Two subnets of each tier in each region. */
    static List<Subnet> subnets() {
        List<Subnet> subnets = new ArrayList<>();
        for (Place place : PLACES) {
            for (String tier : List.of(ENTRY, DATABASE)) {
                for (String zone : ZONES) {
                    subnets.add(subnet(place.region(), tier, zone));
                }
            }
        }
        return List.copyOf(subnets);
    }

    private static Subnet subnet(String region, String tier, String zone) {
        String id = "subnet-" + region + "-" + tier + "-" + zone;
        return new Subnet(
                id,
                region,
                "arn:aws:ec2:" + region + ":" + ACCOUNT + ":subnet/" + id,
                Map.of(TIER, tier, "Name", tier + "-" + zone));
    }
}
