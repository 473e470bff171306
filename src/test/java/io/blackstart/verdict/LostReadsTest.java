package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.evidence.Event.SurvivorsAgreed;
import io.blackstart.evidence.Ids;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What follows when readers ask for orders that the failover lost. */
class LostReadsTest {
    private static final Outage TRUTH = Outage.healthy(3);
    private static final List<Event> EVENTS = Story.of(TRUTH);
    private static final Verdict UNREAD = judge(EVENTS);

    /** Far more often than the share of good allows. */
    private static final int EACH = 20;

    @Test
    void aLossIsCountedOnceAndIsNoOutage() {
        List<Event> read = missing(EVENTS, lostOrder());

        Verdict verdict = judge(read);

        long misses = misses(read);
        assertTrue(misses > 100);
        assertEquals(UNREAD.writes().lost(), verdict.writes().lost());
        for (String budget : List.of("recoveryTime", "droppedRequests.share")) {
            assertEquals(
                    finding(UNREAD, budget).measured(),
                    finding(verdict, budget).measured(),
                    budget);
        }
        assertEquals(
                finding(UNREAD, "droppedRequests.count").measured(),
                finding(verdict, "droppedRequests.count").measured());
        assertEquals(Finding.MET, finding(verdict, "failback.droppedRequests").finding());
        String why = finding(verdict, "droppedRequests.count").why();
        assertTrue(why.contains("reads of lost orders, which the write ledger counts"), why);
        // the requests themselves stay what they were
        assertEquals(misses, verdict.requests().classes().get("http4xx"));
    }

    @Test
    void anOrderThatIsThereAndNotFoundIsStaleAndKeepsTheRecoveryBack() {
        long order = survivingOrder();
        List<Event> read = missing(EVENTS, order);

        Verdict verdict = judge(read);

        assertEquals(misses(read), verdict.requests().classes().get("stale"));
        assertEquals(0, verdict.requests().classes().get("http4xx"));
        assertEquals(Long.toString(order), verdict.writes().sets().stale().ids());
        assertNotEquals(
                finding(UNREAD, "recoveryTime").measured(),
                finding(verdict, "recoveryTime").measured());
    }

    @Test
    void nothingIsExcusedWhereMuchIsLost() {
        List<Event> emptied =
                Edits.survivors(
                        missing(EVENTS, lostOrder()),
                        survivors -> Edits.minus(survivors, id -> id < acknowledgedBefore(11)));

        Verdict verdict = judge(emptied);

        assertTrue(verdict.writes().lost() > 0.1 * verdict.writes().acknowledged());
        assertNotEquals(Finding.MET, finding(verdict, "recoveryTime").finding());
    }

    @Test
    void nothingIsExcusedWhereTheSurvivorsAreNotKnown() {
        List<Event> disagreeing =
                missing(EVENTS, lostOrder()).stream()
                        .map(event ->
                                event instanceof SurvivorsAgreed agreed
                                        ? new SurvivorsAgreed(agreed.at(), false, "no")
                                        : event)
                        .toList();

        assertNotEquals(
                finding(UNREAD, "recoveryTime").measured(),
                finding(judge(disagreeing), "recoveryTime").measured());
    }

    /** From the last client's return on, each twentieth read asks for that order in vain. */
    private static List<Event> missing(List<Event> events, long order) {
        Duration from = Story.time(TRUTH.recovered() + 0.5);
        return Edits.requests(
                events,
                request ->
                        request.purpose() == Purpose.READ
                                        && request.due().compareTo(from) > 0
                                        && request.number() % EACH == 0
                                ? Edits.notFound(request, order)
                                : request);
    }

    private static long misses(List<Event> events) {
        return events.stream()
                .filter(event -> event instanceof RequestEnded request && request.status() == 404)
                .count();
    }

    private static long lostOrder() {
        return Long.parseLong(UNREAD.writes().lostIds().split("[-,]", -1)[0]);
    }

    private static long survivingOrder() {
        Ids lost = Ids.parse(UNREAD.writes().lostIds());
        return EVENTS.stream()
                .filter(event ->
                        event instanceof RequestEnded request
                                && Edits.isAcknowledged(request, Story.ACTIVE)
                                && !lost.contains(request.id()))
                .mapToLong(event -> ((RequestEnded) event).id())
                .findFirst()
                .orElseThrow();
    }

    private static long acknowledgedBefore(long seconds) {
        return EVENTS.stream()
                .filter(event ->
                        event instanceof RequestEnded request
                                && Edits.isAcknowledged(request, Story.ACTIVE)
                                && request.at().compareTo(ofSeconds(seconds)) < 0)
                .mapToLong(event -> ((RequestEnded) event).id())
                .max()
                .orElseThrow();
    }

    private static BudgetFinding finding(Verdict verdict, String budget) {
        return verdict.budgets().stream()
                .filter(finding -> finding.name().equals(budget))
                .findFirst()
                .orElseThrow();
    }

    private static Verdict judge(List<Event> events) {
        return Judge.judge(Story.unhashed(events), Experiments.with(Experiments.EACH));
    }
}
