package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.route53.CheckerFleet.Sighting;
import io.blackstart.sandbox.route53.HealthCheckConfig.Calculated;
import io.blackstart.sandbox.route53.HealthCheckConfig.Checked;
import io.blackstart.sandbox.route53.HealthCheckConfig.Metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What finds the states of the health checks, by their type. */
final class Watching implements AutoCloseable {
    private final CheckerFleet.Drive drive;
    private final AlarmWatch.Feed feed;
    private final HealthStates states;
    // guarded by this, both of them
    private final Map<String, CheckerFleet> fleets = new HashMap<>();
    private final Map<String, AlarmWatch> alarms = new HashMap<>();

    /** Watches nothing yet; both tell {@code states} what they find. */
    Watching(CheckerFleet.Drive drive, AlarmWatch.Feed feed, HealthStates states) {
        this.drive = drive;
        this.feed = feed;
        this.states = states;
    }

    /**
     * The state that a health check begins in: healthy, before there is enough to go by; a
     * calculated one has all that it needs. It is known to {@link HealthStates} from here on.
     */
    boolean begin(String id, HealthCheckConfig config) {
        return switch (config) {
            case Calculated calculated -> states.begin(id, calculated);
            case Checked _, Metric _ -> {
                boolean healthy = config.standing().healthy(true);
                states.begin(id, healthy);
                yield healthy;
            }
        };
    }

    /** Starts watching. */
    synchronized void start(String id, HealthCheckConfig config) {
        switch (config) {
            case Checked checked -> fleets.put(id, new CheckerFleet(id, checked, drive));
            case Metric metric -> alarms.put(id, AlarmWatch.start(id, metric, feed));
            case Calculated _ -> {
                // its children are watched
            }
        }
    }

    /** Goes on with another configuration of the same type. */
    synchronized void update(String id, HealthCheckConfig config) {
        switch (config) {
            case Checked checked -> fleet(id).ifPresent(fleet -> fleet.update(checked));
            case Metric metric ->
                    Optional.ofNullable(alarms.get(id)).ifPresent(watch -> watch.update(metric));
            case Calculated calculated -> states.update(id, calculated);
        }
    }

    /** Stops watching. */
    synchronized void stop(String id) {
        Optional.ofNullable(fleets.remove(id)).ifPresent(CheckerFleet::close);
        Optional.ofNullable(alarms.remove(id)).ifPresent(AlarmWatch::close);
        states.end(id);
    }

    /** What each observer of a health check saw last. */
    synchronized List<Sighting> sightings(HealthCheck check) {
        return switch (check.config()) {
            case Checked _ -> fleet(check.id()).map(CheckerFleet::sightings).orElse(List.of());
            case Metric _ -> alarm(check.id()).map(AlarmWatch::sightings).orElse(List.of());
            case Calculated _ -> throw notObserved();
        };
    }

    /** The last failure that each observer of a health check saw. */
    synchronized List<Sighting> failures(HealthCheck check) {
        return switch (check.config()) {
            case Checked _ -> fleet(check.id()).map(CheckerFleet::failures).orElse(List.of());
            case Metric _ -> alarm(check.id()).map(AlarmWatch::failures).orElse(List.of());
            case Calculated _ -> throw notObserved();
        };
    }

    /** How many in a hundred checkers find the endpoint healthy; nothing when it has none. */
    synchronized Optional<Double> percentageHealthy(String id) {
        return fleet(id).map(CheckerFleet::percentageHealthy);
    }

    private Optional<CheckerFleet> fleet(String id) {
        return Optional.ofNullable(fleets.get(id));
    }

    private Optional<AlarmWatch> alarm(String id) {
        return Optional.ofNullable(alarms.get(id));
    }

    /** AWS documents that it refuses this, but not by which error. */
    private static AwsFault notObserved() {
        return new AwsFault(
                400, "InvalidInput", "no checker observes a health check of the type CALCULATED");
    }

    /** Watches nothing any more. */
    @Override
    public synchronized void close() {
        fleets.values().forEach(CheckerFleet::close);
        alarms.values().forEach(AlarmWatch::close);
        fleets.clear();
        alarms.clear();
    }
}
