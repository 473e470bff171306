package io.blackstart.sandbox;

import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.database.Clusters;
import io.blackstart.sandbox.lease.PromotionController;
import io.blackstart.sandbox.network.Network;
import io.blackstart.sandbox.region.Certificates;
import io.blackstart.sandbox.region.Region;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/**
 * The two regions with all that connects them. What is opened here is closed by {@link Opened}, in
 * the opposite order.
 */
final class Wiring {
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
     * @param sites where the controller finds them, the active one first
     * @param estate what FIS finds in them and can do to it
     * @param balancers what aliases can lead to
     * @param doors how they are reached from outside
     */
    record Regions(
            Region active,
            Region passive,
            List<PromotionController.Site> sites,
            RegionEstate estate,
            LoadBalancers balancers,
            DataTier data,
            FrontDoors doors) {
        Regions {
            sites = List.copyOf(sites);
        }

        /** Begins to grant leases, and to promote through RDS's endpoint. */
        PromotionController control(URI rds) {
            return data.control(rds, sites.getFirst(), sites.getLast());
        }

        /** The port of both front doors. */
        int port() {
            return doors.port();
        }

        /** Where a checker connects to reach an address of the sandbox's world. */
        UnaryOperator<InetSocketAddress> checkersPath() {
            return doors::checkersPath;
        }
    }

    /**
     * Opens everything but the controller, so that nobody has a lease yet. PostgreSQL starts while
     * the applications do.
     */
    Regions open(Path databases, Certificates certificates)
            throws IOException, InterruptedException {
        Network network = opened.add(Network.start());
        CloudClock clock = new CloudClock(settings.speed());
        Sides sides =
                new Sides(
                        settings,
                        network,
                        new Region.Time(clock, opened.add(new CloudTimer(clock))),
                        truth,
                        opened);
        DataTier data = DataTier.plan(settings, sides, truth, opened);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Clusters> starting = threads.submit(() -> data.start(databases));
            Region active = region(sides, World.ACTIVE, data, certificates);
            Region passive = region(sides, World.PASSIVE, data, certificates);
            FrontDoors doors = opened.add(sides.doors(active, passive));
            Clusters clusters = started(starting);
            active.register();
            passive.register();
            return new Regions(
                    active,
                    passive,
                    List.of(sides.site(World.ACTIVE), sides.site(World.PASSIVE)),
                    opened.add(sides.estate(clusters)),
                    new Balancers(sides.regions()),
                    data,
                    doors);
        }
    }

    private static Region region(
            Sides sides, World.Place place, DataTier data, Certificates certificates)
            throws IOException {
        Region region =
                sides.open(
                        place, data.port(place), data.port(World.otherThan(place)), certificates);
        data.beforeDiscard(region.database(), region::reconcile);
        return region;
    }

    private static Clusters started(Future<Clusters> starting)
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
}
