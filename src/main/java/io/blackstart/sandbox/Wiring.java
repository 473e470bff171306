package io.blackstart.sandbox;

import io.blackstart.sandbox.database.Clusters;
import io.blackstart.sandbox.database.Postgres;
import io.blackstart.sandbox.lease.PromotionController;
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
            DataTier data,
            int port) {}

    /**
     * Opens everything; returns before the first lease is granted. PostgreSQL starts while the
     * applications do.
     */
    Regions open(Path databases, Certificates certificates)
            throws IOException, InterruptedException {
        Network network = opened.add(Network.start());
        DataTier data = DataTier.plan(settings, network, truth, opened);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Clusters> starting = threads.submit(() -> data.start(databases));
            Side active = side(network, World.ACTIVE, data, certificates);
            Side passive = side(network, World.PASSIVE, data, certificates);
            List<Link> entries = entries(network, active.region(), passive.region());
            RegionFaults faults =
                    new RegionFaults(
                            network,
                            Map.of(
                                    World.ACTIVE.region(),
                                    wires(entries.getFirst(), active),
                                    World.PASSIVE.region(),
                                    wires(entries.getLast(), passive)),
                            data.replication(),
                            World.subnets(),
                            truth);
            started(starting);
            return new Regions(
                    active.region(),
                    passive.region(),
                    data.control(site(active), site(passive)),
                    faults,
                    data,
                    entries.getFirst().address().getPort());
        }
    }

    private record Side(Region region, Link storage, Link lease) {}

    private static void started(Future<Clusters> starting)
            throws IOException, InterruptedException {
        try {
            starting.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cannot) {
                throw cannot;
            }
            throw new IllegalStateException("PostgreSQL's start failed", failed);
        }
    }

    private static RegionFaults.Wires wires(Link entry, Side side) {
        return new RegionFaults.Wires(Set.of(entry, side.lease()), Set.of(side.storage()));
    }

    private Side side(Network network, World.Place place, DataTier data, Certificates certificates)
            throws IOException {
        Link storage = data.storage(place.region());
        Region region =
                opened.add(
                        Region.open(
                                place.region(),
                                Postgres.url(storage.address().getPort()),
                                settings.data().lease(),
                                certificates,
                                truth));
        data.beforeDiscard(place.region(), region::reconcile);
        return new Side(region, storage, network.open(wan(region.leaseDesk())));
    }

    private static PromotionController.Site site(Side side) {
        return new PromotionController.Site(side.region().name(), side.lease().address());
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

    private Route wan(InetSocketAddress target) {
        return new Route(ANY, target, settings.wan().delay());
    }
}
