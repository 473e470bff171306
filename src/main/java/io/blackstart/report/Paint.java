package io.blackstart.report;

import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Outcome;

/**
 * ANSI colours, or none.
 *
 * @param on whether to colour at all
 */
record Paint(boolean on) {
    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;

    /** An outcome in the colour of its meaning. */
    String outcome(Outcome outcome, String text) {
        return switch (outcome) {
            case MET -> in(GREEN, text);
            case MISSED -> in(RED, text);
            case INCONCLUSIVE, REFUSED -> in(YELLOW, text);
        };
    }

    /** A finding in the colour of its meaning. */
    String finding(Finding finding, String text) {
        return switch (finding) {
            case MET -> in(GREEN, text);
            case MISSED -> in(RED, text);
            case UNKNOWN -> in(YELLOW, text);
        };
    }

    /** What must not be overlooked. */
    String alarm(String text) {
        return in(RED, text);
    }

    private String in(int colour, String text) {
        return on ? "\u001b[1;" + colour + "m" + text + "\u001b[0m" : text;
    }
}
