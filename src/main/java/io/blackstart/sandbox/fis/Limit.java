package io.blackstart.sandbox.fis;

import static io.blackstart.sandbox.fis.action.Faults.invalid;

import java.util.regex.Pattern;

/**
 * What AWS's model allows a text to be.
 *
 * @param least characters
 * @param most characters
 */
record Limit(int least, int most, Pattern pattern) {
    private static final Pattern ANY = Pattern.compile("[\\s\\S]*");
    private static final Pattern NO_SPACE = Pattern.compile("\\S*");

    static final Limit NAME = word(1, 64);
    static final Limit ACTION_ID = word(1, 128);
    static final Limit ACTION_VALUE = word(1, 1024);
    static final Limit RESOURCE_TYPE = word(1, 128);
    static final Limit ARN = word(20, 2048);
    static final Limit TOKEN = word(1, 1024);
    static final Limit ACCOUNT = word(12, 48);
    static final Limit BUCKET = word(3, 63);
    static final Limit FILTER_PATH = word(1, 256);
    static final Limit FILTER_VALUE = word(1, 128);
    static final Limit TAG_KEY = text(1, 128);
    static final Limit TAG_VALUE = text(0, 256);
    static final Limit DESCRIPTION = text(1, 512);
    static final Limit ALARM = text(20, 2048);
    static final Limit TARGET_VALUE =
            new Limit(1, 1024, Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"));

    /** AWS's model sets no bound to it. */
    static final Limit REASON = text(1, 512);

    static Limit text(int least, int most) {
        return new Limit(least, most, ANY);
    }

    static Limit word(int least, int most) {
        return new Limit(least, most, NO_SPACE);
    }

    /** The text, if it is allowed. */
    String check(String where, String text) {
        if (text.length() < least || text.length() > most) {
            throw invalid(
                    "%s has %d to %d characters, not %d"
                            .formatted(where, least, most, text.length()));
        }
        if (!pattern.matcher(text).matches()) {
            throw invalid("%s does not match %s: %s".formatted(where, pattern, text));
        }
        return text;
    }
}
