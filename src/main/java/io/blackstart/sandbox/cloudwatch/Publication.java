package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.Metrics.Series;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.Parameters;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PutMetricData: values of a client's own, such as a prober's outside of the regions. */
final class Publication {
    private static final int DATA_MAX = 1_000;
    private static final int VALUES_MAX = 150;

    /** As in AWS, in real time. */
    private static final Duration FUTURE_MAX = Duration.ofHours(2);

    private final History history;
    private final CloudTime time;
    private final InstantSource clock;

    Publication(History history, CloudTime time, InstantSource clock) {
        this.history = history;
        this.time = time;
        this.clock = clock;
    }

    private record Entry(Series series, long cloudSeconds, Bucket values) {}

    /** Takes all values of a request, or none when one of them is refused. */
    ObjectNode put(String region, Parameters parameters) {
        String namespace = parameters.required("Namespace");
        if (namespace.startsWith("AWS/") || namespace.startsWith(":")) {
            throw Parameters.invalid("Namespace", "is not for clients: " + namespace);
        }
        List<Parameters> data = parameters.structures("MetricData");
        if (data.isEmpty()) {
            parameters.required("MetricData");
        }
        if (data.size() > DATA_MAX) {
            throw Parameters.invalid("MetricData", "has more than " + DATA_MAX);
        }
        List<Entry> entries = new ArrayList<>();
        for (Parameters datum : data) {
            entries.add(
                    new Entry(
                            MetricNames.read(region, namespace, datum),
                            time.cloudSeconds(moment(datum)),
                            values(datum)));
        }
        entries.forEach(entry -> history.add(entry.series, entry.cloudSeconds, entry.values));
        return JsonNodeFactory.instance.objectNode();
    }

    private Instant moment(Parameters datum) {
        Instant now = clock.instant();
        Instant moment = datum.moment("Timestamp").orElse(now);
        if (moment.isAfter(now.plus(FUTURE_MAX))) {
            throw Parameters.invalid("Timestamp", "is too far in the future: " + moment);
        }
        if (moment.isBefore(now.minusSeconds(History.SECONDS_KEPT / time.speed()))) {
            throw Parameters.invalid(
                    "Timestamp", "is longer ago than the sandbox keeps values: " + moment);
        }
        return moment;
    }

    private static Bucket values(Parameters datum) {
        Optional<Parameters> set = datum.structure("StatisticValues");
        Optional<Double> value = datum.decimal("Value");
        List<Double> values = decimals("Values", datum);
        int given =
                (set.isPresent() ? 1 : 0)
                        + (value.isPresent() ? 1 : 0)
                        + (values.isEmpty() ? 0 : 1);
        if (given != 1) {
            throw new AwsFault(
                    400,
                    given == 0 ? "MissingParameter" : "InvalidParameterCombination",
                    "a datum has one of Value, Values and StatisticValues, not " + given);
        }
        return set.map(Publication::statistics)
                .or(() -> value.map(Bucket::of))
                .orElseGet(() -> counted(values, decimals("Counts", datum)));
    }

    private static Bucket statistics(Parameters set) {
        double count = part("SampleCount", set);
        if (!(count > 0)) {
            throw Parameters.invalid("SampleCount", "must be above 0, not " + count);
        }
        return new Bucket(count, part("Sum", set), part("Minimum", set), part("Maximum", set));
    }

    private static double part(String name, Parameters set) {
        set.required(name);
        return set.decimal(name).orElse(0.0);
    }

    private static Bucket counted(List<Double> values, List<Double> counts) {
        if (!counts.isEmpty() && counts.size() != values.size()) {
            throw Parameters.invalid("Counts", "must be as many as Values");
        }
        if (values.size() > VALUES_MAX) {
            throw Parameters.invalid("Values", "has more than " + VALUES_MAX);
        }
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            double count = counts.isEmpty() ? 1 : counts.get(i);
            if (!(count > 0)) {
                throw Parameters.invalid("Counts", "must be above 0, not " + count);
            }
            buckets.add(new Bucket(count, count * value, value, value));
        }
        return buckets.stream().reduce(Bucket::and).orElseThrow();
    }

    private static List<Double> decimals(String name, Parameters datum) {
        return datum.texts(name).stream()
                .map(text -> {
                    try {
                        double number = Double.parseDouble(text);
                        if (Double.isFinite(number)) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        throw Parameters.invalid(name, "has what is no number: " + text);
                    }
                    throw Parameters.invalid(name, "has what is not finite: " + text);
                })
                .toList();
    }
}
