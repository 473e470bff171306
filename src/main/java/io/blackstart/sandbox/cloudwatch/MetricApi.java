package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.Metrics.Series;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.Parameters;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** The operations on metrics. Metric math and percentiles are refused. */
final class MetricApi {
    private static final int QUERIES_MAX = 500;
    private static final int POINTS_MAX = 100_800;
    private static final int STATISTICS_POINTS_MAX = 1_440;
    private static final int LIST_PAGE = 500;

    private final History history;
    private final CloudTime time;
    private final InstantSource clock;

    MetricApi(History history, CloudTime time, InstantSource clock) {
        this.history = history;
        this.time = time;
        this.clock = clock;
    }

    /** A span of the cloud's clock, in its seconds. */
    private record Span(long from, long to) {}

    /** A value of one of the queries. */
    private record Point(String queryId, Instant at, double value) {}

    ObjectNode data(String region, Parameters parameters) {
        List<Parameters> queries = parameters.structures("MetricDataQueries");
        if (queries.isEmpty()) {
            parameters.required("MetricDataQueries");
        }
        if (queries.size() > QUERIES_MAX) {
            throw Parameters.invalid("MetricDataQueries", "has more than " + QUERIES_MAX);
        }
        boolean ascending =
                parameters
                        .oneOf("ScanBy", List.of("TimestampAscending", "TimestampDescending"))
                        .orElse("TimestampDescending")
                        .equals("TimestampAscending");
        Span span = span(parameters);
        Map<String, String> labels = new LinkedHashMap<>();
        List<Point> points = new ArrayList<>();
        for (Parameters query : queries) {
            String id = query.required("Id");
            String metric = read(region, query, id, span, ascending, points);
            if (labels.put(id, query.text("Label").orElse(metric)) != null) {
                throw Parameters.invalid("Id", "is given twice: " + id);
            }
        }
        Pages<Point> page =
                Pages.of(
                        points,
                        parameters,
                        parameters.whole("MaxDatapoints", 1, POINTS_MAX).orElse(POINTS_MAX));
        return page.mark(answer(labels, page));
    }

    private String read(
            String region,
            Parameters query,
            String id,
            Span span,
            boolean ascending,
            List<Point> into) {
        Parameters stat =
                query.structure("MetricStat")
                        .orElseThrow(() ->
                                Parameters.invalid(
                                        "MetricDataQueries",
                                        "has no MetricStat in "
                                                + id
                                                + ": the sandbox knows no metric math"));
        Series series =
                MetricNames.read(
                        region,
                        stat.structure("Metric")
                                .orElseThrow(() ->
                                        Parameters.invalid("MetricStat", "has no Metric: " + id)));
        Statistic statistic = Statistic.of("Stat", stat.required("Stat"));
        NavigableMap<Long, Bucket> periods =
                history.periods(series, span.from, span.to, MetricNames.period(stat));
        if (!query.text("ReturnData").orElse("true").equals("false")) {
            (ascending ? periods : periods.descendingMap())
                    .forEach((begin, values) ->
                            into.add(new Point(id, time.real(begin), statistic.of(values))));
        }
        return series.name();
    }

    private static ObjectNode answer(Map<String, String> labels, Pages<Point> page) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode results = answer.putArray("MetricDataResults");
        labels.forEach((id, label) -> {
            ObjectNode result = results.addObject().put("Id", id).put("Label", label);
            ArrayNode moments = result.putArray("Timestamps");
            ArrayNode values = result.putArray("Values");
            page.items().stream()
                    .filter(point -> point.queryId.equals(id))
                    .forEach(point -> {
                        moments.addPOJO(point.at);
                        values.add(point.value);
                    });
            result.put("StatusCode", page.last() ? "Complete" : "PartialData");
        });
        return answer;
    }

    private Span span(Parameters parameters) {
        Instant from = moment("StartTime", parameters);
        Instant to = moment("EndTime", parameters);
        if (!from.isBefore(to)) {
            throw Parameters.invalid("StartTime", "must be before EndTime");
        }
        return new Span(time.cloudSeconds(from), time.cloudSeconds(to));
    }

    private Instant moment(String name, Parameters parameters) {
        parameters.required(name);
        Instant moment = parameters.moment(name).orElse(clock.instant());
        // years that no arithmetic on milliseconds can hold
        if (Math.abs(moment.getEpochSecond() - clock.instant().getEpochSecond()) > 3_200_000_000L) {
            throw Parameters.invalid(name, "is a century away: " + moment);
        }
        return moment;
    }

    ObjectNode statistics(String region, Parameters parameters) {
        Series series = MetricNames.read(region, parameters);
        if (!parameters.texts("ExtendedStatistics").isEmpty()) {
            throw Parameters.invalid("ExtendedStatistics", "cannot be honoured in the sandbox");
        }
        List<Statistic> asked =
                parameters.texts("Statistics").stream()
                        .map(word -> Statistic.of("Statistics", word))
                        .toList();
        if (asked.isEmpty()) {
            parameters.required("Statistics");
        }
        Span span = span(parameters);
        NavigableMap<Long, Bucket> periods =
                history.periods(series, span.from, span.to, MetricNames.period(parameters));
        if (periods.size() > STATISTICS_POINTS_MAX) {
            throw new AwsFault(
                    400,
                    "InvalidParameterCombination",
                    "the answer would have " + periods.size() + " points");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("Label", series.name());
        ArrayNode points = answer.putArray("Datapoints");
        periods.forEach((begin, values) -> {
            ObjectNode point = points.addObject().putPOJO("Timestamp", time.real(begin));
            asked.forEach(one -> point.put(one.word(), one.of(values)));
            point.put("Unit", "None");
        });
        return answer;
    }

    ObjectNode list(String region, Parameters parameters) {
        List<Series> found =
                history.series(region).stream()
                        .filter(one ->
                                parameters
                                        .text("Namespace")
                                        .orElse(one.namespace())
                                        .equals(one.namespace()))
                        .filter(one ->
                                parameters.text("MetricName").orElse(one.name()).equals(one.name()))
                        .filter(one -> matches(one, parameters.structures("Dimensions")))
                        .toList();
        Pages<Series> page = Pages.of(found, parameters, LIST_PAGE);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode metrics = answer.putArray("Metrics");
        page.items().forEach(series -> MetricNames.write(series, metrics.addObject()));
        return page.mark(answer);
    }

    private static boolean matches(Series series, List<Parameters> filters) {
        return filters.stream()
                .allMatch(filter -> {
                    String value = series.dimensions().get(filter.required("Name"));
                    return value != null && filter.text("Value").orElse(value).equals(value);
                });
    }
}
