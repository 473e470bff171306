package io.blackstart.calibrate;

import io.blackstart.calibrate.Score.Edge;
import io.blackstart.calibrate.Score.Edges;
import io.blackstart.sandbox.range.Trouble;

import java.util.List;
import java.util.Locale;

/** A strip for each shape of outage with a dot for each begin and each end, by its error. */
final class CalibrationPicture {
    private static final int WIDTH = 760;
    private static final int LEFT = 150;
    private static final int ROW = 44;
    private static final int TOP = 60;
    private static final double MILLIS_EACH_WAY = 100;

    private CalibrationPicture() {}

    /** A picture of its own, readable on light and dark ground. */
    static String svg(List<Score> scores) {
        int bottom = TOP + ROW * Trouble.values().length;
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="%d" y="22" fill="#222222">Error of the measured instant, in ms (dots at the rim lie beyond it)</text>
                <circle cx="%d" cy="38" r="4" fill="#1f6fb2" fill-opacity="0.6"/><text x="%d" y="42" fill="#222222">begin</text>
                <circle cx="%d" cy="38" r="4" fill="#d1660a" fill-opacity="0.6"/><text x="%d" y="42" fill="#222222">end</text>
                """
                        .formatted(
                                WIDTH,
                                bottom + 36,
                                LEFT,
                                LEFT + 6,
                                LEFT + 16,
                                LEFT + 76,
                                LEFT + 86));
        for (int millis = -100; millis <= 100; millis += 50) {
            svg.append(
                    """
                    <line x1="%1$.1f" x2="%1$.1f" y1="%2$d" y2="%3$d" stroke="%4$s"/>
                    <text x="%1$.1f" y="%5$d" text-anchor="middle" fill="#555555">%6$+d</text>
                    """
                            .formatted(
                                    x(millis * 1e6),
                                    TOP,
                                    bottom,
                                    millis == 0 ? "#888888" : "#dddddd",
                                    bottom + 18,
                                    millis));
        }
        int row = 0;
        for (Trouble trouble : Trouble.values()) {
            int y = TOP + row++ * ROW;
            svg.append(
                    "<text x=\"8\" y=\"%d\" fill=\"#222222\">%s</text>%n"
                            .formatted(y + 26, trouble.text()));
            for (Score score : scores) {
                if (score.script() instanceof Script.Outage outage && outage.trouble() == trouble) {
                    for (Edges edges : score.outages()) {
                        dot(svg, edges.began(), y + 15, "#1f6fb2");
                        dot(svg, edges.ended(), y + 29, "#d1660a");
                    }
                }
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void dot(StringBuilder svg, Edge edge, int y, String colour) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%d\" r=\"4\" fill=\"%s\""
                                + " fill-opacity=\"0.6\"/>%n",
                        x((double) edge.errorNanos()),
                        y,
                        colour));
    }

    private static double x(double nanos) {
        double half = (WIDTH - LEFT - 30) / 2.0;
        double clamped = Math.clamp(nanos / 1e6, -MILLIS_EACH_WAY, MILLIS_EACH_WAY);
        return LEFT + half + clamped / MILLIS_EACH_WAY * half;
    }
}
