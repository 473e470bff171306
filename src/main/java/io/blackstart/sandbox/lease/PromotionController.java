package io.blackstart.sandbox.lease;

import io.blackstart.sandbox.SandboxSettings.Data;
import io.blackstart.sandbox.Truth;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The owner's automation, at a third place: keeps the writer's lease alive over the WAN, and when
 * the writer is silent and its lease has certainly run out, has the standby promoted and gives the
 * lease to that region. When somebody else has promoted the standby, the lease follows as soon as
 * the old one has run out. Either region can be the writer, one after the other.
 *
 * <p>Without leases it only asks the writer whether it is there, on the usual terms, and nothing
 * keeps an old writer from writing on.
 */
public final class PromotionController implements AutoCloseable {
    private final Rules rules;
    private final LeaseTerms terms;
    private final List<Site> sites;
    private final Promotion promotion;
    private final Truth truth;
    private final Thread thread;
    // These belong to the controller's thread; others only read the writer.
    private final Succession succession;
    private volatile String writer;
    private LeaseLedger ledger;
    private Optional<LeaseLine> line = Optional.empty();
    private boolean begun; // whether any writer has ever answered
    private String failure = ""; // why the last order came to nothing, once told

    private PromotionController(
            Rules rules, Site first, Site second, Promotion promotion, Truth truth) {
        this.rules = rules;
        this.terms = rules.lease().orElse(LeaseTerms.UNFENCED);
        this.sites = List.of(first, second);
        this.promotion = promotion;
        this.truth = truth;
        this.succession =
                new Succession(
                        first.region(),
                        second.region(),
                        rules.kind() != Data.Promotion.MANUAL,
                        rules.returnsHome());
        this.writer = first.region();
        this.ledger = new LeaseLedger(terms);
        this.thread = Thread.ofVirtual().name("promotion controller").unstarted(this::run);
    }

    /** A region and where its lease desk is reached. */
    public record Site(String region, InetSocketAddress desk) {}

    /**
     * What it does.
     *
     * @param lease none when nothing fences an old writer
     * @param kind manual: it orders no promotion itself; broken: its orders never get through
     * @param delay from when it decides on a promotion until it orders it, real time; once decided,
     *     the writer of before is granted nothing any more
     * @param returnsHome whether the first writer gets the lease back as soon as it is well
     */
    public record Rules(
            Optional<LeaseTerms> lease, Data.Promotion kind, Duration delay, boolean returnsHome) {
        /** What an environment says. */
        public static Rules of(Data data) {
            return new Rules(
                    data.lease(),
                    data.promotion(),
                    data.promotionDelay(),
                    data.comeback() == Data.Comeback.WRITER_AGAIN);
        }
    }

    /**
     * Starts to grant.
     *
     * @param first the writer of the beginning
     * @param promotion whose answers must not take longer than a period of the lease
     */
    public static PromotionController start(
            Rules rules, Site first, Site second, Promotion promotion, Truth truth) {
        PromotionController controller =
                new PromotionController(rules, first, second, promotion, truth);
        controller.thread.start();
        return controller;
    }

    /**
     * The region that it takes for the writer. When two regions write at once, this is the one
     * whose orders will be kept: the other one's are on a timeline that nobody follows.
     */
    public String writer() {
        return writer;
    }

    private void run() {
        try {
            while (true) {
                long began = System.nanoTime();
                if (succession.grants()) {
                    if (heard()) {
                        ledger.answered();
                        begun = true;
                    } else {
                        ledger.silent();
                    }
                }
                step(succession.next(look()));
                Duration spent = Duration.ofNanos(System.nanoTime() - began);
                Duration rest = terms.period().minus(spent);
                if (rest.isPositive()) {
                    Thread.sleep(rest);
                }
            }
        } catch (InterruptedException closing) {
            hangUp();
        }
    }

    /** Grants, or asks while an answer is owed; whether the writer has answered. */
    private boolean heard() throws InterruptedException {
        try {
            LeaseLine to = line();
            if (rules.lease().isPresent() && ledger.mayGrant()) {
                to.say(ledger.grant(System.nanoTime()));
            } else {
                ledger.ask();
                to.say(LeaseDesk.PING);
            }
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
            line = Optional.of(LeaseLine.connect(desk(succession.writer())));
        }
        return line.get();
    }

    private InetSocketAddress desk(String region) {
        return sites.stream()
                .filter(site -> site.region().equals(region))
                .map(Site::desk)
                .findFirst()
                .orElseThrow();
    }

    private void hangUp() {
        line.ifPresent(LeaseLine::close);
        line = Optional.empty();
    }

    private Succession.Look look() throws InterruptedException {
        Promotion.Part other = promotion.part(succession.other());
        boolean answers = rules.returnsHome() && answers(LeaseDesk.PING);
        long now = System.nanoTime();
        // one that is still starting is not gone
        boolean gone = begun && ledger.certainlyLapsed(now);
        return new Seen(other, answers, gone, ledger.over(now));
    }

    private record Seen(
            Promotion.Part other,
            boolean otherAnswersAsWriter,
            boolean writerGone,
            boolean leaseOver)
            implements Succession.Look {}

    /** Whether the other region answers a question, on a line of its own. */
    private boolean answers(long question) throws InterruptedException {
        try (LeaseLine to = LeaseLine.connect(desk(succession.other()))) {
            to.say(question);
            return to.heard(terms.period());
        } catch (IOException unreachable) {
            return false;
        }
    }

    private void step(Succession.Step step) throws InterruptedException {
        switch (step) {
            case GO_ON -> {}
            case ORDER -> order();
            case GRANT_ANEW -> {
                hangUp();
                ledger = new LeaseLedger(terms);
                writer = succession.writer();
                truth.event(System.nanoTime(), "writerChanged", writer, Map.of());
                failure = "";
            }
        }
    }

    /** A region that cannot be reached is not made the writer. */
    private void order() throws InterruptedException {
        if (!answers(LeaseDesk.HELLO)) {
            return;
        }
        if (rules.kind() == Data.Promotion.BROKEN) {
            tell("promotionFailed", "the owner's automation is broken");
            return;
        }
        Thread.sleep(rules.delay());
        switch (promotion.order(succession.other())) {
            case Promotion.Ordered.Accepted _ -> succession.ordered();
            case Promotion.Ordered.Refused(String why) -> tell("promotionRefused", why);
            case Promotion.Ordered.Unanswered(String why) -> {
                tell("promotionUnanswered", why);
                succession.ordered();
            }
        }
    }

    /** Takes a failure down; one that only repeats itself is told once. */
    private void tell(String what, String why) {
        if (!failure.equals(why)) {
            truth.event(System.nanoTime(), what, succession.other(), Map.of("why", why));
            failure = why;
        }
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
