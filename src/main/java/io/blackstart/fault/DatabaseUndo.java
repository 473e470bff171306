package io.blackstart.fault;

import io.blackstart.evidence.Event;
import io.blackstart.run.FaultInjector.Answer;
import io.blackstart.run.FaultInjector.FaultFailed;
import io.blackstart.run.RunClock;
import io.blackstart.run.UndoEntry;
import io.blackstart.run.UndoJournal;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts the database clusters that a fault stops: FIS does not. Announced in the undo journal
 * before anything is broken. Used by the runner's thread only.
 */
public final class DatabaseUndo implements AutoCloseable {
    private final RunClock clock;
    private final Supplier<RdsClient> client;
    private final UndoEntry.FaultIntended intent;
    private final UndoJournal journal;
    private final Duration between;
    private final Consumer<Event> evidence;

    private final List<RdsClient> opened = new ArrayList<>();
    private final List<DatabaseCluster> clusters = new ArrayList<>();

    /**
     * For a fault that was not injected yet.
     *
     * @param client makes a client of RDS in the region that the fault is to hit; asked at most
     *     once, and only when the fault stops a database
     * @param intent of that fault
     * @param between two looks at RDS while a cluster starts
     */
    public DatabaseUndo(
            RunClock clock,
            Supplier<RdsClient> client,
            UndoEntry.FaultIntended intent,
            UndoJournal journal,
            Duration between,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.client = client;
        this.intent = intent;
        this.journal = journal;
        this.between = between;
        this.evidence = evidence;
    }

    /** Whether each cluster that these actions stop may be stopped, and can be started again. */
    List<Answer> preflight(List<FisAction> actions) {
        clusters.clear();
        try {
            for (String id : DatabaseStops.in(actions)) {
                clusters.add(new DatabaseCluster(rds(), id));
            }
        } catch (IllegalArgumentException unclear) {
            return List.of(new Answer("database", false, String.valueOf(unclear.getMessage())));
        }
        return clusters.stream().map(DatabaseCluster::mayBeStopped).toList();
    }

    /** Takes down, on disk, what will have to be undone. */
    void announce() {
        for (DatabaseCluster cluster : clusters) {
            journal.write(
                    new UndoEntry.DatabaseStopIntended(
                            intent.kind(),
                            intent.region(),
                            cluster.id(),
                            intent.endpoint(),
                            intent.profile()));
            evidence.accept(
                    new Event.UndoIntended(
                            clock.elapsed(),
                            "RDS starts database cluster " + cluster.id() + " again"));
        }
    }

    /**
     * Starts what was stopped, and returns when it is available. Twice is harmless.
     *
     * @throws FaultFailed when a cluster does not become available
     */
    void undo() throws FaultFailed, InterruptedException {
        for (DatabaseCluster cluster : clusters) {
            journal.write(
                    new UndoEntry.DatabaseStarted(intent.region(), cluster.id(), started(cluster)));
        }
    }

    /**
     * Starts what was stopped though FIS's experiment may be in force still, and may stop it again:
     * the journal goes on saying that it has to be undone.
     *
     * @throws FaultFailed when a cluster does not become available
     */
    void startMeanwhile() throws FaultFailed, InterruptedException {
        for (DatabaseCluster cluster : clusters) {
            started(cluster);
        }
    }

    private String started(DatabaseCluster cluster) throws FaultFailed, InterruptedException {
        try {
            String how = cluster.startAgain(clock, between);
            evidence.accept(
                    new Event.Noted(
                            clock.elapsed(), "database cluster " + cluster.id() + ": " + how));
            return how;
        } catch (SdkException e) {
            throw new FaultFailed(
                    "database cluster "
                            + cluster.id()
                            + " could not be started again: "
                            + e.getMessage()
                            + "; run: ./blackstart recover",
                    e);
        }
    }

    private RdsClient rds() {
        if (opened.isEmpty()) {
            opened.add(client.get());
        }
        return opened.getFirst();
    }

    /** Lets go of its client. */
    @Override
    public void close() {
        opened.forEach(RdsClient::close);
        opened.clear();
    }
}
