package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.ClientsBack;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.MilestoneName;
import io.blackstart.verdict.Verdict.Quantity;
import io.blackstart.verdict.Verdict.TimeLine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The figures that the page draws, in seconds on the fault's clock and requests a second.
 *
 * @param x where each bin begins
 * @param width of a bin
 * @param series from the bottom of the stack to its top
 * @param latency p99 in milliseconds, 0 where nothing was served
 * @param marks on the time line
 * @param clients the clients-back curve: when, and what share
 * @param recoveryBudget limit of the recovery time, 0 where there is none
 */
record ChartData(
        List<Double> x,
        double width,
        List<Series> series,
        List<Double> latency,
        List<Mark> marks,
        List<Back> clients,
        double recoveryBudget,
        String zero) {
    /** A long run is drawn in wider bins: more than a screen has pixels for only costs bytes. */
    private static final int BINS_MAX = 1_000;

    private static final int DROP_SERIES_MAX = 5;
    private static final Set<MilestoneName> MARKED =
            EnumSet.of(
                    MilestoneName.FAULT_BEGAN,
                    MilestoneName.DETECTED,
                    MilestoneName.DNS_FLIPPED,
                    MilestoneName.WRITER_PROMOTED,
                    MilestoneName.RECOVERED,
                    MilestoneName.FAULT_MENDED,
                    MilestoneName.FAILED_BACK);

    /** A layer of the stack. */
    record Series(String label, String kind, List<Double> values) {}

    /** A vertical mark; {@code most} is the end of its interval. */
    record Mark(String name, String label, double least, double most) {}

    /** A point of the clients-back curve. */
    record Back(double at, double share, boolean open) {}

    static ChartData of(Verdict verdict) {
        TimeLine charts = verdict.charts();
        FaultClock clock = FaultClock.of(verdict);
        int per = Math.max(1, Math.ceilDiv(charts.bins(), BINS_MAX));
        int bins = Math.ceilDiv(charts.bins(), per);
        double width = charts.binWidth().toNanos() / 1e9 * per;
        List<Double> x = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            x.add(round(clock.seconds(charts.start()) + bin * width));
        }
        return new ChartData(
                x,
                round(width),
                series(charts, per, bins),
                latency(charts, per, bins),
                marks(verdict, clock),
                clients(verdict),
                recoveryBudget(verdict),
                clock.zero());
    }

    private static List<Series> series(TimeLine charts, int per, int bins) {
        List<Series> series = new ArrayList<>();
        Map<String, List<Long>> served = new TreeMap<>(charts.served());
        for (String region : List.of(charts.activeRegion(), charts.passiveRegion())) {
            List<Long> values = served.remove(region);
            if (values != null) {
                String kind = region.equals(charts.activeRegion()) ? "active" : "passive";
                series.add(
                        new Series("served by " + region, kind, rates(values, charts, per, bins)));
            }
        }
        served.forEach((region, values) ->
                series.add(
                        new Series(
                                "served by " + (region.isEmpty() ? "unknown" : region),
                                "other",
                                rates(values, charts, per, bins))));
        series.addAll(dropped(charts, per, bins));
        if (total(charts.notSent()) > 0) {
            series.add(
                    new Series("not sent", "notSent", rates(charts.notSent(), charts, per, bins)));
        }
        return series;
    }

    /** The commonest classes each for itself, the rest in one layer. */
    private static List<Series> dropped(TimeLine charts, int per, int bins) {
        List<Map.Entry<String, List<Long>>> classes =
                new TreeMap<>(charts.dropped())
                        .entrySet().stream()
                                .filter(entry -> total(entry.getValue()) > 0)
                                .sorted(
                                        Comparator.comparingLong(
                                                        (Map.Entry<String, List<Long>> entry) ->
                                                                total(entry.getValue()))
                                                .reversed())
                                .toList();
        List<Series> series = new ArrayList<>();
        boolean rest = classes.size() > DROP_SERIES_MAX;
        int alone = rest ? DROP_SERIES_MAX - 1 : classes.size();
        for (int i = 0; i < alone; i++) {
            series.add(
                    new Series(
                            "dropped: " + classes.get(i).getKey(),
                            "drop" + (i + 1),
                            rates(classes.get(i).getValue(), charts, per, bins)));
        }
        if (rest) {
            List<List<Long>> others =
                    classes.stream().skip(alone).map(Map.Entry::getValue).toList();
            series.add(
                    new Series(
                            "dropped: other",
                            "drop" + DROP_SERIES_MAX,
                            rates(RequestsPerBin.sum(others, charts.bins()), charts, per, bins)));
        }
        return series;
    }

    private static List<Double> rates(List<Long> values, TimeLine charts, int per, int bins) {
        double seconds = charts.binWidth().toNanos() / 1e9;
        List<Double> rates = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            List<Long> part = part(values, bin, per);
            rates.add(part.isEmpty() ? 0.0 : round(total(part) / (seconds * part.size())));
        }
        return rates;
    }

    private static List<Double> latency(TimeLine charts, int per, int bins) {
        List<Double> worst = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            worst.add(
                    round(
                            part(charts.latencyP99Millis(), bin, per).stream()
                                    .mapToDouble(Double::doubleValue)
                                    .max()
                                    .orElse(0)));
        }
        return worst;
    }

    private static <T> List<T> part(List<T> values, int bin, int per) {
        return values.subList(
                Math.min(bin * per, values.size()), Math.min((bin + 1) * per, values.size()));
    }

    private static List<Mark> marks(Verdict verdict, FaultClock clock) {
        return FaultClock.headline(verdict).stream()
                .filter(milestone -> MARKED.contains(milestone.name()))
                .filter(milestone -> milestone.most().isPresent())
                .map(milestone -> mark(milestone, clock))
                .toList();
    }

    private static Mark mark(Milestone milestone, FaultClock clock) {
        FaultClock.Span span = clock.since(milestone);
        return new Mark(
                milestone.name().text(),
                Wording.oneLine(Wording.milestone(milestone)) + " " + span.roughly(),
                round(span.least().toNanos() / 1e9),
                round(span.most().orElse(span.least()).toNanos() / 1e9));
    }

    private static List<Back> clients(Verdict verdict) {
        return verdict.clientsBack().stream()
                .sorted(Comparator.comparingDouble(ClientsBack::share))
                .map(back ->
                        new Back(
                                round(back.most().orElse(back.least()).toNanos() / 1e9),
                                back.share(),
                                back.most().isEmpty()))
                .toList();
    }

    private static double recoveryBudget(Verdict verdict) {
        return verdict.budgets().stream()
                .filter(budget -> budget.name().equals("recoveryTime"))
                .mapToDouble(budget -> seconds(budget.budget()))
                .findFirst()
                .orElse(0);
    }

    private static double seconds(Quantity quantity) {
        return quantity instanceof Quantity.Time(var limit) ? limit.toNanos() / 1e9 : 0;
    }

    private static long total(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }

    private static double round(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).doubleValue();
    }

    /** A number without needless zeros. */
    static String plain(double value) {
        BigDecimal number = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
