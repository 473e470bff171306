package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Milestone;
import io.blackstart.verdict.Verdict.TimeLine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The run on one line of columns: requests served by each region and dropped as sparklines, the
 * milestones as numbered marks under them.
 */
final class ConsoleTimeLine {
    private static final String LEVELS = " ▁▂▃▄▅▆▇█";
    private static final String MARKS = "123456789abcdefghijklmnopqrstuvwxyz";
    private static final int LABEL = 12;
    private static final int COLUMNS = 64;
    private static final int WIDTH = 80;
    private static final int LISTED_LINES_MAX = 6;

    private final TimeLine charts;
    private final FaultClock clock;
    private final int columns;

    private ConsoleTimeLine(Verdict verdict) {
        this.charts = verdict.charts();
        this.clock = FaultClock.of(verdict);
        this.columns = Math.min(COLUMNS, Math.max(1, charts.bins()));
    }

    /** The lines, the first one blank; none when there is neither load nor milestone. */
    static List<String> lines(Verdict verdict) {
        ConsoleTimeLine timeLine = new ConsoleTimeLine(verdict);
        List<Milestone> milestones = FaultClock.headline(verdict);
        List<Milestone> come =
                milestones.stream().filter(milestone -> milestone.most().isPresent()).toList();
        List<String> lines = new ArrayList<>();
        if (verdict.charts().bins() > 0) {
            lines.addAll(timeLine.sparklines());
            lines.add(label("") + timeLine.marks(come).stripTrailing());
        }
        lines.addAll(timeLine.legend(come));
        lines.addAll(timeLine.missing(milestones, Wording.notSeen(verdict)));
        if (!lines.isEmpty()) {
            lines.addFirst("");
        }
        return lines;
    }

    private List<String> sparklines() {
        long[] active = columns(served(charts.activeRegion()));
        long[] passive = columns(served(charts.passiveRegion()));
        long[] dropped = columns(RequestsPerBin.sum(charts.dropped().values(), charts.bins()));
        long most = Math.max(1, Math.max(Math.max(max(active), max(passive)), max(dropped)));
        List<String> lines = new ArrayList<>();
        lines.add(label(charts.activeRegion()) + sparkline(active, most));
        lines.add(label(charts.passiveRegion()) + sparkline(passive, most));
        lines.add(label("dropped") + sparkline(dropped, most));
        return lines.stream().map(String::stripTrailing).toList();
    }

    private List<Long> served(String region) {
        return charts.served().getOrDefault(region, List.of());
    }

    private long[] columns(List<Long> bins) {
        long[] sums = new long[columns];
        long[] counted = new long[columns];
        for (int bin = 0; bin < Math.min(bins.size(), charts.bins()); bin++) {
            int column = (int) ((long) bin * columns / charts.bins());
            sums[column] += bins.get(bin);
            counted[column]++;
        }
        for (int column = 0; column < columns; column++) {
            // the mean, rounded up: columns hold one bin more or less
            sums[column] = Math.ceilDiv(sums[column], Math.max(1, counted[column]));
        }
        return sums;
    }

    private static long max(long[] columns) {
        return Arrays.stream(columns).max().orElse(0);
    }

    /** Anything above zero shows: one lost request must not look like none. */
    private static String sparkline(long[] columns, long most) {
        StringBuilder line = new StringBuilder();
        for (long column : columns) {
            long level = (column * (LEVELS.length() - 1) + most - 1) / most;
            line.append(LEVELS.charAt((int) level));
        }
        return line.toString();
    }

    private String marks(List<Milestone> milestones) {
        StringBuilder line = new StringBuilder("·".repeat(columns));
        for (int i = Math.min(milestones.size(), MARKS.length()) - 1; i >= 0; i--) {
            int column = column(milestones.get(i).least());
            if (column >= 0 && column < columns) {
                line.setCharAt(column, MARKS.charAt(i)); // of several in one column the first shows
            }
        }
        return line.toString();
    }

    private int column(Duration offset) {
        long bin =
                Math.floorDiv(
                        offset.minus(charts.start()).toNanos(),
                        Math.max(1, charts.binWidth().toNanos()));
        return (int) Math.floorDiv(bin * columns, (long) charts.bins());
    }

    private List<String> legend(List<Milestone> come) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < Math.min(come.size(), MARKS.length()); i++) {
            entries.add(MARKS.charAt(i) + " " + entry(come.get(i)));
        }
        return listed(clock.fault() ? "since fault" : "since start", entries);
    }

    private List<String> missing(List<Milestone> milestones, List<String> notSeen) {
        List<String> entries = new ArrayList<>();
        milestones.stream()
                .filter(milestone -> milestone.most().isEmpty())
                .forEach(milestone -> entries.add(entry(milestone)));
        notSeen.forEach(name -> entries.add(name + " not seen"));
        return listed("missing", entries);
    }

    private String entry(Milestone milestone) {
        return Wording.milestone(milestone) + " " + clock.since(milestone).roughly();
    }

    /** The entries after a heading; a line breaks only between them. */
    private static List<String> listed(String heading, List<String> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<String> glued = entries.stream().map(entry -> Columns.glued(entry + " ·")).toList();
        String text = String.join(" ", glued);
        return Columns.wrap(
                label(heading) + text.substring(0, text.length() - 2),
                WIDTH,
                " ".repeat(LABEL + 2),
                LISTED_LINES_MAX);
    }

    private static String label(String text) {
        return Columns.pad(text, LABEL) + "  ";
    }
}
