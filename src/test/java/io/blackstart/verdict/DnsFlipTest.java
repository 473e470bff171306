package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DnsAnswered;
import io.blackstart.verdict.Verdict.Measured;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** A vantage point of two servers, of which the other one hears of health later. */
class DnsFlipTest {
    private static final Outage TRUTH = Outage.healthy(4);
    private static final double LATER = 0.5;
    private static final double EVERY = 0.05;
    private static final String VANTAGE = "authoritative";
    private static final String FIRST = "127.0.53.1:53";
    private static final String OTHER = "127.0.53.2:53";
    private static final double BEFORE = TRUTH.began() - 0.01;
    private static final double RETURNED = TRUTH.mended() + 1;

    private final Facts facts = Facts.of(Story.unhashed(twoServers()));
    private final Regions regions = new Regions(facts);
    private final Bounds begin = bounds(TRUTH.began(), TRUTH.began());

    @Test
    void isOverWhenTheLastServerHasFlipped() {
        Bounds flip = known(DnsFlip.of(facts, regions, begin, VANTAGE));
        holds(flip, TRUTH.flipped() + LATER);
    }

    @Test
    void beginsWithTheFirstServerWhateverTheOthersSayMeanwhile() {
        Bounds flip = known(DnsFlip.first(facts, regions, begin, VANTAGE));
        holds(flip, TRUTH.flipped());
    }

    @Test
    void isOpenWhenOneServerIsSilentSinceTheFault() {
        staysOpen(silent(OTHER, twoServers(), BEFORE, TRUTH.end()));
    }

    @Test
    void isOpenWhenOneServerWasSilentUntilItHadTheOldAnswerAgain() {
        staysOpen(silent(OTHER, returned(), BEFORE, RETURNED + LATER));
    }

    @Test
    void isUnknownWhenAllAreSilent() {
        List<Event> events =
                Edits.without(
                        twoServers(),
                        event ->
                                event instanceof DnsAnswered dns
                                        && dns.asked().compareTo(Story.time(BEFORE)) > 0);
        assertInstanceOf(
                Found.Unknown.class,
                DnsFlip.of(Facts.of(Story.unhashed(events)), regions, begin, VANTAGE));
    }

    @Test
    void hasNotReturnedWhenOneServerIsSilentSinceTheFlip() {
        List<Event> events = returned();
        assertInstanceOf(Found.Known.class, back(events));
        // before the other one flips, so that the vantage point has flipped without its answers
        double flipped = TRUTH.flipped() + 2 * EVERY;
        assertInstanceOf(Found.Unknown.class, back(silent(FIRST, events, flipped, TRUTH.end())));
    }

    @Test
    void aServerThatGoesSilentUnderTheFaultProvesNothingByItsOldAnswersAfterTheMend() {
        double silentFrom = TRUTH.flipped() - 1;
        Facts told =
                Facts.of(Story.unhashed(silent(OTHER, returned(), silentFrom, RETURNED + LATER)));
        Bounds flip = known(DnsFlip.of(told, regions, begin, VANTAGE));

        assertTrue(flip.isOpen(), flip.toString());
        // the other server's flip is the last thing that is known
        assertEquals(TRUTH.flipped(), flip.least() / 1e9, EVERY + 0.002);
        Figure figure = DnsFlip.figure(told, regions, flip, begin, VANTAGE);
        assertTrue(figure.says().endsWith("no address came from " + OTHER), figure.says());
    }

    @Test
    void aServerThatNeverFlipsIsOldUntilTheEnd() {
        Facts told =
                Facts.of(
                        Story.unhashed(
                                answers(
                                        twoServers(),
                                        dns ->
                                                dns.server().equals(OTHER)
                                                        ? answer(
                                                                dns,
                                                                "NOERROR",
                                                                List.of(Story.ACTIVE_ADDRESS))
                                                        : dns)));
        Bounds flip = known(DnsFlip.of(told, regions, begin, VANTAGE));
        assertTrue(flip.isOpen(), flip.toString());
        assertEquals(TRUTH.end(), flip.least() / 1e9, 2 * EVERY);
    }

    @Test
    void isOverOnlyWhenTheAnswersStopGoingBack() {
        // the first server forgets twice, the second time from 3 s to 3.5 s after its flip
        Facts told = Facts.of(Story.unhashed(old(FIRST, old(FIRST, twoServers(), 1, 1.2), 3, 3.5)));
        Bounds flip = known(DnsFlip.of(told, regions, begin, VANTAGE));

        holds(flip, TRUTH.flipped() + 3.5);
        assertEquals(2, DnsFlip.flaps(told, regions, begin, VANTAGE));
        Figure figure = DnsFlip.figure(told, regions, flip, begin, VANTAGE);
        assertTrue(figure.says().endsWith("gone back to the old one 2 times"), figure.says());
        holds(known(DnsFlip.first(told, regions, begin, VANTAGE)), TRUTH.flipped());
    }

    @Test
    void anAnswerOfBothRegionsIsAnOldOne() {
        Facts told =
                Facts.of(
                        Story.unhashed(
                                answers(
                                        twoServers(),
                                        dns ->
                                                dns.server().equals(FIRST)
                                                                && isAfterFlip(dns, 0)
                                                                && !isAfterFlip(dns, 2)
                                                        ? answer(
                                                                dns,
                                                                "NOERROR",
                                                                List.of(
                                                                        Story.ACTIVE_ADDRESS,
                                                                        Story.PASSIVE_ADDRESS))
                                                        : dns)));
        holds(known(DnsFlip.of(told, regions, begin, VANTAGE)), TRUTH.flipped() + 2);
        assertEquals(0, DnsFlip.flaps(told, regions, begin, VANTAGE));
    }

