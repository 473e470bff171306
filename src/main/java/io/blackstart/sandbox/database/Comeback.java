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
final class Comeback implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Comeback.class.getName());
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(20);

    private final ClusterWork work;
    private final Constellation constellation;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean copying;

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
            while (true) {
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
            if (closed) {
                throw new InterruptedException("closed while an old writer was brought back");
            }
            Thread.sleep(AGAIN);
        }
    }

    private boolean copied(String region) throws InterruptedException {
        copying = true;
        try {
            return work.rejoined(region);
        } finally {
            copying = false;
        }
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

    /** Brings nobody back any more; one that is being brought back comes first. */
    @Override
    public void close() {
        closed = true;
        if (!copying) {
            thread.interrupt();
        }
        try {
            if (!thread.join(CLOSE_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
