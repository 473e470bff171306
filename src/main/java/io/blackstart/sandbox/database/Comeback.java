package io.blackstart.sandbox.database;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.database.Constellation.Member;
import io.blackstart.sandbox.database.Constellation.Part;

import java.time.Duration;
import java.util.Optional;

/**
 * Brings an old writer back as a standby of the new one, as soon as the two reach each other again.
 * When it begins, the old one is not available to anybody until it has succeeded.
 */
final class Comeback {
    private static final System.Logger LOG = System.getLogger(Comeback.class.getName());
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final ClusterWork work;
    private final Constellation constellation;
    private final Thread thread;
    private boolean stopped; // guarded by this
    private boolean copying; // guarded by this

    private Comeback(ClusterWork work, Constellation constellation) {
        this.work = work;
        this.constellation = constellation;
        this.thread = Thread.ofVirtual().name("comeback").unstarted(this::run);
    }

    /** Waits for an old writer from now on. */
    static Comeback start(ClusterWork work, Constellation constellation) {
        Comeback comeback = new Comeback(work, constellation);
        comeback.thread.start();
        return comeback;
    }

    private void run() {
        try {
            while (!stopped()) {
                bringBack(awaitOneLeftBehind());
            }
        } catch (InterruptedException closing) {
            LOG.log(System.Logger.Level.DEBUG, "no old writer is waited for any more", closing);
        }
    }

    private String awaitOneLeftBehind() throws InterruptedException {
        synchronized (constellation) {
            while (true) {
                Optional<Member> left =
                        constellation.members().stream()
                                .filter(member -> member.part() == Part.LEFT_BEHIND)
                                .findFirst();
                if (left.isPresent()) {
                    return left.get().region();
                }
                constellation.wait();
            }
        }
    }

    private void bringBack(String region) throws InterruptedException {
        while (!work.database(region).reachesTheOther() || !taken(region)) {
            Thread.sleep(AGAIN);
        }
        while (!copied(region)) {
            Thread.sleep(AGAIN);
        }
    }

    private boolean copied(String region) throws InterruptedException {
        synchronized (this) {
            if (stopped) {
                throw new InterruptedException("stopped while an old writer was brought back");
            }
            copying = true;
        }
        try {
            return work.rejoined(region);
        } finally {
            synchronized (this) {
                copying = false;
            }
        }
    }

    private synchronized boolean stopped() {
        return stopped;
    }

    private boolean taken(String region) {
        synchronized (constellation) {
            try {
                constellation.rejoin(region);
                return true;
            } catch (AwsFault notNow) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "the old writer is not brought back yet",
                        notNow);
                return false;
            }
        }
    }

    /** Begins to bring nobody back any more; a copy that is being made is not broken off. */
    synchronized void stop() {
        stopped = true;
        if (!copying) {
            thread.interrupt();
        }
    }

    /** Brings nobody back any more; a copy that the deadline finds is broken off. */
    void close(Deadline deadline) {
        stop();
        try {
            if (!thread.join(deadline.left())) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