    @Test
    void isUnknownWhereTheOldAnswerWasNeverSeen() {
        Facts told =
                Facts.of(
                        Story.unhashed(
                                answers(
                                        "office",
                                        twoServers(),
                                        dns ->
                                                answer(
                                                        dns,
                                                        "NOERROR",
                                                        List.of(Story.PASSIVE_ADDRESS)))));
        assertInstanceOf(
                Found.Unknown.class,
                DnsFlip.of(told, new Regions(told), begin, "office"),
                "a resolver that named the other region all along");
    }

    private static boolean isAfterFlip(DnsAnswered dns, double seconds) {
        return dns.asked().compareTo(Story.time(TRUTH.flipped() + seconds)) >= 0;
    }

    /** The same where that server has the old answer again from then to then after the flip. */
    private static List<Event> old(String server, List<Event> events, double from, double to) {
        return answers(
                events,
                dns ->
                        dns.server().equals(server)
                                        && isAfterFlip(dns, from)
                                        && !isAfterFlip(dns, to)
                                ? answer(dns, "NOERROR", List.of(Story.ACTIVE_ADDRESS))
                                : dns);
    }

    private Found<Bounds> back(List<Event> events) {
        Facts told = Facts.of(Story.unhashed(events));
        Bounds flip = known(DnsFlip.of(told, regions, begin, VANTAGE));
        return DnsFlip.back(told, regions, flip, VANTAGE);
    }

    private void staysOpen(List<Event> events) {
        Facts told = Facts.of(Story.unhashed(events));
        Bounds flip = known(DnsFlip.of(told, regions, begin, VANTAGE));

        assertTrue(flip.isOpen(), flip.toString());
        assertTrue(flip.least() <= Story.time(TRUTH.flipped()).toNanos(), flip.toString());
        Figure figure = DnsFlip.figure(told, regions, flip, begin, VANTAGE);
        assertInstanceOf(Measured.AtLeast.class, figure.measured());
        assertTrue(figure.says().endsWith(" from " + OTHER), figure.says());
        assertEquals(
                TRUTH.flipped(),
                known(DnsFlip.first(told, regions, begin, VANTAGE)).most() / 1e9,
                EVERY + 0.002);
    }

    private static void holds(Bounds bounds, double truth) {
        long at = Story.time(truth).toNanos();
        assertTrue(bounds.least() <= at && at <= bounds.most(), truth + " in " + bounds);
        // one interval between two questions, and the answer's way
        assertTrue(
                bounds.most() - bounds.least() <= Story.time(EVERY + 0.002).toNanos(),
                bounds.toString());
    }

    private static Bounds known(Found<Bounds> found) {
        return found.known().orElseThrow(() -> new AssertionError(found));
    }

    private static Bounds bounds(double from, double to) {
        return new Bounds(Story.time(from).toNanos(), Story.time(to).toNanos());
    }

    private static List<Event> twoServers() {
        List<Event> events = new ArrayList<>(Story.of(TRUTH));
        int before = events.size();
        for (Event event : List.copyOf(events)) {
            if (event instanceof DnsAnswered dns && dns.vantage().equals(VANTAGE)) {
                boolean isNew = dns.asked().compareTo(Story.time(TRUTH.flipped() + LATER)) >= 0;
                events.add(
                        new DnsAnswered(
                                dns.at(),
                                dns.asked(),
                                VANTAGE,
                                OTHER,
                                dns.rcode(),
                                List.of(isNew ? Story.PASSIVE_ADDRESS : Story.ACTIVE_ADDRESS),
                                dns.ttlSeconds()));
            }
        }
        assertTrue(events.size() > before + 100, "a vantage point that is asked");
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    /** The same where both servers have the old answer again, some time after the mend. */
    private static List<Event> returned() {
        return answers(
                twoServers(),
                dns ->
                        dns.asked().compareTo(Story.time(RETURNED)) < 0
                                ? dns
                                : answer(dns, "NOERROR", List.of(Story.ACTIVE_ADDRESS)));
    }

    /** The same where that server times out between these two moments. */
    private static List<Event> silent(String server, List<Event> events, double from, double to) {
        return answers(
                events,
                dns ->
                        dns.server().equals(server)
                                        && dns.asked().compareTo(Story.time(from)) > 0
                                        && dns.asked().compareTo(Story.time(to)) < 0
                                ? answer(dns, "TIMEOUT", List.of())
                                : dns);
    }

    private static List<Event> answers(List<Event> events, UnaryOperator<DnsAnswered> edit) {
        return answers(VANTAGE, events, edit);
    }

    private static List<Event> answers(
            String vantage, List<Event> events, UnaryOperator<DnsAnswered> edit) {
        return events.stream()
                .map(event ->
                        event instanceof DnsAnswered dns && dns.vantage().equals(vantage)
                                ? edit.apply(dns)
                                : event)
                .toList();
    }

    private static DnsAnswered answer(DnsAnswered dns, String rcode, List<String> addresses) {
        return new DnsAnswered(
                dns.at(),
                dns.asked(),
                dns.vantage(),
                dns.server(),
                rcode,
                addresses,
                dns.ttlSeconds());
    }
}
