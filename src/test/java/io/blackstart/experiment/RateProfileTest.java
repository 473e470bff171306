package io.blackstart.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.blackstart.experiment.RateProfile.Stage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class RateProfileTest {
    private static final RateProfile RAMP =
            new RateProfile(List.of(new Stage(ofSeconds(10), 20, 200)), 200);
    private static final RateProfile STEPS =
            new RateProfile(
                    List.of(new Stage(ofSeconds(2), 50, 50), new Stage(ofSeconds(3), 100, 100)),
                    10);

    @Test
    void aRampIsItsTriangleOnItsRectangle() {
        assertEquals(0, RAMP.dueWithin(Duration.ZERO));
        assertEquals(20 * 5 + 9 * 5 * 5, RAMP.dueWithin(ofSeconds(5)), 1e-9);
        assertEquals(1_100, RAMP.dueWithin(ofSeconds(10)), 1e-9);
        assertEquals(1_300, RAMP.dueWithin(ofSeconds(11)), 1e-9);
    }

    @Test
    void stepsFollowEachOther() {
        assertEquals(100, STEPS.dueWithin(ofSeconds(2)), 1e-9);
        assertEquals(250, STEPS.dueWithin(ofMillis(3_500)), 1e-9);
        assertEquals(420, STEPS.dueWithin(ofSeconds(7)), 1e-9);
        assertEquals(3.5, STEPS.secondsUntil(250), 1e-9);
        assertEquals(7, STEPS.secondsUntil(420), 1e-9);
    }

    @Test
    void theHighestRateCountsWhereverItIs() {
        assertEquals(200, RAMP.mostPerSecond());
        assertEquals(100, STEPS.mostPerSecond());
        assertEquals(7, RateProfile.constant(7).mostPerSecond());
    }

    @Test
    void refusesStagesThatSendNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Stage(Duration.ZERO, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Stage(ofSeconds(1), 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Stage(ofSeconds(1), 1, -1));
        assertThrows(IllegalArgumentException.class, () -> RateProfile.constant(Double.NaN));
    }

    @Test
    void whatIsPlannedIsTheMeanOfTheRamp() {
        LoadProfile load = load(RAMP.stages(), new Sending.Arrivals.Even());
        assertEquals(110, load.plannedPerSecond(ofSeconds(10)), 1e-9);
        assertEquals(155, load.plannedPerSecond(ofSeconds(20)), 1e-9);
        assertEquals(
                200, load(List.of(), new Sending.Arrivals.Even()).plannedPerSecond(ofMillis(7)));
    }

    @Test
    void chanceMayFallShortOfTheMean() {
        LoadProfile load = load(List.of(), new Sending.Arrivals.Poisson(1));
        // 10,000 expected, give or take four times their root
        assertEquals(192, load.plannedPerSecond(ofSeconds(50)), 1e-9);
    }

    private static LoadProfile load(List<Stage> stages, Sending.Arrivals arrivals) {
        Sending plain = Sending.plainly(ofSeconds(2));
        return new LoadProfile(
                200,
                new Share(0.25),
                ofSeconds(2),
                new Share(0.5),
                new LoadProfile.LoadDns(
                        "authoritative", 64, LoadProfile.Behaviour.TTL, LoadProfile.Family.IPV4),
                new Sending(
                        stages,
                        arrivals,
                        plain.connectTimeout(),
                        plain.protocol(),
                        plain.payloadBytes(),
                        plain.headers(),
                        plain.warmUp()));
    }
}
