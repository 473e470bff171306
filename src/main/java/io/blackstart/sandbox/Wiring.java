package io.blackstart.sandbox;

import io.blackstart.sandbox.Traffic.Way;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.database.Postgres;
import io.blackstart.sandbox.database.PostgresBinaries;
import io.blackstart.sandbox.database.PostgresPair;
import io.blackstart.sandbox.lease.PromotionController;
import io.blackstart.sandbox.lease.StandbyDatabase;
import io.blackstart.sandbox.network.FreePorts;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;
import io.blackstart.sandbox.region.Certificates;
import io.blackstart.sandbox.region.Region;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
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
     * @param estate what FIS finds in them and can do to it
     * @param balancers what aliases can lead to
     * @param doors how they are reached from outside
     */
    record Regions(
            Region active,
            Region passive,
            PromotionController controller,
            RegionEstate estate,
            LoadBalancers balancers,
            PostgresPair databases,
            FrontDoors doors) {
        /** The region whose database is the latest. */
        Region writer() {
            return controller.writer().equals(active.name()) ? active : passive;
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
     * Opens everything; returns before the first lease is granted. PostgreSQL starts while the
     * applications do.
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
        int primary = FreePorts.free(World.LOOPBACK);
        int standby = FreePorts.free(World.LOOPBACK);
        Link replication =
                sides.wan(
                        new Way.Replication(World.ACTIVE.region(), World.PASSIVE.region()),
                        primary);
        Link takeover = sides.wan(new Way.Takeover(World.PASSIVE.region()), standby);
        PostgresPair.Ports ports =
                new PostgresPair.Ports(primary, standby, replication.address().getPort());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PostgresPair> starting = threads.submit(() -> pair(databases, ports));
            Region active = sides.open(World.ACTIVE, primary, standby, certificates);
            Region passive = sides.open(World.PASSIVE, standby, primary, certificates);
            FrontDoors doors = opened.add(sides.doors(active, passive));
            PostgresPair pair = started(starting);
            active.register();
            passive.register();
            return new Regions(
                    active,
                    passive,
                    opened.add(controller(sides, takeover)),
                    opened.add(sides.estate(new NoDatabases())),
                    new Balancers(sides.regions()),
                    pair,
                    doors);
        }
    }

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

    private PromotionController controller(Sides sides, Link takeover) {
        Optional<StandbyDatabase> standby =
                settings.data().promotion() == SandboxSettings.Data.Promotion.AUTOMATIC
                        ? Optional.of(
                                new StandbyDatabase(
                                        Postgres.url(takeover.address().getPort()),
                                        World.PASSIVE.region()))
                        : Optional.empty();
        return PromotionController.start(
                settings.data().lease().orElseThrow(),
                sides.site(World.ACTIVE),
                sides.site(World.PASSIVE),
                standby.map(database -> database),
                truth);
    }
}
