package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.run.RunClock;
import io.blackstart.run.Watch;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Watches the watcher: a heartbeat on a platform thread and one on a virtual one, and once a second
 * how this machine did.
 */
public final class HarnessWatch implements Watch {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final List<Heartbeat> heartbeats;
    private final Schedule samples;

    /** A watch that has not begun; its first sample counts from now. */
    public HarnessWatch(RunClock clock, Machine machine, Consumer<Event> evidence) {
        this.heartbeats =
                List.of(
                        new Heartbeat(
                                clock, Thread.ofPlatform().name("heartbeat").daemon(), evidence),
                        new Heartbeat(clock, Thread.ofVirtual().name("heartbeat"), evidence));
        this.samples =
                new Schedule(
                        clock,
                        "harness",
                        EVERY,
                        new HarnessSampler(clock, machine, this::latest, evidence));
    }

    private Duration latest() {
        return heartbeats.stream()
                .map(Heartbeat::latest)
                .reduce(Duration.ZERO, (one, two) -> one.compareTo(two) > 0 ? one : two);
    }

    @Override
    public void start() {
        heartbeats.forEach(Watch::start);
        samples.start();
    }

    @Override
    public void close() {
        samples.close();
        heartbeats.forEach(Watch::close);
    }
}
