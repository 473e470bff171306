package io.blackstart.calibrate;

import io.blackstart.calibrate.Score.Edge;
import io.blackstart.calibrate.Score.Edges;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A trial, and its figures, in words. */
final class Lines {
    private Lines() {}

    /** One line for the console. */
    static String line(Score score) {
        Script script = score.script();
        List<String> said = new ArrayList<>();
        for (Edges edges : score.outages()) {
            said.add("began " + edge(edges.began()) + ", ended " + edge(edges.ended()));
        }
        for (Edge flip : score.flip()) {
            said.add("DNS flip " + edge(flip));
        }
        if (score.missed() > 0) {
            said.add(score.missed() + " outages not seen");
        }
        if (score.invented() > 0) {
            said.add(score.invented() + " outages that were none");
        }
        said.addAll(score.faults());
        if (score.stalls() > 0) {
            said.add("this machine stood still " + score.stalls() + " times");
        }
        return "%-28s %7s %-6s %s: %s"
                .formatted(
                        script.text(),
                        seconds(script.lasts()),
                        share(script.errors()),
                        score.agrees() ? "agrees" : "DIFFERS",
                        String.join("; ", said));
    }

    /** An error in milliseconds, and whether the truth lies inside. */
    static String edge(Edge edge) {
        return millis(edge.errorNanos()) + (edge.inside() ? "" : " OUTSIDE");
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%+.1f ms", nanos / 1e6);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    static String share(double share) {
        return share <= 0 ? "0" : String.format(Locale.ROOT, "%.2f%%", share * 100);
    }
}
