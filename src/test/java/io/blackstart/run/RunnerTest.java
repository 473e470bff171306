package io.blackstart.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.Event.Phase;
import io.blackstart.evidence.Event.PhaseBegan;
import io.blackstart.evidence.Event.RunEnded;
import io.blackstart.experiment.GuardRails;
import io.blackstart.experiment.RegionRole;
import io.blackstart.experiment.Share;
import io.blackstart.experiment.SteadyState;
import io.blackstart.experiment.Timeline;
import io.blackstart.run.FaultInjector.Answer;
import io.blackstart.run.FaultInjector.FaultFailed;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole course of a run with a clock and ports that do nothing but write down that they were
 * called.
 */
final class RunnerTest {
    private final FakeClock clock = new FakeClock();
    private final StopSignal stop = new StopSignal();
    private final List<String> calls = new ArrayList<>();
    private final List<Event> evidence = new ArrayList<>();
    private List<Answer> guardRails = List.of();
    private List<SteadyState> steadyState = List.of();
    private List<Answer> preflight = List.of(new Answer("FIS safety lever", true, "disengaged"));
    private Runnable atLook = () -> {};
    private Runnable atSync = () -> {};
    private String injectFails = "";
    private String mendFails = "";

    private final class FakeLoad implements Load {
        @Override
        public void warmUp() {
            calls.add("warm up");
            clock.sleepUntil(clock.elapsed().plusSeconds(4));
        }

        @Override
        public void start() {
            calls.add("load");
        }

        @Override
        public void stop() {
            calls.add("load ends");
        }
    }

    private final class FakeFault implements FaultInjector {
        @Override
        public List<Answer> preflight() {
            return preflight;
        }

        @Override
        public void inject() throws FaultFailed {
            calls.add("inject");
            if (!injectFails.isEmpty()) {
                throw new FaultFailed(injectFails);
            }
        }

        @Override
        public void look() {
            atLook.run();
        }

        @Override
        public void mend(String why) throws FaultFailed {
            calls.add("mend: " + why);
            if (!mendFails.isEmpty()) {
                throw new FaultFailed(mendFails);
            }
        }
    }

    private final class FakeReadBack implements ReadBack {
        @Override
        public void readUntilAgreed(Duration most) {
            calls.add("read back within " + most.toSeconds());
        }

        @Override
        public void cleanUp(Duration most) {
            calls.add("clean up");
        }
    }

    private final class FakeWatch implements Watch {
        @Override
        public void start() {
            calls.add("watch");
        }

        @Override
        public void close() {
            calls.add("watch ends");
        }
    }

    private RunEnded run(Duration maxDuration) throws InterruptedException {
        return new Runner(
                        new Timeline(ofSeconds(10), ofSeconds(20), ofSeconds(10)),
                        new GuardRails(maxDuration, List.of()),
                        new Runner.Parts(
                                clock,
                                new FakeLoad(),
                                guardRails,
                                new FakeFault(),
                                new FakeReadBack(),
                                List.of(new FakeWatch()),
                                new SteadyStateWatch(steadyState, "me-south-1", "eu-central-1"),
                                stop,
                                evidence::add,
                                () -> {
                                    calls.add("sync");
                                    atSync.run();
                                }))
                .run();
    }

    @Test
    void aRunAsPlannedGoesThroughEveryPhaseInOrder() throws InterruptedException {
        RunEnded end = run(ofSeconds(900));
        assertEquals(
                List.of(
                        "warm up",
                        "watch",
                        "load",
                        "sync",
                        "inject",
                        "mend: the planned time is over",
                        "load ends",
                        "watch ends",
                        "read back within 120",
                        "clean up"),
                calls);
        assertEquals(
                List.of(
                        new PhaseBegan(ofSeconds(0), Phase.PREFLIGHT),
                        new PhaseBegan(ofSeconds(0), Phase.WARM_UP),
                        new PhaseBegan(ofSeconds(4), Phase.BASELINE),
                        new PhaseBegan(ofSeconds(14), Phase.FAULT),
                        new PhaseBegan(ofSeconds(34), Phase.AFTER),
                        new PhaseBegan(ofSeconds(44), Phase.READ_BACK),
                        new PhaseBegan(ofSeconds(44), Phase.CLEAN_UP),
                        new PhaseBegan(ofSeconds(44), Phase.END)),
                evidence.stream().filter(PhaseBegan.class::isInstance).toList());
        assertEquals(new RunEnded(ofSeconds(44), Ended.COMPLETED, "", List.of()), end);
        assertEquals(end, evidence.getLast());
    }

