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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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

    /**
     * Opens everything; returns before the first lease is granted. PostgreSQL starts while the
     * applications do.
     */
    Regions open(Path databases, Certificates certificates)
            throws IOException, InterruptedException {
        Network network = opened.add(Network.start());
        int primary = FreePorts.free(World.LOOPBACK);
        int standby = FreePorts.free(World.LOOPBACK);
        Link replication = network.open(wan(World.local(primary)));
        Link takeover = network.open(wan(World.local(standby)));
        PostgresPair.Ports ports =
                new PostgresPair.Ports(primary, standby, replication.address().getPort());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PostgresPair> starting = threads.submit(() -> pair(databases, ports));
            Side active = side(network, World.ACTIVE, primary, certificates);
            Side passive = side(network, World.PASSIVE, standby, certificates);
            List<Link> entries = entries(network, active.region(), passive.region());
            RegionFaults faults =
                    faults(
                            network,
                            wires(entries.getFirst(), active, Set.of()),
                            wires(entries.getLast(), passive, Set.of(takeover)),
                            replication);
            PostgresPair pair = started(starting);
            return new Regions(
                    active.region(),
                    passive.region(),
                    opened.add(controller(active, passive, takeover)),
                    faults,
                    pair,
                    entries.getFirst().address().getPort());
        }
    }

    private record Side(Region region, Link storage, Link lease) {}

    private PostgresPair pair(Path folder, PostgresPair.Ports ports)
            throws IOException, InterruptedException {
        return opened.add(
                PostgresPair.start(
                        PostgresBinaries.unpack(),
                        folder,
                        settings.data().replication()
                                == SandboxSettings.Data.Replication.SYNCHRONOUS,
                        ports));
    }

    private static PostgresPair started(Future<PostgresPair> starting)
            throws IOException, InterruptedException {
        try {
            return starting.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cannot) {
                throw cannot;
            }
            throw new IllegalStateException("PostgreSQL's start failed", failed);
        }
    }

    private static RegionFaults.Wires wires(Link entry, Side side, Set<Link> takeover) {
        Set<Link> outside = new HashSet<>(takeover);
        outside.add(entry);
        outside.add(side.lease());
        Set<Link> database = new HashSet<>(takeover);
        database.add(side.storage());
        return new RegionFaults.Wires(outside, database);
    }

    private RegionFaults faults(
            Network network,
            RegionFaults.Wires active,
            RegionFaults.Wires passive,
            Link replication) {
        return new RegionFaults(
                network,
                Map.of(World.ACTIVE.region(), active, World.PASSIVE.region(), passive),
                replication,
                World.subnets(),
                truth);
    }

    private Side side(Network network, World.Place place, int database, Certificates certificates)
            throws IOException {
        Link storage = network.open(Route.straight(ANY, World.local(database)));
        Region region =
                opened.add(
                        Region.open(
                                place.region(),
                                Postgres.url(storage.address().getPort()),
                                settings.data().lease().orElseThrow(),
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
                settings.data().promotion() == SandboxSettings.Data.Promotion.AUTOMATIC
                        ? Optional.of(
                                new StandbyDatabase(
                                        Postgres.url(takeover.address().getPort()),
                                        passive.region().name()))
                        : Optional.empty();
        return PromotionController.start(
                settings.data().lease().orElseThrow(),
                new PromotionController.Site(active.region().name(), active.lease().address()),
                new PromotionController.Site(passive.region().name(), passive.lease().address()),
                standby.map(database -> database),
                truth);
    }

    private Route wan(InetSocketAddress target) {
        return new Route(ANY, target, settings.wan().delay());
    }
}
