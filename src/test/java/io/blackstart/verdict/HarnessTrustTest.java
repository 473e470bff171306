package io.blackstart.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ClockCompared;
import io.blackstart.evidence.Event.HarnessSampled;
import io.blackstart.evidence.Event.Room;
import io.blackstart.verdict.Verdict.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the samples of this machine, and the clocks of others, say of a run that else is met. */
class HarnessTrustTest {
    private static final Outage TRUTH = Outage.healthy(2);
    private static final List<Event> EVENTS = Story.of(TRUTH);
    private static final double UNDER_FAULT = TRUTH.began() + 2;

    @Test
    void aMachineThatDidWellIsBelievedAndTold() {
        Verdict verdict = judge(sample(10), sample(11), sample(UNDER_FAULT));

        assertEquals(Outcome.MET, verdict.outcome(), verdict.budgets()::toString);
        assertEquals(List.of(), verdict.trust().why());
        assertEquals(List.of(), verdict.trust().cautions());
        assertEquals(
                Optional.of(
                        new Harness(
                                ofMillis(2),
                                ofMillis(15),
                                Optional.of(0.1),
                                Optional.of(0.1),
                                Optional.of(0.05),
                                ZERO,
                                Optional.of(ZERO))),
                verdict.trust().harness());
    }

    @Test
    void aLaptopThatSleptUnderTheFaultTaints() {
        assertDoubt(
                "this machine slept for 60.00 s",
                sample(UNDER_FAULT, ofSeconds(60), Optional.of(ofSeconds(60)), 100, 0.1));
        // before the fault it touches nothing
        assertEquals(
                Outcome.MET,
                judge(sample(5, ofSeconds(60), Optional.of(ofSeconds(60)), 100, 0.1)).outcome());
    }

    @Test
    void aWallClockThatJumpedTaintsEitherWay() {
        assertDoubt(
                "the wall clock went 0.60 s further than the monotonic one",
                sample(UNDER_FAULT, ofMillis(600), Optional.of(ZERO), 100, 0.1));
        assertDoubt(
                "the wall clock went 3.00 s less far than the monotonic one",
                sample(UNDER_FAULT, ofSeconds(-3), Optional.empty(), 100, 0.1));
        assertEquals(
                Outcome.MET,
                judge(sample(UNDER_FAULT, ofMillis(500), Optional.of(ZERO), 100, 0.1)).outcome());
    }

    @Test
    void fileDescriptorsThatRanOutTaint() {
        assertDoubt(
                "96 % of the file descriptors were taken",
                sample(UNDER_FAULT, ZERO, Optional.of(ZERO), 960, 0.1));
        assertEquals(
                Outcome.MET,
                judge(sample(UNDER_FAULT, ZERO, Optional.of(ZERO), 950, 0.1)).outcome());
    }

    @Test
    void pressureOnTheProcessorsIsACaution() {
        Verdict verdict = judge(sample(UNDER_FAULT, ZERO, Optional.of(ZERO), 100, 0.9));

        assertEquals(Outcome.MET, verdict.outcome());
        assertEquals(
                List.of(
                        "some task waited for a processor 90 % of the time: latencies may read too"
                                + " high"),
                verdict.trust().cautions());
    }

    @Test
    void clocksOfOthersAreToldAsIntervals() {
        Verdict verdict =
                judge(
                        compared(5, "eu-central-1", -100, 40),
                        compared(15, "eu-central-1", -20, 60),
                        compared(15, "route53", 900, 1_100));

        assertEquals(Outcome.MET, verdict.outcome());
        assertEquals(
                List.of(
                        new ClockOffset("eu-central-1", ofMillis(-20), ofMillis(40)),
                        new ClockOffset("route53", ofMillis(900), ofMillis(1_100))),
                verdict.trust().clocks());
    }

    @Test
    void theTimesOfFisTellItsClock() {
        Event said =
                new Event.FisSaid(
                        Story.time(UNDER_FAULT),
                        "EXP1",
                        "running",
                        "",
                        Map.of(),
                        Optional.of(Story.STARTED.plusSeconds(20)),
                        Optional.empty());

        ClockOffset fis = judge(said).trust().clocks().getFirst();

        Duration intended = Story.time(TRUTH.began() - 0.03);
        assertEquals("fis startTime", fis.clock());
        assertEquals(ofSeconds(20).minus(Story.time(UNDER_FAULT)), fis.least());
        assertEquals(ofSeconds(21).minus(intended), fis.most());
    }

    @Test
    void aClockOfOursThatRunsWrongTaints() {
        Verdict verdict =
                judge(
                        compared(5, "eu-central-1", -20, 20),
                        compared(25, "eu-central-1", 600, 640),
                        compared(5, "route53", -20, 20),
                        compared(25, "route53", 580, 650));

        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        assertEquals(
                List.of("every remote clock moved by 0.56 s or more against ours: ours runs wrong"),
                verdict.trust().why());
    }

    @Test
    void aClockOfOneOtherThatWasSetIsACaution() {
        Verdict verdict =
                judge(
                        compared(5, "eu-central-1", -20, 20),
                        compared(25, "eu-central-1", 600, 640),
                        compared(5, "route53", -20, 20),
                        compared(25, "route53", -30, 30));

        assertEquals(Outcome.MET, verdict.outcome());
        assertEquals(
                List.of("the clock of eu-central-1 moved by 0.58 s; no figure here hangs on it"),
                verdict.trust().cautions());
    }

    @Test
    void saysFromWhereItWasSeen() {
        assertEquals("one place", judge().trust().seenFrom());
    }

    private static void assertDoubt(String why, Event sample) {
        Verdict verdict = judge(sample);

        assertEquals(Outcome.INCONCLUSIVE, verdict.outcome());
        assertTrue(
                verdict.trust().why().stream().anyMatch(doubt -> doubt.contains(why)),
                verdict.trust()::toString);
        assertTrue(
                verdict.budgets().stream()
                        .anyMatch(budget -> budget.why().startsWith("Not to be believed: ")));
    }

    /** A second in which all went well. */
    static Event sample(double at) {
        return sample(at, ZERO, Optional.of(ZERO), 100, 0.1);
    }

    private static Event sample(
            double at,
            Duration wallShift,
            Optional<Duration> asleep,
            long descriptors,
            double cpuWaited) {
        return new HarnessSampled(
                Story.time(at),
                Story.time(at - 1),
                ofMillis(2),
                ofMillis(5),
                Optional.of(Story.time(cpuWaited)),
                Optional.of(new Room(150, 200)),
                Optional.of(new Room(descriptors, 1_000)),
                Optional.of(new Room(1_400, 28_000)),
                wallShift,
                asleep);
    }

    private static Event compared(double at, String clock, long leastMillis, long mostMillis) {
        return new ClockCompared(
                Story.time(at),
                Story.time(at - 5),
                clock,
                ofMillis(leastMillis),
                ofMillis(mostMillis));
    }

    private static Verdict judge(Event... more) {
        return Judge.judge(
                Story.evidence(Edits.with(EVENTS, more)), Experiments.with(Experiments.EACH));
    }
}
