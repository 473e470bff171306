package io.blackstart.experiment;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a whole.
 *
 * @param value 0 to 1
 */
public record Share(double value) {
    /** The whole. */
    public static final Share ALL = new Share(1);

    private static final Pattern TEXT = Pattern.compile("\\d{1,3}(\\.\\d{1,12})?%?");

    public Share {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a share lies between 0 % and 100 %, not " + value);
        }
    }

    /** The share that a text says, {@code 99.9%} or {@code 0.999}; nothing when it says none. */
    public static Optional<Share> parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal number =
                text.endsWith("%")
                        ? new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(2)
                        : new BigDecimal(text);
        return number.compareTo(BigDecimal.ONE) > 0
                ? Optional.empty()
                : Optional.of(new Share(number.doubleValue()));
    }

    /** In per cent, {@code 99.9%}; {@link #parse} reads it back. */
    public String text() {
        return BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros().toPlainString()
                + "%";
    }
}
