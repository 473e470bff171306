package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Diagnosis;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Trust;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A verdict on one screen: at most {@value #WIDTH} columns and {@value #LINES_MAX} lines of plain
 * text, to be read in a terminal or pasted into a chat.
 */
public final class ConsoleReport {
    private static final int WIDTH = 80;
    private static final int LINES_MAX = 40;
    private static final int LABEL = 12;
    private static final int WHY_LINES_MAX = 2;

    private final Verdict verdict;
    private final String folder;
    private final Paint paint;

    private ConsoleReport(Verdict verdict, String folder, Paint paint) {
        this.verdict = verdict;
        this.folder = folder;
        this.paint = paint;
    }

    /**
     * The screen, each line ended by a line feed.
     *
     * @param folder the run's folder as the reader would type it; empty where no files were written
     * @param colour whether to mark findings with ANSI colours as well; the words stay the same
     */
    public static String text(Verdict verdict, String folder, boolean colour) {
        return String.join("\n", new ConsoleReport(verdict, folder, new Paint(colour)).lines())
                + "\n";
    }

    /**
     * The verdict in one line without colour: outcome, experiment, kind of cloud (and its speed),
     * tally.
     */
    public static String firstLine(Verdict verdict) {
        return Wording.firstLine(verdict);
    }

    /** The sections; what is least needed is left out until the screen is not overfull. */
    private List<String> lines() {
        List<List<String>> screen =
                new ArrayList<>(
                        List.of(
                                head(),
                                leftBehind(),
                                budgets(2),
                                ConsoleTimeLine.lines(verdict),
                                facts(),
                                trust(),
                                diagnoses(),
                                cautions(),
                                files()));
        shorten(screen, 7, List.of());
        shorten(screen, 2, budgets(1));
        shorten(screen, 3, List.of());
        shorten(screen, 2, budgets(0));
        shorten(screen, 6, List.of());
        shorten(screen, 4, List.of());
        return screen.stream().flatMap(List::stream).limit(LINES_MAX).toList();
    }

    private static void shorten(List<List<String>> screen, int section, List<String> shorter) {
        if (length(screen) > LINES_MAX) {
            screen.set(section, shorter);
        }
    }

    private static int length(List<List<String>> screen) {
        return screen.stream().mapToInt(List::size).sum();
    }

    private List<String> head() {
        List<String> lines = new ArrayList<>();
        String first = Columns.cut(Wording.firstLine(verdict), WIDTH);
        String outcome = verdict.outcome().name();
        lines.add(paint.outcome(verdict.outcome(), outcome) + first.substring(outcome.length()));
        String run =
                "run "
                        + verdict.run().id()
                        + ", "
                        + Wording.moment(verdict.run().startedAt())
                        + ", commit "
                        + Columns.cut(verdict.run().commit(), 20);
        lines.addAll(
                Columns.wrap(Wording.oneLine(run) + ", " + Wording.ended(verdict), WIDTH, "  ", 3));
        return lines;
    }

    private List<String> leftBehind() {
        List<String> lines = new ArrayList<>();
        for (String left : verdict.leftBehind()) {
            lines.addAll(
                    Columns.wrap("STILL LEFT TO MEND: " + Wording.oneLine(left), WIDTH, "  ", 2));
        }
        if (!lines.isEmpty()) {
            lines.add(
                    "MEND IT WITH: ./blackstart recover" + (folder.isEmpty() ? "" : " " + folder));
        }
        return lines.stream().map(paint::alarm).toList();
    }

    private List<String> budgets(int whyLinesMax) {
        List<String> lines = new ArrayList<>(List.of(""));
        if (!verdict.budgets().isEmpty()) {
            lines.add(row("budget", "limit", "measured", "finding"));
        }
        for (BudgetFinding budget : verdict.budgets()) {
            String row =
                    row(
                            Wording.budget(budget),
                            "≤ " + Figures.quantity(budget.budget()),
                            Figures.measured(budget.measured()),
                            "");
            lines.add(row + " " + paint.finding(budget.finding(), budget.finding().name()));
            if (budget.finding() != Finding.MET && whyLinesMax > 0) {
                lines.addAll(
                        Columns.wrap(
                                "  " + Wording.oneLine(budget.why()), WIDTH, "  ", whyLinesMax));
            }
        }
        return lines;
    }

    private static String row(String budget, String limit, String measured, String finding) {
        String row =
                Columns.pad(budget, 29)
                        + " "
                        + Columns.pad(limit, 12)
                        + " "
                        + Columns.pad(measured, 28);
        return finding.isEmpty() ? row : row + " " + finding;
    }

    private List<String> facts() {
        if (verdict.requests().due() == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(fact("clients back", clientsBack()));
        lines.addAll(fact("requests", Sentences.requests(verdict.requests())));
        lines.addAll(fact("attempts", Sentences.attempts(verdict.requests())));
        lines.addAll(fact("dropped as", Sentences.classes(verdict.requests().classes())));
        lines.addAll(fact("writes", Sentences.writes(verdict.writes())));
        return lines;
    }

    private String clientsBack() {
        return ClientShares.of(verdict).stream()
                .map(back ->
                        Columns.glued(
                                Figures.share(back.share())
                                        + " "
                                        + Figures.interval(back.least(), back.most())))
                .collect(Collectors.joining(" · "));
    }

    private List<String> trust() {
        Trust trust = verdict.trust();
        List<String> lines = new ArrayList<>();
        if (verdict.requests().due() > 0) {
            lines.addAll(fact("trust", Sentences.trust(trust)));
        }
        trust.why()
                .forEach(why ->
                        lines.addAll(
                                Columns.wrap(
                                        "  doubt: " + Wording.oneLine(why),
                                        WIDTH,
                                        "    ",
                                        WHY_LINES_MAX)));
        return lines;
    }

    private List<String> cautions() {
        List<String> lines = new ArrayList<>();
        for (String caution : verdict.trust().cautions()) {
            lines.addAll(
                    Columns.wrap(
                            "  caution: " + Wording.oneLine(caution),
                            WIDTH,
                            "    ",
                            WHY_LINES_MAX));
        }
        return lines;
    }

    private List<String> diagnoses() {
        List<String> lines = new ArrayList<>();
        for (Diagnosis diagnosis : verdict.diagnoses()) {
            lines.addAll(
                    Columns.wrap(
                            "→ " + Wording.oneLine(diagnosis.says()) + " [" + diagnosis.id() + "]",
                            WIDTH,
                            "  ",
                            WHY_LINES_MAX));
        }
        return lines;
    }

    private List<String> files() {
        return folder.isEmpty()
                ? List.of()
                : List.of(
                        "",
                        Columns.cut(folder + "/", WIDTH),
                        "  report.html, verdict.json, allure-results/, junit.xml, summary.md");
    }

    private static List<String> fact(String label, String text) {
        return text.isEmpty()
                ? List.of()
                : Columns.wrap(
                        Columns.pad(label, LABEL) + "  " + Wording.oneLine(text),
                        WIDTH,
                        " ".repeat(LABEL + 2),
                        3);
    }
}
