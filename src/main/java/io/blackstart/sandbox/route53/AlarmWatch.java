package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.route53.HealthCheckConfig.Metric;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the metric behind an alarm: not the alarm's state, which SetAlarmState can force. It
 * begins healthy, and looks for the first time at once.
 */
final class AlarmWatch implements AutoCloseable {
    /** AWS does not say how often it looks; its endpoint checks are no closer together. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    /** Route 53 itself stands there. */
    private static final Vantage OBSERVER = Vantage.in(List.of("us-east-1")).getFirst();

    /** What every watch looks at, on whose time, and who hears of it. */
    record Feed(Alarms alarms, CloudTimer timer, HealthListener listener) {}

    private final String id;
    private final Feed feed;
    // guarded by this, all of them
    private Metric config;
    private boolean last = true;
    private boolean found = true;
    private boolean closed;
    private final List<CheckerFleet.Sighting> sightings = new ArrayList<>(1);
    private final List<CheckerFleet.Sighting> failures = new ArrayList<>(1);

    private AlarmWatch(String id, Metric config, Feed feed) {
        this.id = id;
        this.config = config;
        this.feed = feed;
    }

    /** Starts looking. */
    static AlarmWatch start(String id, Metric config, Feed feed) {
        AlarmWatch watch = new AlarmWatch(id, config, feed);
        feed.timer().after(Duration.ZERO, watch::look);
        return watch;
    }

    /** Goes on with another configuration: what the last one found is kept for {@code last}. */
    synchronized void update(Metric changed) {
        config = changed;
        tell();
        feed.timer().after(Duration.ZERO, this::lookOnce);
    }

    private void look() {
        lookOnce();
        synchronized (this) {
            if (!closed) {
                feed.timer().after(EVERY, this::look);
            }
        }
    }

    private void lookOnce() {
        Metric asked;
        synchronized (this) {
            asked = config;
        }
        // without the lock: CloudWatch may have to ask Route 53 in order to answer
        Alarms.State state =
                feed.alarms()
                        .dataState(asked.region(), asked.alarm())
                        .orElse(Alarms.State.INSUFFICIENT_DATA);
        found(asked, state);
    }

    private synchronized void found(Metric asked, Alarms.State state) {
        if (closed || !asked.equals(config) || config.standing().disabled()) {
            return;
        }
        found = HealthRule.healthy(state, asked.insufficient(), last);
        if (state != Alarms.State.INSUFFICIENT_DATA) {
            last = found;
        }
        // AWS does not document this text
        Observation seen =
                new Observation(
                        found,
                        (found ? "Success" : "Failure")
                                + ": the metric of the CloudWatch alarm is in the state "
                                + state,
                        Instant.now());
        keep(sightings, seen);
        if (!found) {
            keep(failures, seen);
        }
        tell();
    }

    private static void keep(List<CheckerFleet.Sighting> kept, Observation seen) {
        kept.clear();
        kept.add(new CheckerFleet.Sighting(OBSERVER, seen));
    }

    /** What was found, inverted or disabled as it may be; the listener knows whether it is new. */
    private void tell() {
        feed.listener().changed(System.nanoTime(), id, config.standing().healthy(found));
    }

    /** What it saw last; nothing before it has looked. */
    synchronized List<CheckerFleet.Sighting> sightings() {
        return List.copyOf(sightings);
    }

    /** The last failure that it saw, if there was one. */
    synchronized List<CheckerFleet.Sighting> failures() {
        return List.copyOf(failures);
    }

    /** Looks no more. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
