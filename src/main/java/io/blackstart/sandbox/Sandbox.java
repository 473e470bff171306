package io.blackstart.sandbox;

import io.blackstart.sandbox.database.Patience;
import io.blackstart.sandbox.database.PostgresPair;
import io.blackstart.sandbox.database.PostgresUnavailable;
import io.blackstart.sandbox.lease.PromotionController;
import io.blackstart.sandbox.region.Certificates;
import io.blackstart.sandbox.region.Region;
import io.blackstart.sandbox.truth.TruthAccount;
import io.blackstart.sandbox.truth.TruthFile;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A local cloud of two regions: an application and a real PostgreSQL in each, replication and a
 * promotion controller between them, and AWS's Route 53, FIS, RDS, CloudWatch and STS in front.
 * Everything listens on loopback addresses and ends with this JVM.
 */
public final class Sandbox implements AutoCloseable {
    private static final Patience FIRST_LEASE =
            Patience.of(Duration.ofMillis(10), Duration.ofSeconds(20));

    /** With what comes before and after it, less than a process has for its end. */
    private static final Duration STOCK_MAX = Duration.ofSeconds(8);

    private static final System.Logger LOG = System.getLogger(Sandbox.class.getName());

    private final SandboxSettings settings;
    private final Opened opened;
    private final TruthRecorder recorder;
    private final Wiring.Regions regions;
    private final Control control;
    private final String readyLine;
    private boolean closed; // guarded by this

    private Sandbox(
            SandboxSettings settings,
            Opened opened,
            TruthRecorder recorder,
            Wiring.Regions regions,
            Control control,
            String readyLine) {
        this.settings = settings;
        this.opened = opened;
        this.recorder = recorder;
        this.regions = regions;
        this.control = control;
        this.readyLine = readyLine;
    }

    /**
     * Starts a sandbox and returns when it serves, replicates and answers DNS.
     *
     * @throws PostgresUnavailable when PostgreSQL cannot run here
     * @throws IOException when something else cannot start; nothing is left then
     */
    public static Sandbox start(SandboxSettings settings) throws IOException, InterruptedException {
        Opened opened = new Opened();
        try {
            return start(settings, opened);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            try {
                opened.close();
            } catch (RuntimeException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    private static Sandbox start(SandboxSettings settings, Opened opened)
            throws IOException, InterruptedException {
        WorkFolder work = opened.add(WorkFolder.make());
        Certificates certificates =
                Certificates.make(
                        List.of(World.NAME, World.ACTIVE.address(), World.PASSIVE.address()));
        Files.writeString(work.authority(), certificates.authorityPem());
        TruthRecorder recorder = new TruthRecorder(settings.speed(), World.regions());
        Wiring.Regions regions =
                new Wiring(settings, recorder, opened).open(work.databases(), certificates);
        ControlPlane plane =
                opened.add(
                        ControlPlane.start(
                                new ControlPlane.Settings(
                                        new CloudClock(settings.speed()),
                                        World.LOOPBACK,
                                        settings.names().propagation(),
                                        settings.names().blackholeInterval()
                                                == SandboxSettings.Names.BlackholeInterval
                                                        .END_TO_START,
                                        settings.names().ttl()),
                                new ControlPlane.Backing(
                                        regions.estate(),
                                        regions.data().clusters(),
                                        regions.balancers(),
                                        regions.checkersPath(),
                                        RegionMetrics.of(
                                                regions.active(),
                                                regions.passive(),
                                                regions.data().clusters()),
                                        Optional.empty()),
                                recorder));
        PromotionController controller = regions.control(plane.endpoint());
        awaitWriter(regions.active());
        Seed.Seeded seeded =
                plane.seed(
                        new Seed(
                                World.ZONE,
                                World.NAME,
                                World.ACTIVE.side(),
                                World.PASSIVE.side(),
                                regions.port(),
                                settings.names()));
        String line =
                new ReadyLine(settings, plane, seeded, regions.port(), work.authority()).json();
        return new Sandbox(
                settings, opened, recorder, regions, new Control(plane, controller), line);
    }

    /** What commands the regions: AWS, and the owner's automation that calls it. */
    private record Control(ControlPlane plane, PromotionController controller) {}

    private static void awaitWriter(Region active) throws IOException, InterruptedException {
        if (!FIRST_LEASE.until(active::writer)) {
            throw new IOException("the first lease was not granted");
        }
    }

    /** How it is reached: one line of JSON. */
    public String readyLine() {
        return readyLine;
    }

    /** What really happened so far; what was kept is known after {@link #close()}. */
    public TruthAccount truth() {
        return recorder.account();
    }

    /** Its databases, for tests that look behind the application. */
    PostgresPair databases() {
        return regions.data().pair();
    }

    /** What stands in its regions and can be broken, for tests that need no FIS. */
    Estate estate() {
        return regions.estate();
    }

    /** What its load balancers are like, for tests that ask no name server. */
    LoadBalancers balancers() {
        return regions.balancers();
    }

    /** Where a checker connects to reach an address. */
    InetSocketAddress checkersPath(InetSocketAddress address) {
        return regions.checkersPath().apply(address);
    }

    /** Lifts every fault, closes the truth and stops everything; closing twice is harmless. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Closing closing = new Closing();
        // before the ways are mended: a copy that begins now would not be finished
        closing.step(regions.data().clusters()::leaveBehind);
        closing.step(control.plane());
        closing.step(regions.estate());
        closing.step(control.controller());
        closing.step(regions.active()::stopServing);
        closing.step(regions.passive()::stopServing);
        closing.step(this::takeStock);
        closing.step(this::writeTruth);
        closing.step(opened);
        closing.end();
    }

    /** Takes down what is kept, or that it is unknown when the databases take too long to tell. */
    private void takeStock() throws InterruptedException {
        String writer = control.controller().writer();
        CompletableFuture<Map<String, List<String>>> found = new CompletableFuture<>();
        Thread asking =
                Thread.ofVirtual()
                        .name("stock")
                        .start(() -> {
                            try {
                                found.complete(stock());
                            } catch (RuntimeException failed) {
                                found.completeExceptionally(failed);
                            }
                        });
        try {
            regions.data().takeDown(found.get(STOCK_MAX.toMillis(), TimeUnit.MILLISECONDS), writer);
        } catch (TimeoutException late) {
            asking.interrupt();
            regions.data().keptUnknown(writer, "the databases did not answer in time");
            LOG.log(System.Logger.Level.WARNING, "what is kept is unknown", late);
        } catch (InterruptedException hurried) {
            asking.interrupt();
            regions.data().keptUnknown(writer, "there was no time to ask the databases");
            throw hurried;
        } catch (ExecutionException failed) {
            regions.data().keptUnknown(writer, String.valueOf(failed.getCause()));
            throw new IllegalStateException("what is kept is unknown", failed);
        }
    }

    private Map<String, List<String>> stock() {
        for (Region region : List.of(regions.active(), regions.passive())) {
            try {
                region.reconcile();
            } catch (SQLException silent) {
                LOG.log(System.Logger.Level.WARNING, "the truth of a region is cut short", silent);
            }
        }
        regions.data().clusters().settle();
        return regions.data().holds();
    }

    private void writeTruth() {
        Optional<Path> file = settings.truth();
        if (file.isEmpty()) {
            return;
        }
        try {
            TruthFile.write(file.get(), recorder.account());
        } catch (IOException failed) {
            LOG.log(System.Logger.Level.ERROR, "the truth was not written: " + failed, failed);
        }
    }
}
