package io.blackstart.calibrate;

import io.blackstart.evidence.Event;
import io.blackstart.run.FaultInjector;
import io.blackstart.run.RunClock;
import io.blackstart.sandbox.range.Range;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays a script on a range, as the fault of a drill. */
final class KnownFault implements FaultInjector {
    private static final Duration CALM = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Range range;
    private final Script script;
    private final RunClock clock;
    private final Consumer<Event> evidence;
    private Optional<Thread> playing = Optional.empty(); // touched by the runner's thread only
    private volatile Optional<Exception> failure = Optional.empty();

    KnownFault(Range range, Script script, RunClock clock, Consumer<Event> evidence) {
        this.range = range;
        this.script = script;
        this.clock = clock;
        this.evidence = evidence;
    }

    @Override
    public List<Answer> preflight() {
        return List.of(new Answer("fault", true, script.text()));
    }

    @Override
    public void inject() {
        evidence.accept(new Event.FaultIntended(clock.elapsed(), script.text()));
        playing = Optional.of(Thread.ofPlatform().name("script").start(this::play));
    }

    private void play() {
        try {
            Thread.sleep(CALM);
            switch (script) {
                case Script.Outage outage -> range.outage(outage.trouble(), outage.lasts());
                case Script.FailOver(var loss) -> range.failOver(loss, Script.FailOver.WATCHED);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failed) {
            failure = Optional.of(failed);
        }
    }

    @Override
    public void look() {}

    @Override
    public void mend(String why) throws FaultFailed, InterruptedException {
        evidence.accept(new Event.MendAsked(clock.elapsed(), why));
        if (playing.isPresent()) {
            // a run that is stopped does not wait for its script; the range ends its trouble
            if (!playing.get().join(GRACE)) {
                playing.get().interrupt();
                playing.get().join();
            }
        }
        if (failure.isPresent()) {
            throw new FaultFailed("the script could not be played to its end", failure.get());
        }
        evidence.accept(new Event.FaultMended(clock.elapsed(), "over"));
    }
}
