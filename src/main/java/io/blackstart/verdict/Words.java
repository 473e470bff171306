package io.blackstart.verdict;

import io.blackstart.verdict.Verdict.Quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures in sentences. */
final class Words {
    private Words() {}

    /** An interval of time, rounded outwards to 10 ms: {@code 9.41 s to 9.44 s}. */
    static String range(Bounds bounds) {
        String least = seconds(bounds.least(), RoundingMode.FLOOR);
        if (bounds.isOpen()) {
            return "at least " + least;
        }
        String most = seconds(bounds.most(), RoundingMode.CEILING);
        return least.equals(most) ? least : least + " to " + most;
    }

    /** A time, rounded down to 10 ms. */
    static String seconds(long nanos) {
        return seconds(nanos, RoundingMode.FLOOR);
    }

    private static String seconds(long nanos, RoundingMode rounding) {
        return BigDecimal.valueOf(nanos, 9).setScale(2, rounding).toPlainString() + " s";
    }

    /** A budget's figure as short as it can be told: {@code 15 s}, {@code 30,000}, {@code 90 %}. */
    static String figure(Quantity quantity) {
        return switch (quantity) {
            case Quantity.Time(var value) -> plain(BigDecimal.valueOf(value.toNanos(), 9)) + " s";
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
        return plain(BigDecimal.valueOf(part).movePointRight(2).setScale(2, RoundingMode.HALF_EVEN))
                + " %";
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
