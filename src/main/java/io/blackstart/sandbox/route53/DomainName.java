package io.blackstart.sandbox.route53;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * Domain names as Route 53 writes them: lower case, with a trailing dot, and every character but
 * letters, digits, hyphens and underscores as an octal escape, so that a wildcard begins with
 * {@code \052}.
 */
final class DomainName {
    private static final int OCTAL_DIGITS = 3;
    private static final int ASCII_MAX = 0x7f;

    private DomainName() {}

    /** The one way in which a name is written, whichever way a client wrote it. */
    static String canonical(String text) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscape(text, i)) {
                append(name, (char) Integer.parseInt(text, i + 1, i + 1 + OCTAL_DIGITS, 8), true);
                i += OCTAL_DIGITS;
            } else {
                append(name, c, false);
            }
        }
        if (name.isEmpty() || name.charAt(name.length() - 1) != '.') {
            name.append('.');
        }
        return name.toString();
    }

    private static boolean isEscape(String text, int at) {
        if (text.charAt(at) != '\\' || at + OCTAL_DIGITS >= text.length()) {
            return false;
        }
        for (int i = at + 1; i <= at + OCTAL_DIGITS; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '7') {
                return false;
            }
        }
        return text.charAt(at + 1) <= '3';
    }

    private static void append(StringBuilder name, char c, boolean escaped) {
        if (c >= 'A' && c <= 'Z') {
            name.append((char) (c - 'A' + 'a'));
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
            name.append(c);
        } else if ((c == '.' && !escaped) || (c > ASCII_MAX && !escaped)) {
            // what is not ASCII cannot be a name; it stays readable for the message that says so
            name.append(c);
        } else {
            name.append('\\').append("%03o".formatted((int) c));
        }
    }

    /**
     * The name as it goes over the wire.
     *
     * @param canonical with its trailing dot
     * @throws TextParseException when no such name can exist: a label or the whole is too long, or
     *     empty
     */
    static Name dns(String canonical) throws TextParseException {
        StringBuilder decimal = new StringBuilder();
        for (int i = 0; i < canonical.length(); i++) {
            char c = canonical.charAt(i);
            if (isEscape(canonical, i)) {
                int code = Integer.parseInt(canonical, i + 1, i + 1 + OCTAL_DIGITS, 8);
                decimal.append('\\').append("%03d".formatted(code));
                i += OCTAL_DIGITS;
            } else if (c == '\\' || c > ASCII_MAX) {
                throw new TextParseException(canonical + " has a character that no name can have");
            } else {
                decimal.append(c);
            }
        }
        return Name.fromString(decimal.toString(), Name.root);
    }
}
