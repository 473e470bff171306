package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.HarnessSampled;
import io.blackstart.run.RunClock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Records how this machine and JVM did since it last looked. One thread at a time may look. */
public final class HarnessSampler implements Runnable {
    /** The clock that counts suspension is told to 10 ms only. */
    private static final Duration UP_RESOLUTION = Duration.ofMillis(20);

    private final RunClock clock;
    private final Machine machine;
    private final Supplier<Duration> late;
    private final Consumer<Event> evidence;
    private Moment last; // guarded by this

    /** Clocks and counters, read between two readings of the monotonic clock. */
    private record Moment(
            Duration before,
            Instant wall,
            Optional<Duration> up,
            Duration after,
            Machine.Reading reading) {}

    /**
     * A sampler whose first sample counts from now.
     *
     * @param late by how much the latest heartbeat since it was last asked came too late
     */
    public HarnessSampler(
            RunClock clock, Machine machine, Supplier<Duration> late, Consumer<Event> evidence) {
        this.clock = clock;
        this.machine = machine;
        this.late = late;
        this.evidence = evidence;
        this.last = moment();
    }

    @Override
    public synchronized void run() {
        Moment now = moment();
        Machine.Reading reading = now.reading();
        evidence.accept(
                new HarnessSampled(
                        clock.elapsed(),
                        last.before(),
                        late.get(),
                        reading.collected().minus(last.reading().collected()),
                        since(last.reading().cpuWaited(), reading.cpuWaited()),
                        reading.processors(),
                        reading.descriptors(),
                        reading.ports(),
                        beyond(Duration.between(last.wall(), now.wall()), now, Duration.ZERO),
                        since(last.up(), now.up()).map(up -> beyond(up, now, UP_RESOLUTION))));
        last = now;
    }

    private Moment moment() {
        Duration before = clock.elapsed();
        Instant wall = machine.wall();
        Optional<Duration> up = machine.up();
        Duration after = clock.elapsed();
        return new Moment(before, wall, up, after, machine.read());
    }

    /**
     * By how much another clock went further than the monotonic one, as far as that is certain: a
     * thread that stood still between reading the two proves nothing.
     */
    private Duration beyond(Duration other, Moment now, Duration resolution) {
        Duration longest = now.after().minus(last.before()).plus(resolution);
        Duration shortest = now.before().minus(last.after()).minus(resolution);
        if (other.compareTo(longest) > 0) {
            return other.minus(longest);
        }
        return other.compareTo(shortest) < 0 ? other.minus(shortest) : Duration.ZERO;
    }

    private static Optional<Duration> since(Optional<Duration> then, Optional<Duration> now) {
        return now.flatMap(later -> then.map(later::minus));
    }
}
