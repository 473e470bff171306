package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.Quantity;

import java.util.Locale;

/** Figures in sentences. */
final class Words {
    private static final long HUNDREDTH = 10_000_000;

    private Words() {}

    /** An interval of time, rounded outwards to 10 ms: {@code 9.41 s to 9.44 s}. */
    static String range(Bounds bounds) {
        String least = seconds(bounds.least());
        if (bounds.isOpen()) {
            return "at least " + least;
        }
        String most = hundredths(Math.ceilDiv(bounds.most(), HUNDREDTH));
        return least.equals(most) ? least : least + " to " + most;
    }

    /** A time, rounded down to 10 ms. */
    static String seconds(long nanos) {
        return hundredths(Math.floorDiv(nanos, HUNDREDTH));
    }

    private static String hundredths(long count) {
        return String.format(Locale.ROOT, "%d.%02d s", count / 100, count % 100);
    }

    /** A budget's figure as short as it can be told: {@code 15 s}, {@code 30,000}, {@code 90 %}. */
    static String figure(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Time(var value) ->
                    plain(String.format(Locale.ROOT, "%.9f", value.toNanos() / 1e9)) + " s";
            case Quantity.Count(long value) -> count(value);
            case Quantity.Part(double value) -> percent(value);
        };
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code no write}, {@code 1 write}, {@code 2 writes}. */
    static String counted(long value, String one, String many) {
        return (value == 0 ? "no" : count(value)) + " " + (value < 2 ? one : many);
    }

    static String percent(double part) {
        return plain(String.format(Locale.ROOT, "%.2f", part * 100)) + " %";
    }

    /** Without zeros that say nothing. */
    private static String plain(String decimal) {
        return decimal.replaceFirst("\\.?0+$", "");
    }
}
