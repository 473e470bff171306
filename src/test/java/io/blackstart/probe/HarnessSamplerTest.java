package io.blackstart.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.HarnessSampled;
import io.blackstart.evidence.Event.Room;
import io.blackstart.run.FakeClock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine that stalls, sleeps and has its clock set, second by second. */
final class HarnessSamplerTest {
    private final FakeClock clock = new FakeClock();
    private final FakeMachine machine = new FakeMachine();
    private final List<Event> evidence = new ArrayList<>();
    private final HarnessSampler sampler =
            new HarnessSampler(clock, machine, () -> ofMillis(7), evidence::add);

    private final class FakeMachine implements Machine {
        private Duration wallAhead = ZERO;
        private Duration slept = ZERO;
        private Duration betweenClocks = ZERO;
        private Reading reading =
                new Reading(
                        ZERO,
                        Optional.of(ZERO),
                        Optional.empty(),
                        Optional.of(new Room(30, 1_000)),
                        Optional.empty());

        @Override
        public Instant wall() {
            clock.sleepUntil(clock.elapsed().plus(betweenClocks));
            return Instant.EPOCH.plus(clock.elapsed()).plus(wallAhead);
        }

        @Override
        public Optional<Duration> up() {
            return Optional.of(clock.elapsed().plus(slept));
        }

        @Override
        public Reading read() {
            return reading;
        }
    }

    private HarnessSampled next() {
        clock.sleepUntil(clock.elapsed().plusSeconds(1));
        sampler.run();
        return (HarnessSampled) evidence.getLast();
    }

    @Test
    void countersAreToldSinceTheSampleBefore() {
        machine.reading = reading(ofMillis(40), ofMillis(300));
        next();
        machine.reading = reading(ofMillis(55), ofMillis(900));

        assertEquals(
                new HarnessSampled(
                        ofSeconds(2),
                        ofSeconds(1),
                        ofMillis(7),
                        ofMillis(15),
                        Optional.of(ofMillis(600)),
                        Optional.empty(),
                        Optional.of(new Room(30, 1_000)),
                        Optional.empty(),
                        ZERO,
                        Optional.of(ZERO)),
                next());
    }

    @Test
    void aWallClockThatIsSetShowsOnceEitherWay() {
        machine.wallAhead = ofSeconds(5);
        assertEquals(ofSeconds(5), next().wallShift());
        assertEquals(ZERO, next().wallShift());
        machine.wallAhead = ofSeconds(2);
        assertEquals(ofSeconds(-3), next().wallShift());
    }

    @Test
    void sleepShowsInTheClockThatCountsIt() {
        machine.slept = ofSeconds(60);
        machine.wallAhead = ofSeconds(60);
        HarnessSampled sample = next();
        // that clock is told to 10 ms only
        assertEquals(Optional.of(ofMillis(59_980)), sample.asleep());
        assertEquals(ofSeconds(60), sample.wallShift());
    }

    @Test
    void aStallBetweenTwoClocksIsNoJump() {
        machine.betweenClocks = ofSeconds(2);
        assertEquals(ZERO, next().wallShift());
        machine.betweenClocks = ZERO;
        assertEquals(ZERO, next().wallShift());
    }

    @Test
    void whatASystemDoesNotTellStaysEmpty() {
        machine.reading =
                new Machine.Reading(
                        ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        assertEquals(Optional.empty(), next().cpuWaited());
    }

    private static Machine.Reading reading(Duration collected, Duration waited) {
        return new Machine.Reading(
                collected,
                Optional.of(waited),
                Optional.empty(),
                Optional.of(new Room(30, 1_000)),
                Optional.empty());
    }
}
