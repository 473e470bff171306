package io.blackstart.sandbox;

import io.blackstart.sandbox.database.Postgres;
import io.blackstart.sandbox.database.PostgresBinaries;
import io.blackstart.sandbox.database.PostgresPair;
import io.blackstart.sandbox.lease.PromotionController;
import io.blackstart.sandbox.lease.StandbyDatabase;
import io.blackstart.sandbox.network.FreePorts;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;
import io.blackstart.sandbox.network.Network.Route;
import io.blackstart.sandbox.region.Certificates;
import io.blackstart.sandbox.region.Region;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The two regions with all that connects them. What is opened here is closed by {@link Opened}, in
 * the opposite order.
 */
final class Wiring {
    private static final InetSocketAddress ANY = World.local(0);

    private final SandboxSettings settings;
    private final TruthRecorder truth;
    private final Opened opened;

    Wiring(SandboxSettings settings, TruthRecorder truth, Opened opened) {
        this.settings = settings;
        this.truth = truth;
        this.opened = opened;
    }

    /**
     * Both regions, running.
     *
     * @param port of both front doors
     */
    record Regions(
            Region active,
            Region passive,
            PromotionController controller,
            RegionFaults faults,
            PostgresPair databases,
            int port) {
        /** The region whose database is the latest. */
        Region writer() {
            return controller.writer().equals(active.name()) ? active : passive;
        }
    }

    /** Opens everything; returns before the first lease is granted. */
    Regions open(Path databases, Certificates certificates)
            throws IOException, InterruptedException {
        Network network = opened.add(Network.start());
        Pair pair = pair(network, databases);
        Side active = side(network, World.ACTIVE, pair.servers().primary(), certificates);
        Side passive = side(network, World.PASSIVE, pair.servers().standby(), certificates);
        List<Link> entries = entries(network, active.region(), passive.region());
        Link takeover = network.open(wan(World.local(pair.standbyPort())));
        RegionFaults faults =
                new RegionFaults(
                        network,
                        Map.of(
                                World.ACTIVE.region(),
                                new RegionFaults.Wires(
                                        Set.of(entries.getFirst(), active.lease()),
                                        Set.of(active.storage())),
                                World.PASSIVE.region(),
                                new RegionFaults.Wires(
                                        Set.of(entries.getLast(), passive.lease(), takeover),
                                        Set.of(passive.storage(), takeover))),
                        pair.replication(),
                        World.subnets(),
                        truth);
        PromotionController controller = opened.add(controller(active, passive, takeover));
        return new Regions(
                active.region(),
                passive.region(),
                controller,
                faults,
                pair.servers(),
                entries.getFirst().address().getPort());
    }

    private record Pair(PostgresPair servers, Link replication) {
        int standbyPort() {
            return servers.standby().port();
        }
    }

    private record Side(Region region, Link storage, Link lease) {}

    private Pair pair(Network network, Path folder) throws IOException, InterruptedException {
        Replication replication = new Replication(network);
        PostgresPair servers =
                opened.add(
                        PostgresPair.start(
                                PostgresBinaries.unpack(),
                                folder,
                                settings.synchronous(),
                                replication));
        return new Pair(servers, replication.link.orElseThrow());
    }

    /** Opens the link when the pair knows where its primary listens. */
    private final class Replication implements PostgresPair.Wire {
        private final Network network;
        private Optional<Link> link = Optional.empty();

        Replication(Network network) {
            this.network = network;
        }

        @Override
        public int to(int primaryPort) throws IOException {
            Link opened = network.open(wan(World.local(primaryPort)));
            link = Optional.of(opened);
            return opened.address().getPort();
        }
    }

    private Side side(
            Network network, World.Place place, Postgres database, Certificates certificates)
            throws IOException {
        Link storage = network.open(Route.straight(ANY, World.local(database.port())));
        Region region =
                opened.add(
                        Region.open(
                                place.region(),
                                Postgres.url(storage.address().getPort()),
                                settings.lease(),
                                certificates,
                                truth));
        return new Side(region, storage, network.open(wan(region.leaseDesk())));
    }

    /** Both front doors, on the first port that is free on both addresses. */
    private static List<Link> entries(Network network, Region active, Region passive)
            throws IOException {
        return FreePorts.first(port ->
                network.open(
                        List.of(
                                entry(World.ACTIVE, port, active),
                                entry(World.PASSIVE, port, passive))));
    }

    private static Route entry(World.Place place, int port, Region region) {
        return new Route(
                new InetSocketAddress(InetAddress.ofLiteral(place.address()), port),
                region.frontDoor(),
                Duration.ZERO);
    }

    private PromotionController controller(Side active, Side passive, Link takeover) {
        Optional<StandbyDatabase> standby =
                settings.promotes()
                        ? Optional.of(
                                new StandbyDatabase(
                                        Postgres.url(takeover.address().getPort()),
                                        passive.region().name()))
                        : Optional.empty();
        return PromotionController.start(
                settings.lease(),
                new PromotionController.Site(active.region().name(), active.lease().address()),
                new PromotionController.Site(passive.region().name(), passive.lease().address()),
                standby.map(database -> database),
                truth);
    }

    private Route wan(InetSocketAddress target) {
        return new Route(ANY, target, settings.wanDelay());
    }
}
