package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.TimeLine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The load in bins of equal width, for charts. */
final class TimeLines {
    private static final int BINS_MOST = 600;
    private static final List<Long> NICE_MILLIS =
            List.of(
                    100L,
                    200L,
                    500L,
                    1_000L,
                    2_000L,
                    5_000L,
                    10_000L,
                    20_000L,
                    30_000L,
                    60_000L,
                    120_000L,
                    300_000L,
                    600_000L,
                    1_800_000L,
                    3_600_000L);

    private TimeLines() {}

    static TimeLine of(Facts facts) {
        RequestTable load = facts.load();
        long start = load.size() == 0 ? 0 : load.due(0);
        long length = load.size() == 0 ? 0 : load.due(load.size() - 1) - start + 1;
        long width = width(length);
        int bins = (int) Math.ceilDiv(length, width);
        Map<String, List<Long>> served = new TreeMap<>();
        Map<String, List<Long>> dropped = new TreeMap<>();
        List<Long> notSent = zeros(bins);
        List<LongColumn> latencies = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            latencies.add(new LongColumn());
        }
        for (int row = 0; row < load.size(); row++) {
            int bin = (int) ((load.due(row) - start) / width);
            switch (load.outcome(row)) {
                case SUCCEEDED -> {
                    increment(served.computeIfAbsent(load.region(row), _ -> zeros(bins)), bin);
                    latencies.get(bin).add(load.at(row) - load.due(row));
                }
                case FAILED, INDETERMINATE ->
                        increment(
                                dropped.computeIfAbsent(
                                        load.dropClass(row).text(), _ -> zeros(bins)),
                                bin);
                case NOT_SENT -> increment(notSent, bin);
            }
        }
        return new TimeLine(
                Duration.ofNanos(start),
                Duration.ofNanos(width),
                bins,
                served,
                dropped,
                notSent,
                latencies.stream().map(TimeLines::p99Millis).toList(),
                facts.course().active(),
                facts.course().passive());
    }

    private static long width(long length) {
        for (long millis : NICE_MILLIS) {
            if (Math.ceilDiv(length, millis * 1_000_000) <= BINS_MOST) {
                return millis * 1_000_000;
            }
        }
        return Math.ceilDiv(length, BINS_MOST);
    }

    private static List<Long> zeros(int bins) {
        return new ArrayList<>(Collections.nCopies(bins, 0L));
    }

    private static void increment(List<Long> counts, int bin) {
        counts.set(bin, counts.get(bin) + 1);
    }

    private static double p99Millis(LongColumn latencies) {
        long[] sorted = latencies.toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(0.99 * sorted.length) - 1] / 1e6;
    }
}
