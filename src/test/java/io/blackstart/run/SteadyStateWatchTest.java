package io.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.LastPhase;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.ReplicationSeen;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.experiment.RegionRole;
import io.blackstart.experiment.Share;
import io.blackstart.experiment.SteadyState;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class SteadyStateWatchTest {
    private static final SteadyState SERVED =
            new SteadyState.Served(RegionRole.ACTIVE, new Share(0.99), ofSeconds(5));
    private static final SteadyState LAG = new SteadyState.ReplicationLag(ofSeconds(1));

    private static RequestEnded request(Duration due, Duration at, Outcome outcome, String region) {
        return new RequestEnded(
                at,
                due,
                due,
                due,
                0,
                Purpose.READ,
                Cohort.FRESH,
                0,
                0,
                outcome,
                DropClass.NONE,
                LastPhase.DONE,
                200,
                region,
                "127.0.10.1",
                true);
    }

    private static SteadyStateWatch watch(SteadyState state) {
        return new SteadyStateWatch(List.of(state), "me-south-1", "eu-central-1");
    }

    private static void serve(SteadyStateWatch watch, int millisFrom, int millisTo, String region) {
        for (int ms = millisFrom; ms < millisTo; ms += 10) {
            watch.accept(request(ofMillis(ms), ofMillis(ms + 5), Outcome.SUCCEEDED, region));
        }
    }

    private static boolean holds(SteadyStateWatch watch, Duration now) {
        return watch.answers(now).getFirst().passed();
    }

    @Test
    void holdsWhenTheActiveRegionServesTheUsers() {
        SteadyStateWatch watch = watch(SERVED);
        serve(watch, 0, 10_000, "me-south-1");
        assertTrue(holds(watch, ofSeconds(10)));
    }

    @Test
    void doesNotHoldWithoutAnyRequest() {
        assertFalse(holds(watch(SERVED), ofSeconds(10)));
    }

    @Test
    void doesNotHoldWhenTheOtherRegionServes() {
        SteadyStateWatch watch = watch(SERVED);
        serve(watch, 0, 10_000, "eu-central-1");
        assertFalse(holds(watch, ofSeconds(10)));
    }

    @Test
    void oneInAHundredMayFailAndTwoMayNot() {
        SteadyStateWatch watch = watch(SERVED);
        serve(watch, 4_000, 8_950, "me-south-1");
        for (int ms = 8_950; ms < 9_000; ms += 10) {
            watch.accept(request(ofMillis(ms), ofMillis(ms + 5), Outcome.FAILED, ""));
        }
        assertTrue(holds(watch, ofSeconds(10)), "5 of 500");
        watch.accept(request(ofMillis(8_999), ofMillis(9_000), Outcome.FAILED, ""));
        assertFalse(holds(watch, ofSeconds(10)), "6 of 501");
    }

    @Test
    void aRequestThatHungForAMinuteDoesNotDisturb() {
        SteadyStateWatch watch = watch(SERVED);
        watch.accept(request(ofSeconds(1), ofSeconds(61), Outcome.FAILED, ""));
        assertFalse(holds(watch, ofSeconds(61)));
    }

    @Test
    void replicationMustBeSeenAndMustNotLag() {
        SteadyStateWatch watch = watch(LAG);
        assertFalse(holds(watch, ofSeconds(5)), "never seen");
        watch.accept(new ReplicationSeen(ofMillis(4_100), 1, ofMillis(3_000), ofMillis(4_000)));
        assertFalse(holds(watch, ofSeconds(5)), "1.1 s behind");
        watch.accept(new ReplicationSeen(ofMillis(5_000), 2, ofMillis(4_000), ofMillis(4_950)));
        assertTrue(holds(watch, ofSeconds(5)), "exactly 1 s behind");
        assertEquals(
                "lag 1000 ms, wanted at most 1000 ms",
                watch.answers(ofSeconds(5)).getFirst().says());
    }
}
