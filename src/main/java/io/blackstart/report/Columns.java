package io.blackstart.report;

import java.util.ArrayList;
import java.util.List;

/** Text fitted to a terminal's columns, one character a column. */
final class Columns {
    private static final String MORE = "…";
    private static final char GLUE = '\u00a0';

    private Columns() {}

    /** The text, cut with an ellipsis when it is longer than {@code width}. */
    static String cut(String text, int width) {
        String safe = printable(text);
        return safe.length() <= width ? safe : safe.substring(0, width - 1).stripTrailing() + MORE;
    }

    /** The text with its spaces glued, so that {@link #wrap} does not break it. */
    static String glued(String text) {
        return text.replace(' ', GLUE);
    }

    /** Without line breaks and control characters, which would break the line or the terminal. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", " ");
    }

    /** The text in exactly {@code width} columns. */
    static String pad(String text, int width) {
        String fitting = cut(text, width);
        return fitting + " ".repeat(width - fitting.length());
    }

    /**
     * The text broken at spaces into lines of at most {@code width} columns, the second and later
     * ones after {@code indent}; what needs more than {@code linesMax} lines ends in an ellipsis.
     */
    static List<String> wrap(String text, int width, String indent, int linesMax) {
        List<String> lines = new ArrayList<>();
        String rest = printable(text);
        while (rest.length() > width && lines.size() < linesMax - 1) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > indent.length() ? space : width;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = indent + rest.substring(end).stripLeading();
        }
        lines.add(cut(rest, width).stripTrailing());
        return lines.stream().map(line -> line.replace(GLUE, ' ')).toList();
    }
}
