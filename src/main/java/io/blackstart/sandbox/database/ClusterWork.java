package io.blackstart.sandbox.database;

import io.blackstart.sandbox.Truth;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What commands do to the databases, each on a thread of its own. That no two of them are about the
 * same cluster, the constellation sees to before they come here; each tells it how it has ended.
 */
final class ClusterWork {
    private static final System.Logger LOG = System.getLogger(ClusterWork.class.getName());
    private static final Duration BREAK_OFF_MAX = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Patience SYNCHRONISED =
            Patience.of(Duration.ofMillis(20), Duration.ofSeconds(30));

    private final PostgresPair pair;
    private final PostgresPair.Following following;
    private final Constellation constellation;
    private final Truth truth;
    private final Consumer<String> beforeDiscard;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ClusterWork(
            PostgresPair pair,
            PostgresPair.Following following,
            Constellation constellation,
            Truth truth,
            Consumer<String> beforeDiscard) {
        this.pair = pair;
        this.following = following;
        this.constellation = constellation;
        this.truth = truth;
        this.beforeDiscard = beforeDiscard;
    }

    private interface Work {
        void run() throws IOException, SQLException, InterruptedException;
    }

    RegionalDatabase database(String region) {
        return pair.first().region().equals(region) ? pair.first() : pair.second();
    }

    private RegionalDatabase other(String region) {
        return pair.first().region().equals(region) ? pair.second() : pair.first();
    }

    void stop(String region) {
        later(
                region,
                "stop",
                () -> {
                    database(region).stop(Postgres.Manner.FAST);
                    event("databaseStopped", region);
                    ended(() -> constellation.rests(region, Constellation.STOPPED));
                });
    }

    void start(String region) {
        later(
                region,
                "start",
                () -> {
                    database(region).start();
                    event("databaseStarted", region);
                    ended(() -> constellation.rests(region, Constellation.AVAILABLE));
                });
    }

    /**
     * Breaks the cluster's connections off.
     *
     * @param instances how many take turns in standing for the cluster
     */
    void restart(String region, int instances) {
        later(
                region,
                "restart",
                () -> {
                    database(region).restart();
                    event("databaseRestarted", region);
                    ended(() -> {
                        if (instances > 1) {
                            constellation.ledBy(region, instances);
                        }
                        constellation.rests(region, Constellation.AVAILABLE);
                    });
                });
    }

    void promote(String region) {
        later(region, "promote", () -> promoteNow(region, following.losesWhatIsDelayed()));
    }

    private void promoteNow(String region, boolean shownOnly)
            throws IOException, SQLException, InterruptedException {
        Lsn wal = database(region).promote(shownOnly);
        truth.event(System.nanoTime(), "promoted", region, Map.of("wal", wal.toString()));
        ended(() -> constellation.promoted(region));
    }

    /** Writes end, the standby gets everything, it is promoted, the old writer is copied anew. */
    void switchOver(String region) {
        String old = other(region).region();
        later(
                region,
                "switch over to",
                () -> {
                    try {
                        giveAway(database(old), database(region));
                    } catch (IOException | SQLException | RuntimeException failed) {
                        takeBack(old);
                        throw failed;
                    }
                    try {
                        promoteNow(region, false);
                    } catch (IOException | SQLException | RuntimeException failed) {
                        failed(region, "switch over to", failed);
                        undoPromotion(region, old);
                        return;
                    }
                    untilRejoined(old);
                });
    }

    private void untilRejoined(String region) throws InterruptedException {
        while (!rejoined(region)) {
            Thread.sleep(AGAIN);
        }
    }

    /**
     * Nobody knows how far the promotion got, and two must not write: the target ends before the
     * old writer writes again, and comes back as a copy of it.
     */
    private void undoPromotion(String region, String old) throws InterruptedException {
        try {
            database(region).stop(Postgres.Manner.IMMEDIATE);
        } catch (IOException | RuntimeException goesOn) {
            failed(region, "stop", goesOn); // and so the old writer goes on refusing writes
            ended(() -> constellation.rests(old, atRest(old)));
            ended(() -> constellation.rests(region, atRest(region)));
            return;
        }
        takeBack(old);
        untilRejoined(region);
        ended(() -> constellation.rests(region, atRest(region)));
    }

    /** The old writer writes again before anybody is told that it is at rest. */
    private void takeBack(String old) throws InterruptedException {
        try {
            database(old).readOnly(false);
        } catch (IOException | SQLException | RuntimeException failed) {
            failed(old, "give the writes back to", failed);
        } finally {
            ended(() -> constellation.rests(old, atRest(old)));
        }
    }

    private static void giveAway(RegionalDatabase old, RegionalDatabase target)
            throws IOException, SQLException, InterruptedException {
        old.readOnly(true);
        Lsn end = old.written();
        if (!SYNCHRONISED.until(() -> target.shown().compareTo(end) >= 0)) {
            throw new IOException("the standby does not get what the writer has written");
        }
    }

    /** Makes the old writer a standby of the new one: all that it held is thrown away. */
    private void rejoin(String region) throws IOException, SQLException, InterruptedException {
        RegionalDatabase primary = other(region);
        beforeDiscard.accept(region);
        database(region).follow(primary, following.delay());
        if (following.synchronous()) {
            primary.waitForStandby(true);
        }
        event("databaseResynchronised", region);
        ended(() -> constellation.rejoined(region));
    }

    /** Whether it became a standby; false when that has to be tried again. */
    boolean rejoined(String region) throws InterruptedException {
        if (!database(region).reachesTheOther()) {
            return false;
        }
        try {
            rejoin(region);
            return true;
        } catch (IOException | SQLException | RuntimeException failed) {
            failed(region, "resynchronise", failed);
            return false;
        }
    }

    private void later(String region, String what, Work work) {
        var _ =
                threads.submit(() -> {
                    try {
                        work.run();
                    } catch (IOException | SQLException | RuntimeException failed) {
                        failed(region, what, failed);
                        ended(() -> constellation.rests(region, atRest(region)));
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private String atRest(String region) {
        return database(region).server().isPresent()
                ? Constellation.AVAILABLE
                : Constellation.STOPPED;
    }

    private void failed(String region, String what, Exception failed) {
        LOG.log(
                System.Logger.Level.WARNING,
                "cannot " + what + " the database of " + region + ": " + failed,
                failed);
        truth.event(
                System.nanoTime(),
                "databaseCommandFailed",
                region,
                Map.of("command", what, "why", String.valueOf(failed.getMessage())));
    }

    private void event(String what, String region) {
        truth.event(System.nanoTime(), what, region, Map.of());
    }

    private void ended(Runnable change) {
        synchronized (constellation) {
            change.run();
            constellation.notifyAll();
        }
    }

    Map<String, List<String>> holds() {
        Map<String, List<String>> holds = new HashMap<>();
        for (RegionalDatabase database : List.of(pair.first(), pair.second())) {
            try {
                if (database.server().isEmpty()) {
                    database.start();
                }
                holds.put(database.region(), database.ids());
            } catch (IOException | SQLException silent) {
                failed(database.region(), "take stock of", silent);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return holds;
            }
        }
        return holds;
    }

    /** Waits for the commands that are under way, and breaks off what the deadline finds. */
    void close(Deadline deadline) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                boolean _ =
                        threads.awaitTermination(BREAK_OFF_MAX.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException hurried) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
