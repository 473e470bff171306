package io.blackstart.sandbox.cloudwatch;

import io.blackstart.sandbox.Metrics.Series;
import io.blackstart.sandbox.aws.AwsFault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What was taken down of each metric, minute by minute of the cloud's clock, for a day of it. */
final class History {
    static final int MINUTE = 60;

    /** A day. */
    static final int SECONDS_KEPT = 86_400;

    private static final int SERIES_MAX = 1_000;

    // guarded by this; by begin of the minute, in seconds of the cloud's clock
    private final Map<Series, NavigableMap<Long, Bucket>> minutes = new LinkedHashMap<>();

    /**
     * Adds values to the minute that a moment lies in.
     *
     * @throws AwsFault when there are very many metrics
     */
    synchronized void add(Series series, long cloudSeconds, Bucket values) {
        if (!minutes.containsKey(series) && minutes.size() >= SERIES_MAX) {
            throw new AwsFault(400, "LimitExceeded", "there are " + SERIES_MAX + " metrics");
        }
        NavigableMap<Long, Bucket> kept = minutes.computeIfAbsent(series, _ -> new TreeMap<>());
        kept.merge(floor(cloudSeconds, MINUTE), values, Bucket::and);
        kept.headMap(kept.lastKey() - SECONDS_KEPT, true).clear();
    }

    /** The metrics of a region, in the order in which they came. */
    synchronized List<Series> series(String region) {
        return minutes.keySet().stream().filter(one -> one.region().equals(region)).toList();
    }

    /**
     * The periods that begin within a span of the cloud's clock and have a value, by their begin.
     *
     * @param from included; rounded down to a begin of a period
     * @param to not included
     * @param period in seconds, a multiple of a minute
     */
    synchronized NavigableMap<Long, Bucket> periods(Series series, long from, long to, int period) {
        NavigableMap<Long, Bucket> periods = new TreeMap<>();
        long begin = floor(from, period);
        if (begin < to) {
            kept(series)
                    .subMap(begin, true, to, false)
                    .forEach((minute, values) ->
                            periods.merge(floor(minute, period), values, Bucket::and));
        }
        return periods;
    }

    /**
     * The last periods before a moment of the cloud's clock, oldest first; nothing stands for a
     * period without a value.
     */
    synchronized List<Optional<Double>> last(
            Series series, Statistic statistic, long end, int period, int count) {
        List<Optional<Double>> values = new ArrayList<>();
        NavigableMap<Long, Bucket> kept = kept(series);
        for (long begin = end - (long) period * count; begin < end; begin += period) {
            values.add(
                    kept.subMap(begin, true, begin + period, false).values().stream()
                            .reduce(Bucket::and)
                            .map(statistic::of));
        }
        return values;
    }

    private NavigableMap<Long, Bucket> kept(Series series) {
        return minutes.getOrDefault(series, new TreeMap<>());
    }

    synchronized void clear() {
        minutes.clear();
    }

    private static long floor(long seconds, int period) {
        return Math.floorDiv(seconds, (long) period) * period;
    }
}
