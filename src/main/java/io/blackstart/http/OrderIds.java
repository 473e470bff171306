package io.blackstart.http;

import java.util.OptionalLong;

/**
 * The text of the ids that a run writes: unique, and numbered densely.
 *
 * @param run the run's id, the prefix of its own orders; the warm-up's have another prefix, so that
 *     no list mixes them
 */
public record OrderIds(String run) {
    /** The prefix of the run's own orders. */
    public String prefix() {
        return run + "-";
    }

    /** The text of an order's number; negative numbers are the warm-up's. */
    public String text(long number) {
        return number >= 0 ? prefix() + number : "w" + prefix() + (-number - 1);
    }

    /** The number of one of the run's own orders, or nothing when the text is not one. */
    public OptionalLong number(String text) {
        if (!text.startsWith(prefix())) {
            return OptionalLong.empty();
        }
        String digits = text.substring(prefix().length());
        boolean plain =
                !digits.isEmpty()
                        && digits.length() < 19
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
