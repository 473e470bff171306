package io.blackstart.cli;

import java.io.Console;
import java.util.Optional;

/** What the output goes to. */
final class Terminal {
    private Terminal() {}

    /** Whether a person watches: then lines may be rewritten. */
    static boolean interactive() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && System.getenv("CI") == null;
    }

    /** Whether colours are wanted. */
    static boolean colours() {
        return interactive() && System.getenv("NO_COLOR") == null;
    }
}
