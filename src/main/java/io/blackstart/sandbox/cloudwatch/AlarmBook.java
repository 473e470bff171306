package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.aws.AwsFault;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The alarms of the account, by region and name. */
final class AlarmBook implements Alarms {
    /** AWS's quota in a region. */
    private static final int ALARMS_MAX = 5_000;

    // guarded by this; by region, then by name
    private final Map<String, TreeMap<String, Alarm>> alarms = new TreeMap<>();

    /** The alarms of a region, by name. */
    synchronized List<Alarm> in(String region) {
        return List.copyOf(alarms.getOrDefault(region, new TreeMap<>()).values());
    }

    synchronized Optional<Alarm> find(String region, String nameOrArn) {
        return in(region).stream()
                .filter(one -> one.name().equals(nameOrArn) || one.arn().equals(nameOrArn))
                .findFirst();
    }

    /** Keeps a new alarm, or what becomes of the one of the same name. */
    synchronized void put(String region, Alarm fresh, UnaryOperator<Alarm> change) {
        TreeMap<String, Alarm> here = alarms.computeIfAbsent(region, _ -> new TreeMap<>());
        if (!here.containsKey(fresh.name()) && here.size() >= ALARMS_MAX) {
            throw new AwsFault(400, "LimitExceeded", "there are " + ALARMS_MAX + " alarms");
        }
        here.merge(fresh.name(), fresh, (old, _) -> change.apply(old));
    }

    /** Deletes all of these, or none when one of them is unknown. */
    synchronized void delete(String region, List<String> names) {
        names.forEach(name -> require(region, name));
        names.forEach(name -> alarms.getOrDefault(region, new TreeMap<>()).remove(name));
    }

    /** Forces a state upon an alarm. */
    synchronized void force(String region, String name, Alarm.Shown shown) {
        Alarm forced = require(region, name).forced(shown);
        alarms.computeIfAbsent(region, _ -> new TreeMap<>()).put(name, forced);
    }

    private Alarm require(String region, String name) {
        return find(region, name)
                .filter(alarm -> alarm.name().equals(name))
                .orElseThrow(
                        () -> new AwsFault(404, "ResourceNotFound", "Alarm not found: " + name));
    }

    /**
     * Evaluates all alarms.
     *
     * @param end of the last period, on the cloud's clock
     */
    synchronized void evaluate(History history, long end, Instant at) {
        alarms.values()
                .forEach(here ->
                        here.replaceAll((_, alarm) -> {
                            Alarm.Watched watched = alarm.watched();
                            return alarm.evaluated(
                                    history.last(
                                            watched.series(),
                                            watched.statistic(),
                                            end,
                                            watched.period(),
                                            watched.rule().range()),
                                    at);
                        }));
    }

    @Override
    public Optional<State> state(String region, String nameOrArn) {
        return find(region, nameOrArn).map(alarm -> alarm.state().value());
    }

    @Override
    public Optional<State> dataState(String region, String nameOrArn) {
        return find(region, nameOrArn).map(Alarm::dataState);
    }

    synchronized void clear() {
        alarms.clear();
    }
}
