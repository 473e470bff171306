package io.blackstart.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Percentiles by the nearest rank; of nothing they are not a number. */
final class Percentile {
    private Percentile() {}

    /** The least value that at least that share of all values does not exceed. */
    static double of(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** The middle of a figure over several runs. */
    static <T> double median(List<T> runs, ToDoubleFunction<T> figure) {
        return of(runs.stream().mapToDouble(figure).toArray(), 0.5);
    }
}
