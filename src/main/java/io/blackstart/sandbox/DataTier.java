package io.blackstart.sandbox;

import io.blackstart.sandbox.Traffic.Way;
import io.blackstart.sandbox.database.Clusters;
import io.blackstart.sandbox.database.PostgresBinaries;
import io.blackstart.sandbox.database.PostgresPair;
import io.blackstart.sandbox.database.RegionalDatabase;
import io.blackstart.sandbox.lease.LeaseTerms;
import io.blackstart.sandbox.lease.Promotion;
import io.blackstart.sandbox.lease.PromotionController;
import io.blackstart.sandbox.lease.RdsPromotion;
import io.blackstart.sandbox.network.FreePorts;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.rds.RdsCalls;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The databases of both regions, the ways to them, and who decides which one takes writes. The ways
 * are there at once, the databases when they have started.
 */
final class DataTier {
    private static final System.Logger LOG = System.getLogger(DataTier.class.getName());

    private final SandboxSettings settings;
    private final TruthRecorder truth;
    private final Opened opened;
    private final Opened databases;
    private final Side first;
    private final Side second;
    private final Map<String, List<Reconciling>> beforeDiscard = new ConcurrentHashMap<>();
    private volatile Optional<Started> started = Optional.empty();

    private DataTier(
            SandboxSettings settings, TruthRecorder truth, Opened opened, Side first, Side second) {
        this.settings = settings;
        this.truth = truth;
        this.opened = opened;
        this.databases = opened.add(new Opened());
        this.first = first;
        this.second = second;
    }

    /**
     * A region's database and the ways to it.
     *
     * @param port of 127.0.0.1, at which it will answer
     * @param replication from the other region's database, over the WAN
     */
    private record Side(String region, int port, Link replication) {
        RegionalDatabase.Place place(Side other) {
            return new RegionalDatabase.Place(
                    region, port, other.replication().address().getPort());
        }
    }

    private record Started(PostgresPair pair, Clusters clusters) {}

    /** Takes down what an application never heard of, while its database still holds it. */
    interface Reconciling {
        void reconcile() throws SQLException;
    }

    /** Opens the ways; the databases themselves start with {@link #start}. */
    static DataTier plan(SandboxSettings settings, Sides sides, TruthRecorder truth, Opened opened)
            throws IOException {
        return new DataTier(
                settings, truth, opened, side(sides, World.ACTIVE), side(sides, World.PASSIVE));
    }

    private static Side side(Sides sides, World.Place place) throws IOException {
        int port = FreePorts.free(World.LOOPBACK);
        Way.Replication way = new Way.Replication(place.region(), World.otherThan(place).region());
        return new Side(place.region(), port, sides.wan(way, port));
    }

    /** The port of 127.0.0.1 at which a region's database answers. */
    int port(World.Place place) {
        return (first.region().equals(place.region()) ? first : second).port();
    }

    /**
     * What is also to be done right before a region's database is thrown away for a copy; several
     * applications may use the same one.
     */
    void beforeDiscard(String region, Reconciling what) {
        beforeDiscard.computeIfAbsent(region, _ -> new CopyOnWriteArrayList<>()).add(what);
    }

    /**
     * Starts the databases and returns when they replicate. However late that is, they are closed
     * after all that was opened after {@link #plan}, the applications' connections among it.
     */
    Clusters start(Path folder) throws IOException, InterruptedException {
        SandboxSettings.Data data = settings.data();
        PostgresPair pair =
                databases.add(
                        PostgresPair.start(
                                PostgresBinaries.unpack(),
                                folder,
                                new PostgresPair.Following(
                                        data.replication(), data.replicationDelay()),
                                first.place(second),
                                second.place(first)));
        Clusters clusters =
                databases.add(Clusters.over(pair, data, World.ACCOUNT, truth, this::discarding));
        started = Optional.of(new Started(pair, clusters));
        return clusters;
    }

    private void discarding(String region) {
        for (Reconciling application : beforeDiscard.getOrDefault(region, List.of())) {
            try {
                application.reconcile();
            } catch (SQLException silent) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "commits of which nobody heard are thrown away in " + region,
                        silent);
            }
        }
    }

    /** The databases as RDS shows them. */
    Clusters clusters() {
        return started.orElseThrow().clusters();
    }

    /** The servers themselves, for tests that look behind the application. */
    PostgresPair pair() {
        return started.orElseThrow().pair();
    }

    /**
     * Begins to grant leases; closed with all the rest.
     *
     * @param rds where RDS answers
     */
    PromotionController control(
            URI rds, PromotionController.Site active, PromotionController.Site passive) {
        Promotion promotion =
                switch (settings.data().topology()) {
                    case GLOBAL, REPLICA -> new RdsPromotion(opened.add(calls(rds)));
                    case PLAIN -> new PlainPromotion(clusters());
                };
        return opened.add(
                PromotionController.start(
                        PromotionController.Rules.of(settings.data()),
                        active,
                        passive,
                        promotion,
                        truth));
    }

    /** A call may not take longer than the controller has from one grant to the next. */
    private RdsCalls calls(URI rds) {
        LeaseTerms terms = settings.data().lease().orElse(LeaseTerms.UNFENCED);
        return new RdsCalls(rds, terms.period());
    }

    /** What each database holds, by region; one that does not answer is left out. */
    Map<String, List<String>> holds() {
        return clusters().holds();
    }

    /**
     * Takes down what each database holds at the end, and what is kept.
     *
     * @param holds what was found, by region
     * @param writer the region that the controller took for the writer: what another one holds
     *     beyond that is on a timeline of its own, which nobody follows, and so is not kept
     */
    void takeDown(Map<String, List<String>> holds, String writer) {
        holds.forEach(truth::holds);
        Optional<List<String>> kept = Optional.ofNullable(holds.get(writer));
        if (kept.isPresent()) {
            truth.kept(writer, kept.get());
        } else {
            keptUnknown(writer, "the database does not answer");
        }
    }

    /** Takes down that nobody could find out what is kept. */
    void keptUnknown(String writer, String why) {
        truth.event(System.nanoTime(), "keptUnknown", writer, Map.of("why", why));
    }
}
