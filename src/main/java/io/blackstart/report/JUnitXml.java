package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.BudgetFinding;
import io.blackstart.verdict.Verdict.Finding;
import io.blackstart.verdict.Verdict.Outcome;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A verdict as JUnit's XML, which every CI service can show: one test case per budget, a failure
 * where it was missed, an error where it was not shown, skipped where the run was refused.
 */
public final class JUnitXml {
    private JUnitXml() {}

    /** The text of {@code junit.xml}. */
    public static String text(Verdict verdict) {
        boolean refused = verdict.outcome() == Outcome.REFUSED;
        String seconds = ChartData.plain(AllureResults.length(verdict).toNanos() / 1e9);
        String counts =
                "tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%s\""
                        .formatted(
                                verdict.budgets().size(),
                                refused ? 0 : having(verdict, Finding.MISSED),
                                refused ? 0 : having(verdict, Finding.UNKNOWN),
                                refused ? verdict.budgets().size() : 0,
                                seconds);
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="Blackstart" %s>
          <testsuite name="%s" %s timestamp="%s">
            <properties>
        %s    </properties>
        %s    <system-out>%s</system-out>
          </testsuite>
        </testsuites>
        """
                .formatted(
                        counts,
                        text(verdict.experiment().name()),
                        counts,
                        verdict.run().startedAt(),
                        properties(verdict),
                        verdict.budgets().stream()
                                .map(budget -> testCase(verdict, budget))
                                .collect(Collectors.joining()),
                        output(verdict));
    }

    private static long having(Verdict verdict, Finding finding) {
        return verdict.budgets().stream().filter(budget -> budget.finding() == finding).count();
    }

    private static String properties(Verdict verdict) {
        return List.of(
                        property("outcome", verdict.outcome().name()),
                        property("cloud", Wording.kind(verdict)),
                        property("run", verdict.run().id()),
                        property("commit", verdict.run().commit()),
                        property("experiment", verdict.experiment().file()))
                .stream()
                .collect(Collectors.joining());
    }

    private static String property(String name, String value) {
        return "      <property name=\"%s\" value=\"%s\"/>\n".formatted(name, text(value));
    }

    private static String testCase(Verdict verdict, BudgetFinding budget) {
        String head =
                "    <testcase classname=\"%s\" name=\"%s\" time=\"0\""
                        .formatted(
                                text(verdict.experiment().name()), text(Wording.promise(budget)));
        if (verdict.outcome() == Outcome.REFUSED) {
            return head
                    + ">\n      <skipped message=\""
                    + text(verdict.run().endedWhy())
                    + "\"/>\n    </testcase>\n";
        }
        return switch (budget.finding()) {
            case MET -> head + "/>\n";
            case MISSED -> head + ">\n" + trouble("failure", budget) + "    </testcase>\n";
            case UNKNOWN -> head + ">\n" + trouble("error", budget) + "    </testcase>\n";
        };
    }

    private static String trouble(String element, BudgetFinding budget) {
        String message =
                budget.finding() + ": " + Figures.measured(budget.measured()) + "; " + budget.why();
        return "      <%s type=\"%s\" message=\"%s\"/>\n"
                .formatted(element, budget.finding(), text(message));
    }

    private static String output(Verdict verdict) {
        return "\n"
                + ConsoleReport.text(verdict, "", false)
                        .lines()
                        .map(line -> line.isBlank() ? "" : text(line, false))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String text(String text) {
        return text(text, true);
    }

    /** Escaped, and without the characters that XML does not know. */
    private static String text(String text, boolean strip) {
        String indent =
                strip ? "" : text.substring(0, text.length() - text.stripLeading().length());
        return indent + Html.text(text.replaceAll("[\\uFFFE\\uFFFF\\p{Cs}]", "\uFFFD"));
    }
}
