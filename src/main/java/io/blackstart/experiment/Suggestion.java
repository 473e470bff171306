package io.blackstart.experiment;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Guesses what a value that is slightly wrong was meant to be. */
final class Suggestion {
    private static final Pattern QUANTITY =
            Pattern.compile(
                    "(\\d{1,6}(?:[.,]\\d{1,3})?)\\s*([A-Za-z%/]*)(?:\\s*(?:s|sec|second))?");

    /** What people write for a unit, and how it is written here. */
    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    Map.entry("", "s"),
                    Map.entry("sec", "s"),
                    Map.entry("secs", "s"),
                    Map.entry("second", "s"),
                    Map.entry("seconds", "s"),
                    Map.entry("min", "m"),
                    Map.entry("mins", "m"),
                    Map.entry("minute", "m"),
                    Map.entry("minutes", "m"),
                    Map.entry("hour", "h"),
                    Map.entry("hours", "h"),
                    Map.entry("msec", "ms"),
                    Map.entry("millis", "ms"));

    private Suggestion() {}

    /**
     * A better way to write a value.
     *
     * @param right the title of what is right: it says whether a duration, a share or a rate is
     */
    static Optional<String> forText(String text, String right) {
        return guess(text, right).filter(better -> !better.equals(text));
    }

    private static Optional<String> guess(String text, String right) {
        Matcher quantity = QUANTITY.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!quantity.matches()) {
            return Optional.empty();
        }
        String number = quantity.group(1).replace(',', '.');
        String unit = quantity.group(2);
        if (right.startsWith("a duration for the cloud")) {
            return DurationText.parse(number + UNITS.getOrDefault(unit, unit))
                    .filter(duration -> duration.toMinutes() >= 1)
                    .map(Object::toString);
        }
        if (right.startsWith("a duration")) {
            return Optional.of(number + UNITS.getOrDefault(unit, unit))
                    .filter(better -> DurationText.parse(better).isPresent())
                    .filter(better -> Double.parseDouble(number) > 0);
        }
        if (right.startsWith("a share")) {
            return Optional.of(number + "%").filter(better -> Share.parse(better).isPresent());
        }
        return right.startsWith("a rate") && Double.parseDouble(number) > 0
                ? Optional.of(number + "/s")
                : Optional.empty();
    }
}
