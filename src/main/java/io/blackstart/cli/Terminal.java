package io.blackstart.cli;

/** What the output goes to. */
final class Terminal {
    private Terminal() {}

    /** Whether a person watches: then lines may be rewritten. */
    static boolean interactive() {
        return System.console().isTerminal() && System.getenv("CI") == null;
    }

    /** Whether colours are wanted. */
    static boolean colours() {
        return interactive() && System.getenv("NO_COLOR") == null;
    }
}
