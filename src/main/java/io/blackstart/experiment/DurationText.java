package io.blackstart.experiment;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How files write a duration: {@code 150s}, {@code 2m30s}, {@code 45ms} or {@code PT150S}. */
public final class DurationText {
    private static final Pattern UNITS =
            Pattern.compile(
                    "(?=\\d)(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,8}(?:\\.\\d{1,9})?)s)?"
                            + "(?:(\\d{1,8})ms)?");
    private static final Pattern ISO =
            Pattern.compile("PT(?=\\d)(?:\\d{1,6}H)?(?:\\d{1,6}M)?(?:\\d{1,8}(?:\\.\\d{1,9})?S)?");

    private DurationText() {}

    /** The duration that a text says; nothing when it says none. Never negative. */
    public static Optional<Duration> parse(String text) {
        if (ISO.matcher(text).matches()) {
            return iso(text);
        }
        Matcher units = UNITS.matcher(text);
        if (!units.matches()) {
            return Optional.empty();
        }
        var iso = new StringBuilder("PT");
        for (int part = 1; part <= 3; part++) {
            if (units.group(part) != null) {
                iso.append(units.group(part)).append("HMS".charAt(part - 1));
            }
        }
        long millis = units.group(4) == null ? 0 : Long.parseLong(units.group(4));
        Optional<Duration> coarse =
                iso.length() == 2 ? Optional.of(Duration.ZERO) : iso(iso.toString());
        return coarse.map(duration -> duration.plusMillis(millis));
    }

    /** The shortest common way to write a duration; {@link #parse} reads it back. */
    public static String of(Duration duration) {
        if (duration.toNanos() % 1_000_000 != 0) {
            return duration.toString();
        }
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException tooLong) {
            // the pattern held, so only the size can be wrong: the caller says that it is none
            return Optional.empty();
        }
    }
}
