package io.blackstart.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

final class HtmlReportTest {
    private static final String FOLDER = "reports/first-drill/20261122-031500-7c1e";
    private static final int BYTES_MAX = 400_000;
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)\\b([^>]*)>");
    private static final Set<String> WITHOUT_END = Set.of("meta", "br", "rect", "link");

    private static String page(Verdict verdict) {
        return HtmlReport.page(verdict, FOLDER);
    }

    /** The page without what is ours alone: the style and the code of the script. */
    private static String content(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("(?s)<script>.*</script>", "");
    }

    @Test
    void holdsEveryBudgetAndMilestone() {
        for (Verdict verdict : Verdicts.all()) {
            String page = page(verdict);
            verdict.budgets()
                    .forEach(budget -> {
                        assertTrue(
                                page.contains("<code>" + Html.text(budget.name()) + "</code>"),
                                budget::name);
                        assertTrue(page.contains(Html.text(budget.why())), budget::why);
                    });
            FaultClock clock = FaultClock.of(verdict);
            verdict.milestones()
                    .forEach(milestone -> {
                        assertTrue(
                                page.contains(
                                        "<th scope=\"row\">"
                                                + Wording.milestone(milestone.name())
                                                + "</th>"));
                        assertTrue(page.contains(">" + clock.since(milestone).text() + "</span>"));
                    });
        }
    }

    @Test
    void saysTheSpeedOfASandboxFirst() {
        String page = page(Verdicts.met());

        assertTrue(page.contains("<title>MET · First drill · sandbox, speed 10"), page);
        assertTrue(page.contains("<strong>MET</strong> · sandbox, speed 10</p>"), page);
    }

    @Test
    void letsNoWordsBreakOut() {
        String page = page(Verdicts.hostile());

        assertFalse(page.contains("alert('1')</script>"));
        assertFalse(content(page).contains("<b>"));
        assertEquals(2, count(page, "<script"));
        assertEquals(2, count(page, "</script>"));
    }

    @Test
    void loadsNothing() {
        for (Verdict verdict : Verdicts.all()) {
            String page = page(verdict);
            assertFalse(
                    Pattern.compile("<(link|img|iframe|script)[^>]+(src|href)=")
                            .matcher(page)
                            .find());
            assertFalse(page.contains("@import"));
            assertFalse(page.contains("url("));
            assertTrue(page.contains("default-src 'none'"));
            assertFalse(content(page).matches("(?s).*https?://.*"));
        }
    }

    @Test
    void closesEveryElementThatItOpens() {
        for (Verdict verdict : Verdicts.all()) {
            Deque<String> open = new ArrayDeque<>();
            Matcher tags = TAG.matcher(content(page(verdict)));
            while (tags.find()) {
                String name = tags.group(2).toLowerCase(Locale.ROOT);
                if (tags.group(1).isEmpty() && !WITHOUT_END.contains(name)) {
                    open.push(name);
                } else if (!tags.group(1).isEmpty()) {
                    assertEquals(open.pop(), name);
                }
            }
            assertTrue(open.isEmpty(), open::toString);
        }
    }

    @Test
    void isSmallAndTheSameEveryTime() {
        for (Verdict verdict : Verdicts.all()) {
            byte[] page = page(verdict).getBytes(StandardCharsets.UTF_8);
            assertTrue(page.length < BYTES_MAX, () -> page.length + " bytes");
            assertEquals(page(verdict), page(verdict));
        }
    }

    @Test
    void drawsALongRunInFewerBins() {
        Verdict sixHours = Verdicts.with(Verdicts.met(), Curves.constant(21_600));

        ChartData data = ChartData.of(sixHours);

        assertTrue(data.x().size() <= 1_000);
        assertEquals(
                List.of(200.0), data.series().getFirst().values().stream().distinct().toList());
        assertTrue(page(sixHours).length() < BYTES_MAX);
    }

    /** The pages to be looked at in a browser: {@code -Dreport.preview=FOLDER}. */
    @Test
    @EnabledIfSystemProperty(named = "report.preview", matches = ".+")
    void isWrittenForEyes() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("report.preview", "")));
        int number = 0;
        for (Verdict verdict : Verdicts.all()) {
            Files.writeString(folder.resolve(++number + ".html"), page(verdict));
            Reports.write(folder.resolve("run-" + number), verdict);
        }
        assertEquals(Verdicts.all().size(), number);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
