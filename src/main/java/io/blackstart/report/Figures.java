package io.blackstart.report;

import io.blackstart.verdict.Verdict.Measured;
import io.blackstart.verdict.Verdict.Quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Figures as people write them: {@code 9.41 s}, {@code 2 min 30 s}, {@code 12,345}, {@code 99.5 %}.
 * Bounds are rounded outwards, so that the written interval still holds the truth.
 */
final class Figures {
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);
    private static final BigDecimal TENTH_OF_SECOND = new BigDecimal("0.1");

    private Figures() {}

    /** A duration to the nearest hundredth of a second (tenth, from a minute on). */
    static String duration(Duration duration) {
        return duration(duration, RoundingMode.HALF_UP);
    }

    /** A count with thousands marked. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Requests a second, to one decimal. */
    static String rate(double perSecond) {
        return tenths(perSecond) + " requests/s";
    }

    /** A rate of writes, to a tenth. */
    static String writeRate(double perSecond) {
        return tenths(perSecond) + " writes/s";
    }

    private static String tenths(double value) {
        return plain(BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP));
    }

    /** A share of a whole in percent, at most two decimals. */
    static String share(double share) {
        return share(share, RoundingMode.HALF_UP);
    }

    /** A figure in its unit, to the nearest. */
    static String quantity(Quantity quantity) {
        return quantity(quantity, RoundingMode.HALF_UP);
    }

    /** What was measured, one figure where the bounds are written alike. */
    static String measured(Measured measured) {
        return switch (measured) {
            case Measured.Between(Quantity least, Quantity most) ->
                    interval(
                            quantity(least, RoundingMode.FLOOR),
                            quantity(most, RoundingMode.CEILING));
            case Measured.AtLeast(Quantity least) -> "≥ " + quantity(least, RoundingMode.FLOOR);
            case Measured.Nothing() -> "not measured";
        };
    }

    /** An interval of durations; open when {@code most} is absent. */
    static String interval(Duration least, Optional<Duration> most) {
        String from = duration(least, RoundingMode.FLOOR);
        return most.map(to -> interval(from, duration(to, RoundingMode.CEILING)))
                .orElse("≥ " + from);
    }

    /** The interval to a tenth of a second, one figure where both ends round to the same tenth. */
    static String roughly(Duration least, Optional<Duration> most) {
        Duration from = tenths(least, RoundingMode.HALF_UP);
        if (most.map(to -> tenths(to, RoundingMode.HALF_UP).equals(from)).orElse(false)) {
            return from.isZero() ? "0 s" : duration(from).replaceAll("(\\.\\d)0 s", "$1 s");
        }
        return interval(
                        tenths(least, RoundingMode.FLOOR),
                        most.map(to -> tenths(to, RoundingMode.CEILING)))
                .replaceAll("(\\.\\d)0\\b", "$1");
    }

    private static Duration tenths(Duration duration, RoundingMode mode) {
        return Duration.ofMillis(
                BigDecimal.valueOf(duration.toMillis(), 2).setScale(0, mode).longValueExact()
                        * 100);
    }

    private static String interval(String from, String to) {
        if (from.equals(to)) {
            return from;
        }
        if (from.equals("0 s")) {
            return "0 – " + to;
        }
        int last = from.lastIndexOf(' ', from.lastIndexOf(' ') - 1) + 1;
        String unit = from.substring(from.lastIndexOf(' ') + 1);
        boolean differInOneNumber =
                to.startsWith(from.substring(0, last))
                        && to.substring(last).matches("\\S+ " + Pattern.quote(unit));
        if (!differInOneNumber || last > from.lastIndexOf(' ')) {
            return from + " – " + to;
        }
        String least = from.substring(last, from.lastIndexOf(' '));
        String most = to.substring(last, to.lastIndexOf(' '));
        return from.substring(0, last)
                + alike(least, most)
                + " – "
                + alike(most, least)
                + " "
                + unit;
    }

    /** The number with as many decimals as the other, when it is whole. */
    private static String alike(String number, String other) {
        int point = other.indexOf('.');
        return point < 0 || number.contains(".")
                ? number
                : number + "." + "0".repeat(other.length() - point - 1);
    }

    private static String quantity(Quantity quantity, RoundingMode mode) {
        return switch (quantity) {
            case Quantity.Time(Duration value) -> duration(value, mode);
            case Quantity.Count(long value) -> count(value);
            case Quantity.Part(double value) -> share(value, mode);
        };
    }

    private static String share(double share, RoundingMode mode) {
        return plain(BigDecimal.valueOf(share).movePointRight(2).setScale(2, mode)) + " %";
    }

    private static String duration(Duration duration, RoundingMode mode) {
        BigDecimal seconds =
                BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9));
        if (seconds.signum() == 0) {
            return "0 s";
        }
        if (seconds.abs().compareTo(TENTH_OF_SECOND) < 0) {
            return plain(seconds.movePointRight(3).setScale(1, mode)) + " ms";
        }
        BigDecimal hundredths = seconds.setScale(2, mode);
        return hundredths.abs().compareTo(MINUTE) < 0
                ? decimals(hundredths) + " s"
                : minutes(seconds.setScale(1, mode));
    }

    private static String minutes(BigDecimal seconds) {
        BigDecimal[] parts = seconds.abs().divideAndRemainder(MINUTE);
        long minutes = parts[0].longValueExact();
        String rest = decimals(parts[1]);
        String text =
                (seconds.signum() < 0 ? "-" : "")
                        + (minutes < 60 ? "" : minutes / 60 + " h ")
                        + (minutes % 60 == 0 ? "" : minutes % 60 + " min ")
                        + (rest.equals("0") ? "" : rest + " s");
        return text.strip();
    }

    /** Without decimals when whole; else with all of them, so that columns stay comparable. */
    private static String decimals(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                ? number.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : number.toPlainString();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
