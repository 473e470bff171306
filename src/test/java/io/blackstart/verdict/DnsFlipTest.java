package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DnsAnswered;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A vantage point of two servers, of which the other one hears of health later. */
class DnsFlipTest {
    private static final Outage TRUTH = Outage.healthy(4);
    private static final double LATER = 0.5;
    private static final double EVERY = 0.05;
    private static final String VANTAGE = "authoritative";

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
                                "127.0.53.2:53",
                                dns.rcode(),
                                List.of(isNew ? Story.PASSIVE_ADDRESS : Story.ACTIVE_ADDRESS),
                                dns.ttlSeconds()));
            }
        }
        assertTrue(events.size() > before + 100, "a vantage point that is asked");
        events.sort(Comparator.comparing(Event::at));
        return events;
    }
}
