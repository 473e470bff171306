package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.Alarms.State;
import io.blackstart.sandbox.Metrics.Series;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An alarm as it stands.
 *
 * @param arn of the alarm
 * @param watched what it watches
 * @param wire its settings as they are shown, without its state
 * @param updated when its settings changed
 * @param state what it shows: what its values ask for, or what was forced upon it since they were
 *     evaluated last
 * @param dataState what its values ask for
 */
record Alarm(
        String name,
        String arn,
        Watched watched,
        ObjectNode wire,
        Instant updated,
        Shown state,
        State dataState) {
    /**
     * What an alarm watches.
     *
     * @param period in seconds of the cloud's clock
     */
    record Watched(Series series, Statistic statistic, int period, AlarmRule rule) {}

    /**
     * A state with what led to it.
     *
     * @param data JSON
     * @param since when the alarm came into this state
     */
    record Shown(State value, String reason, Optional<String> data, Instant since) {}

    private static final String UNCHECKED = "Unchecked: Initial alarm creation";

    /** A new one. */
    static Alarm created(String name, String arn, Watched watched, ObjectNode wire, Instant at) {
        Shown shown = new Shown(State.INSUFFICIENT_DATA, UNCHECKED, Optional.empty(), at);
        return new Alarm(name, arn, watched, wire, at, shown, State.INSUFFICIENT_DATA);
    }

    /** The same with other settings; its state stays until it is evaluated. */
    Alarm changed(Watched newWatched, ObjectNode newWire, Instant at) {
        return new Alarm(name, arn, newWatched, newWire, at, state, dataState);
    }

    /** In a state that holds until the next evaluation. */
    Alarm forced(Shown shown) {
        return new Alarm(name, arn, watched, wire, updated, shown, dataState);
    }

    /** After an evaluation. */
    Alarm evaluated(List<Optional<Double>> values, Instant at) {
        AlarmRule rule = watched.rule;
        State shown = rule.evaluate(values, state.value);
        State data = rule.evaluate(values, dataState);
        return new Alarm(
                name,
                arn,
                watched,
                wire,
                updated,
                shown == state.value
                        ? state
                        : new Shown(shown, reason(values), Optional.empty(), at),
                data);
    }

    private String reason(List<Optional<Double>> values) {
        List<Double> real = values.stream().flatMap(Optional::stream).toList();
        AlarmRule rule = watched.rule;
        return "Threshold Crossed: the last values %s of %d periods were held against %s %s"
                .formatted(real, values.size(), rule.comparison(), rule.threshold());
    }
}
