package io.blackstart.cli;

import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Lines that change. On a terminal they are rewritten in place; elsewhere they are printed, with
 * the time, when they say something new.
 */
final class StatusLines {
    private final PrintWriter out;
    private final boolean rewrite;
    private List<String> shown = List.of();

    StatusLines(PrintWriter out, boolean rewrite) {
        this.out = out;
        this.rewrite = rewrite;
    }

    void show(List<String> lines, LocalTime now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS) + "  ";
        if (rewrite) {
            if (!shown.isEmpty()) {
                out.print("\u001b[" + shown.size() + "A");
            }
            lines.forEach(line -> out.println("\r\u001b[K" + time + line));
        } else if (!lines.equals(shown)) {
            lines.forEach(line -> out.println(time + line));
        }
        shown = List.copyOf(lines);
        out.flush();
    }
}
