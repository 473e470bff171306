package io.blackstart.sandbox.lease;

import io.blackstart.sandbox.Truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The owner's automation, at a third place: keeps the writer's lease alive over the WAN, and when
 * the writer is silent and its lease has certainly run out, promotes the standby and gives the
 * lease to that region. It does so once; a former writer never gets the lease again.
 */
public final class PromotionController implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PromotionController.class.getName());

    private final LeaseTerms terms;
    private final Site first;
    private final Site second;
    private final Optional<Standby> standby;
    private final Truth truth;
    private final Thread thread;
    // These belong to the controller's thread; others only read the writer.
    private volatile Site writer;
    private LeaseLedger ledger;
    private Optional<LeaseLine> line = Optional.empty();
    private boolean promoting;

    private PromotionController(
            LeaseTerms terms, Site first, Site second, Optional<Standby> standby, Truth truth) {
        this.terms = terms;
        this.first = first;
        this.second = second;
        this.standby = standby;
        this.truth = truth;
        this.writer = first;
        this.ledger = new LeaseLedger(terms);
        this.thread = Thread.ofVirtual().name("promotion controller").unstarted(this::run);
    }

    /** A region and where its lease desk is reached. */
    public record Site(String region, InetSocketAddress desk) {}

    /**
     * Starts to grant.
     *
     * @param first the writer
     * @param second the region of the standby
     * @param standby empty when it is never promoted
     */
    public static PromotionController start(
            LeaseTerms terms, Site first, Site second, Optional<Standby> standby, Truth truth) {
        PromotionController controller =
                new PromotionController(terms, first, second, standby, truth);
        controller.thread.start();
        return controller;
    }

    /** The region that gets the lease. */
    public String writer() {
        return writer.region();
    }

    private void run() {
        try {
            while (true) {
                long began = System.nanoTime();
                if (heard()) {
                    ledger.answered();
                } else {
                    ledger.silent();
                    promoteIfLapsed();
                }
                Duration spent = Duration.ofNanos(System.nanoTime() - began);
                Duration rest = terms.period().minus(spent);
                if (rest.isPositive()) {
                    Thread.sleep(rest);
                }
            }
        } catch (InterruptedException closing) {
            line.ifPresent(LeaseLine::close);
        }
    }

    /** Grants, or asks while an answer is owed; whether the writer has answered. */
    private boolean heard() throws InterruptedException {
        if (promoting) {
            return false;
        }
        try {
            LeaseLine to = line();
            to.say(ledger.mayGrant() ? ledger.grant(System.nanoTime()) : LeaseDesk.PING);
            return to.heard(terms.period());
        } catch (IOException unreachable) {
            hangUp();
            ledger.unreachable();
            return false;
        }
    }

    private LeaseLine line() throws IOException {
        if (line.isPresent() && line.get().broken()) {
            hangUp();
        }
        if (line.isEmpty()) {
            line = Optional.of(LeaseLine.connect(writer.desk()));
        }
        return line.get();
    }

    private void hangUp() {
        line.ifPresent(LeaseLine::close);
        line = Optional.empty();
    }

    private void promoteIfLapsed() {
        if (writer.equals(first) && (promoting || ledger.certainlyLapsed(System.nanoTime()))) {
            standby.ifPresent(this::promote);
        }
    }

    private void promote(Standby successor) {
        try {
            successor.promote(() -> promoting = true);
        } catch (SQLException failed) {
            LOG.log(System.Logger.Level.DEBUG, "promotion failed, will be tried again", failed);
            return;
        }
        truth.event(System.nanoTime(), "promoted", second.region(), Map.of());
        hangUp();
        ledger = new LeaseLedger(terms);
        writer = second;
        promoting = false;
    }

    /** Grants nothing any more. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
