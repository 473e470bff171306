package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.Metrics.Series;
import io.blackstart.sandbox.aws.Parameters;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.TreeMap;

/** A metric as requests and answers name it. */
final class MetricNames {
    private static final int NAME_MAX = 255;
    private static final int DIMENSIONS_MAX = 30;

    private MetricNames() {}

    /** A metric whose namespace, name and dimensions are all in one structure. */
    static Series read(String region, Parameters parameters) {
        return read(region, parameters.required("Namespace"), parameters);
    }

    /** A metric of a namespace. */
    static Series read(String region, String namespace, Parameters parameters) {
        return new Series(
                region,
                limited("Namespace", namespace),
                limited("MetricName", parameters.required("MetricName")),
                dimensions(parameters));
    }

    static Map<String, String> dimensions(Parameters parameters) {
        Map<String, String> dimensions = new TreeMap<>();
        for (Parameters dimension : parameters.structures("Dimensions")) {
            dimensions.put(
                    limited("Name", dimension.required("Name")),
                    limited("Value", dimension.required("Value")));
        }
        if (dimensions.size() > DIMENSIONS_MAX) {
            throw Parameters.invalid("Dimensions", "has more than " + DIMENSIONS_MAX);
        }
        return dimensions;
    }

    private static String limited(String parameter, String text) {
        if (text.length() > NAME_MAX) {
            throw Parameters.invalid(parameter, "is longer than " + NAME_MAX);
        }
        return text;
    }

    /** Writes a metric into a structure. */
    static void write(Series series, ObjectNode into) {
        into.put("Namespace", series.namespace());
        into.put("MetricName", series.name());
        ArrayNode dimensions = into.putArray("Dimensions");
        new TreeMap<>(series.dimensions())
                .forEach((name, value) ->
                        dimensions.addObject().put("Name", name).put("Value", value));
    }

    /**
     * A period in seconds. Values are kept by the minute, so the finer ones of AWS are refused.
     *
     * @throws io.blackstart.sandbox.aws.AwsFault when it is not whole minutes, up to a day
     */
    static int period(Parameters parameters) {
        int period = parameters.whole("Period", 1, History.SECONDS_KEPT).orElse(0);
        if (period == 0) {
            parameters.required("Period");
        }
        if (period % History.MINUTE != 0) {
            throw Parameters.invalid(
                    "Period", "must be a multiple of 60 in the sandbox, not " + period);
        }
        return period;
    }
}