    @Test
    void nothingIsBrokenWhenAGuardRailSaysNo() throws InterruptedException {
        guardRails = List.of(new Answer("off-peak window", false, "it is MONDAY"));
        RunEnded end = run(ofSeconds(900));
        assertEquals(List.of(), calls);
        assertEquals(Ended.REFUSED, end.ended());
        assertEquals("off-peak window: it is MONDAY", end.why());
    }

    @Test
    void nothingIsBrokenWhenThePreflightSaysNo() throws InterruptedException {
        preflight = List.of(new Answer("FIS safety lever", false, "engaged: maintenance"));
        assertEquals(Ended.REFUSED, run(ofSeconds(900)).ended());
        assertEquals(List.of(), calls);
    }

    @Test
    void nothingIsBrokenWhenTheSteadyStateDoesNotHold() throws InterruptedException {
        steadyState =
                List.of(new SteadyState.Served(RegionRole.ACTIVE, new Share(0.99), ofSeconds(5)));
        RunEnded end = run(ofSeconds(900));
        assertEquals(Ended.REFUSED, end.ended());
        assertFalse(calls.contains("inject"));
        assertTrue(calls.contains("load ends"));
        assertTrue(calls.contains("clean up"));
    }

    @Test
    void nothingIsBrokenWhenTheEvidenceCannotBeWritten() throws InterruptedException {
        atSync = () -> stop.stop(Ended.FAILED, "the evidence cannot be written: disk full");
        RunEnded end = run(ofSeconds(900));
        assertEquals(Ended.FAILED, end.ended());
        assertEquals("the evidence cannot be written: disk full", end.why());
        assertFalse(calls.contains("inject"), calls::toString);
    }

    @Test
    void aSignalUnderTheFaultMendsFirst() throws InterruptedException {
        atLook =
                () -> {
                    if (clock.elapsed().compareTo(ofSeconds(20)) > 0) {
                        stop.stop(Ended.INTERRUPTED, "stopped by a signal");
                    }
                };
        RunEnded end = run(ofSeconds(900));
        assertEquals(
                List.of(
                        "warm up",
                        "watch",
                        "load",
                        "sync",
                        "inject",
                        "mend: stopped by a signal",
                        "load ends",
                        "watch ends",
                        "read back within 10",
                        "clean up"),
                calls);
        assertEquals(Ended.INTERRUPTED, end.ended());
        assertTrue(
                end.at().compareTo(ofMillis(20_600)) < 0,
                "it does not wait for the planned end: " + end.at());
    }

    @Test
    void aSignalInTheBaselineBreaksNothing() throws InterruptedException {
        atLook = () -> stop.stop(Ended.INTERRUPTED, "stopped by a signal");
        assertEquals(Ended.INTERRUPTED, run(ofSeconds(900)).ended());
        assertFalse(calls.contains("inject"));
    }

    @Test
    void tooLongARunIsAbortedAndMended() throws InterruptedException {
        RunEnded end = run(ofSeconds(15));
        assertEquals(Ended.ABORTED, end.ended());
        assertTrue(calls.contains("mend: " + end.why()), calls.toString());
    }

    @Test
    void aFaultThatIsNotTakenIsMendedAllTheSame() throws InterruptedException {
        injectFails = "FIS did not take the fault: quota";
        RunEnded end = run(ofSeconds(900));
        assertTrue(calls.contains("mend: the fault was refused"));
        assertEquals(Ended.REFUSED, end.ended());
        assertEquals("FIS did not take the fault: quota", end.why());
        assertEquals(List.of(), end.leftBehind());
    }

    @Test
    void whatCouldNotBeMendedIsLeftBehindAndSaid() throws InterruptedException {
        mendFails = "FIS does not answer; run: ./blackstart recover";
        RunEnded end = run(ofSeconds(900));
        assertEquals(Ended.FAILED, end.ended());
        assertEquals(List.of("FIS does not answer; run: ./blackstart recover"), end.leftBehind());
        assertTrue(calls.contains("clean up"));
    }

    @Test
    void aBugOnTheWayStillMends() {
        atLook =
                () -> {
                    if (calls.contains("inject")) {
                        throw new IllegalStateException("a bug");
                    }
                };
        try {
            run(ofSeconds(900));
        } catch (IllegalStateException | InterruptedException e) {
            assertEquals("a bug", e.getMessage());
        }
        assertTrue(calls.contains("mend: the planned time is over"), calls.toString());
        assertTrue(calls.contains("load ends"));
        assertTrue(calls.contains("watch ends"));
    }
}
