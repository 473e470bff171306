package io.blackstart.sandbox;

import io.blackstart.sandbox.SandboxSettings.Application.Health;
import io.blackstart.sandbox.SandboxSettings.Application.Standby;
import io.blackstart.sandbox.SandboxSettings.Application.StandbyUses;
import io.blackstart.sandbox.Traffic.Way;
import io.blackstart.sandbox.database.Postgres;
import io.blackstart.sandbox.lease.PromotionController;
import io.blackstart.sandbox.network.FreePorts;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;
import io.blackstart.sandbox.network.Network.Route;
import io.blackstart.sandbox.region.Certificates;
import io.blackstart.sandbox.region.Fleet;
import io.blackstart.sandbox.region.Region;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Opens the regions with the links between their parts, and keeps which link is which way. */
final class Sides {
    private static final InetSocketAddress ANY = World.local(0);

    private final SandboxSettings settings;
    private final Network network;
    private final Region.Time time;
    private final TruthRecorder truth;
    private final Opened opened;
    private final Map<Way, Link> links = new HashMap<>();
    private final Map<String, Region> regions = new LinkedHashMap<>();

    Sides(
            SandboxSettings settings,
            Network network,
            Region.Time time,
            TruthRecorder truth,
            Opened opened) {
        this.settings = settings;
        this.network = network;
        this.time = time;
        this.truth = truth;
        this.opened = opened;
    }

    /** A link over the WAN to a port of 127.0.0.1. */
    Link wan(Way way, int port) throws IOException {
        return wan(way, World.local(port));
    }

    private Link wan(Way way, InetSocketAddress target) throws IOException {
        return keep(way, new Route(ANY, target, settings.wan().delay(), settings.wan().jitter()));
    }

    private Link straight(Way way, int port) throws IOException {
        return keep(way, Route.straight(ANY, World.local(port)));
    }

    private Link keep(Way way, Route route) throws IOException {
        Link link = network.open(route);
        links.put(way, link);
        return link;
    }

    /**
     * Opens a region.
     *
     * @param own port of its database
     * @param others port of the other region's
     */
    Region open(World.Place place, int own, int others, Certificates certificates)
            throws IOException {
        String name = place.region();
        String other = World.otherThan(place).region();
        boolean passive = place.equals(World.PASSIVE);
        boolean borrows = passive && settings.application().standbyUses() == StandbyUses.THE_OTHERS;
        List<Region.Zone> zones = new ArrayList<>();
        for (String letter : World.ZONES) {
            int port = FreePorts.free(World.LOOPBACK);
            Link target = straight(new Way.Target(name, letter), port);
            Link storage =
                    borrows
                            ? wan(new Way.Storage(name, letter, other), others)
                            : straight(new Way.Storage(name, letter, name), own);
            zones.add(new Region.Zone(letter, port, target.address(), url(storage)));
        }
        Optional<String> peer =
                settings.application().health() == Health.CROSS_REGION
                        ? Optional.of(url(wan(new Way.Home(name, other), others)))
                        : Optional.empty();
        Region.Plan plan =
                new Region.Plan(
                        name,
                        zones,
                        url(straight(new Way.Home(name, name), own)),
                        borrows ? other : name,
                        peer,
                        settings.application(),
                        passive ? settings.application().standby() : Standby.FULL);
        Region region =
                opened.add(Region.open(plan, settings.data().lease(), certificates, time, truth));
        regions.put(name, region);
        wan(new Way.Lease(name), region.leaseDesk());
        return region;
    }

    private static String url(Link link) {
        return Postgres.url(link.address().getPort());
    }

    /** Where the controller finds a region's lease desk. */
    PromotionController.Site site(World.Place place) {
        Link line = links.get(new Way.Lease(place.region()));
        if (line == null) {
            throw new IllegalStateException(place.region() + " is not open");
        }
        return new PromotionController.Site(place.region(), line.address());
    }

    /** Opens the front doors of the regions in which something runs; some may be blocked. */
    FrontDoors doors(Region active, Region passive) throws IOException {
        Map<World.Place, Region> open = new LinkedHashMap<>();
        open.put(World.ACTIVE, active);
        if (settings.application().standby() != Standby.DOWN) {
            open.put(World.PASSIVE, passive);
        }
        FrontDoors doors = FrontDoors.open(network, open);
        links.putAll(doors.links());
        block(settings.wan().usersBlocked(), Way.Users::new, "users");
        block(settings.wan().checkersBlocked(), Way.Checkers::new, "checkers");
        return doors;
    }

    /** Cuts ways for as long as the sandbox runs: a firewall that was set up wrongly. */
    private void block(Set<String> blocked, Function<String, Way> way, String whose)
            throws IOException {
        for (String region : blocked) {
            Link link = links.get(way.apply(region));
            if (link != null) {
                long at = network.cut(List.of(link));
                truth.event(at, "pathBlocked", region, Map.of("of", whose));
            }
        }
    }

    /** The regions that were opened, by name. */
    Map<String, Region> regions() {
        return Map.copyOf(regions);
    }

    /** All of it as FIS sees it. */
    RegionEstate estate(Databases databases) {
        Map<String, Fleet> fleets =
                regions.values().stream()
                        .collect(Collectors.toUnmodifiableMap(Region::name, Region::fleet));
        return new RegionEstate(network, links, fleets, databases, truth);
    }
}
