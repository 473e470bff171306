package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ClockCompared;
import io.blackstart.run.RunClock;

import okhttp3.Interceptor;
import okhttp3.Response;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Compares remote wall clocks with ours by the {@code Date} of the answers that come anyway. One
 * answer tells a clock to two seconds; many, at different parts of a second, tell it to one.
 * Nothing is measured by these clocks. Safe for use by many threads.
 */
public final class RemoteClocks implements Runnable {
    /** A date is cut to whole seconds, and servers make it anew only once a second. */
    private static final Duration BEHIND_MOST = Duration.ofSeconds(2);

    private final RunClock clock;
    private final Instant earliestOrigin;
    private final Instant latestOrigin;
    private final Consumer<Event> evidence;
    private final Map<String, Seen> seen = new TreeMap<>(); // guarded by itself

    /** What the answers since the last look tell together. */
    private record Seen(Duration since, Duration least, Duration most) {
        Seen and(Seen other) {
            return new Seen(
                    since.compareTo(other.since) < 0 ? since : other.since,
                    least.compareTo(other.least) > 0 ? least : other.least,
                    most.compareTo(other.most) < 0 ? most : other.most);
        }
    }

    /**
     * Nothing is compared yet.
     *
     * @param wall our wall clock
     */
    public RemoteClocks(RunClock clock, InstantSource wall, Consumer<Event> evidence) {
        this.clock = clock;
        Duration before = clock.elapsed();
        Instant now = wall.instant();
        this.earliestOrigin = now.minus(clock.elapsed());
        this.latestOrigin = now.minus(before);
        this.evidence = evidence;
    }

    /** Listens to a client's answers; add it to the network interceptors. */
    public Interceptor of(String name) {
        return chain -> {
            Duration asked = clock.elapsed();
            Response response = chain.proceed(chain.request());
            Duration answered = clock.elapsed();
            Optional<Date> shown = Optional.ofNullable(response.headers().getDate("Date"));
            // an answer out of a cache shows when it was put there
            if (response.header("Age") == null) {
                shown.ifPresent(date -> add(name, asked, answered, date.toInstant()));
            }
            return response;
        };
    }

    private void add(String name, Duration asked, Duration answered, Instant shown) {
        Seen one =
                new Seen(
                        asked,
                        Duration.between(latestOrigin.plus(answered), shown),
                        Duration.between(earliestOrigin.plus(asked), shown.plus(BEHIND_MOST)));
        synchronized (seen) {
            seen.merge(name, one, Seen::and);
        }
    }

    /** Records what the answers since it was last called tell. */
    @Override
    public void run() {
        Duration now = clock.elapsed();
        synchronized (seen) {
            seen.forEach((name, told) -> {
                // several machines behind one name, each with a clock of its own, contradict
                boolean agree = told.least().compareTo(told.most()) <= 0;
                evidence.accept(
                        new ClockCompared(
                                now,
                                told.since(),
                                name,
                                agree ? told.least() : told.most(),
                                agree ? told.most() : told.least()));
            });
            seen.clear();
        }
    }
}
