package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.LastPhase;
import io.blackstart.evidence.Event.Phase;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.experiment.Good;
import io.blackstart.experiment.Share;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Outages of known begin and end among stray errors: found once, and the truth lies inside. */
class OutagesTest {
    private static final double RATE = 100;
    private static final double LENGTH = 20;
    private static final double FAULT = 5;
    private static final int SEEDS = 300;
    private static final Good GOOD =
            new Good(
                    Duration.ofMillis(150),
                    new Share(0.99),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1));

    private record Truth(double began, double ended, double badShare) {}

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-4, 1e-3, 1e-2})
    void findsEachOutageOnceAndTheTruthLiesInside(double errors) {
        int outside = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double began = FAULT + random.nextDouble(0.1, 2);
            double ended = began + List.of(0.2, 1.0, 4.0).get(seed % 3);
            // of a fifth of a second at 100/s, less than all is too little to see
            boolean whole = seed % 2 == 0 || seed % 3 == 0;
            Truth truth = new Truth(began, ended, whole ? 1 : 0.4);
            List<Outages.Outage> found = find(truth, errors, random);
            assertEquals(1, found.size(), "seed " + seed + ": " + found);
            Outages.Outage one = found.getFirst();
            boolean inside =
                    one.began().least() <= began * 1e9
                            && one.began().most() >= began * 1e9
                            && one.end().least() <= ended * 1e9
                            && one.end().most() >= ended * 1e9;
            outside += inside ? 0 : 1;
            assertTrue(one.firstBad() < (began + 0.3) * 1e9, "seed " + seed + ": " + one);
        }
        // the bounds leave one in ten thousand to chance at each end
        assertTrue(outside <= 1, outside + " of " + SEEDS + " lie outside");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1e-3, 1e-2})
    void strayErrorsAreNoOutage(double errors) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Truth none = new Truth(LENGTH + 1, LENGTH + 2, 1);
            assertEquals(List.of(), find(none, errors, new SplittableRandom(seed)), "seed " + seed);
        }
    }

    @Test
    void anOutageThatDoesNotEndStaysOpen() {
        List<Outages.Outage> found =
                find(new Truth(FAULT + 1, LENGTH + 1, 1), 0, new SplittableRandom(1));
        assertEquals(1, found.size());
        assertTrue(found.getFirst().end().isOpen());
        assertTrue(found.getFirst().end().least() > (LENGTH - 0.1) * 1e9);
    }

    private static List<Outages.Outage> find(Truth truth, double errors, SplittableRandom random) {
        Facts facts = Facts.of(Story.unhashed(events(truth, errors, random)));
        return Outages.of(facts, new Regions(facts), GOOD);
    }

    private static List<Event> events(Truth truth, double errors, SplittableRandom random) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.RolesFound(Duration.ZERO, Story.ACTIVE, Story.PASSIVE));
        events.add(new Event.PhaseBegan(Duration.ZERO, Phase.BASELINE));
        events.add(new Event.FaultIntended(seconds(FAULT), "an outage"));
        for (long n = 0; n < LENGTH * RATE; n++) {
            double sent = n / RATE + random.nextDouble(0, 0.0005);
            boolean hit =
                    sent >= truth.began()
                            && sent < truth.ended()
                            && random.nextDouble() < truth.badShare();
            boolean stray = random.nextDouble() < errors;
            double took = hit ? 0.001 + 0.02 * random.nextDouble() : 0.004;
            boolean bad = hit || stray;
            // what is under way when it begins is cut off
            boolean cut =
                    truth.badShare() >= 1 && sent < truth.began() && sent + took > truth.began();
            events.add(request(n, sent, sent + took, bad || cut));
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    private static RequestEnded request(long number, double sent, double at, boolean bad) {
        return new RequestEnded(
                seconds(at),
                seconds(number / RATE),
                seconds(sent),
                seconds(sent),
                number,
                Purpose.READ,
                Cohort.FRESH,
                0,
                0,
                bad ? Event.Outcome.FAILED : Event.Outcome.SUCCEEDED,
                bad ? DropClass.RESET : DropClass.NONE,
                bad ? LastPhase.REQUEST : LastPhase.DONE,
                bad ? 0 : 200,
                bad ? "" : Story.ACTIVE,
                Story.ACTIVE_ADDRESS,
                true);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
