package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Milestone;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A verdict as GitHub-flavoured Markdown, for a job's summary. */
public final class JobSummary {
    private JobSummary() {}

    /**
     * The text of {@code summary.md}.
     *
     * @param folder the run's folder as the reader would type it
     */
    public static String text(Verdict verdict, String folder) {
        return List.of(
                        head(verdict),
                        leftBehind(verdict, folder),
                        budgets(verdict),
                        milestones(verdict),
                        missing(verdict),
                        facts(verdict),
                        list(
                                "What stood out",
                                verdict.diagnoses().stream()
                                        .map(diagnosis ->
                                                diagnosis.says() + " (" + diagnosis.id() + ")")
                                        .toList()),
                        list("What speaks against the measurement", verdict.trust().why()),
                        list("What else to know of the measuring", verdict.trust().cautions()),
                        "Run folder: `" + folder.replace('`', '\'') + "`\n")
                .stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String head(Verdict verdict) {
        return "## "
                + markdown(Wording.firstLine(verdict))
                + "\n\n"
                + markdown(verdict.experiment().hypothesis())
                + "\n\n"
                + "Run "
                + markdown(verdict.run().id())
                + ", "
                + Wording.moment(verdict.run().startedAt())
                + ", commit "
                + markdown(verdict.run().commit())
                + ", "
                + markdown(Wording.ended(verdict))
                + "\n";
    }

    private static String leftBehind(Verdict verdict, String folder) {
        return verdict.leftBehind().isEmpty()
                ? ""
                : list("STILL LEFT TO MEND", verdict.leftBehind())
                        + "\nMend it with `./blackstart recover "
                        + folder.replace('`', '\'')
                        + "`.\n";
    }

    private static String budgets(Verdict verdict) {
        return table(
                "| Budget | Promised | Measured | Finding | Why |\n|---|---:|---:|---|---|\n",
                verdict.budgets().stream()
                        .map(budget ->
                                row(
                                        markdown(Wording.budget(budget)),
                                        "≤ " + Figures.quantity(budget.budget()),
                                        Figures.measured(budget.measured()),
                                        sign(budget.finding()),
                                        markdown(budget.why())))
                        .toList());
    }

    private static String sign(Verdict.Finding finding) {
        return switch (finding) {
            case MET -> "✅ MET";
            case MISSED -> "❌ MISSED";
            case UNKNOWN -> "❔ UNKNOWN";
        };
    }

    private static String milestones(Verdict verdict) {
        FaultClock clock = FaultClock.of(verdict);
        return table(
                "| Milestone | After " + clock.zero() + " |\n|---|---:|\n",
                verdict.milestones().stream()
                        .sorted(Comparator.comparing(Milestone::least))
                        .map(milestone ->
                                row(
                                        markdown(Wording.milestone(milestone)),
                                        clock.since(milestone).text()))
                        .toList());
    }

    private static String missing(Verdict verdict) {
        List<String> names = Wording.notSeen(verdict);
        return names.isEmpty() ? "" : "Not seen at all: " + String.join(", ", names) + "\n";
    }

    private static String facts(Verdict verdict) {
        if (verdict.requests().due() == 0) {
            return "";
        }
        String dropped = Sentences.classes(verdict.requests().classes());
        String writes = Sentences.writes(verdict.writes());
        return "- Requests: "
                + Sentences.requests(verdict.requests())
                + "\n"
                + (dropped.isEmpty() ? "" : "- Dropped as: " + markdown(dropped) + "\n")
                + (writes.isEmpty() ? "" : "- Writes: " + markdown(writes) + "\n")
                + "- Measured with: "
                + markdown(Sentences.trust(verdict.trust()))
                + "\n";
    }

    private static String list(String heading, List<String> texts) {
        return texts.isEmpty()
                ? ""
                : "**"
                        + heading
                        + "**\n\n"
                        + texts.stream()
                                .map(text -> "- " + markdown(text) + "\n")
                                .collect(Collectors.joining());
    }

    private static String table(String head, List<String> rows) {
        return rows.isEmpty() ? "" : head + String.join("", rows);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** Text that Markdown takes as text. */
    private static String markdown(String text) {
        return Wording.oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("([\\\\`*_\\[\\]#|~])", "\\\\$1");
    }
}
