package io.blackstart.report;

import io.blackstart.verdict.Verdict;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A verdict as one self-contained page: nothing is loaded from anywhere, all figures stand in
 * tables that need no script, and the charts are drawn from the same figures.
 */
public final class HtmlReport {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private HtmlReport() {}

    /**
     * The page.
     *
     * @param folder the run's folder as the reader would type it
     */
    public static String page(Verdict verdict, String folder) {
        String script = read(UPLOT + "uPlot.iife.min.js") + "\n" + read("report.js");
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s%s</style>
        </head>
        <body>
        %s<main>
        %s</main>
        %s<script type="application/json" id="data">%s</script>
        <script>%s</script>
        </body>
        </html>
        """
                .formatted(
                        sha256(script),
                        Html.text(Wording.firstLine(verdict)),
                        read(UPLOT + "uPlot.min.css"),
                        read("report.css"),
                        banner(verdict, folder),
                        sections(verdict, folder),
                        footer(verdict),
                        Html.json(HtmlCharts.data(verdict)),
                        script);
    }

    private static String banner(Verdict verdict, String folder) {
        String outcome = verdict.outcome().name();
        return """
        <header class="banner %s">
        <p class="outcome"><strong>%s</strong> · %s</p>
        <h1>%s</h1>
        <p class="hypothesis">%s</p>
        <p class="quiet">%s · run %s · %s · commit %s</p>
        %s%s</header>
        """
                .formatted(
                        outcome.toLowerCase(Locale.ROOT),
                        outcome,
                        Html.text(Wording.kind(verdict)),
                        Html.text(verdict.experiment().name()),
                        Html.text(verdict.experiment().hypothesis()),
                        Html.text(Wording.tally(verdict)),
                        Html.text(verdict.run().id()),
                        Html.text(Wording.moment(verdict.run().startedAt())),
                        Html.text(verdict.run().commit()),
                        ended(verdict),
                        leftBehind(verdict.leftBehind(), folder));
    }

    private static String ended(Verdict verdict) {
        return verdict.run().ended().equals("completed")
                ? ""
                : "<p class=\"ended\">The run did not complete. "
                        + Html.text(Wording.ended(verdict))
                        + "</p>\n";
    }

    private static String leftBehind(List<String> left, String folder) {
        if (left.isEmpty()) {
            return "";
        }
        return """
        <div class="alarm" role="alert"><strong>STILL LEFT TO MEND</strong>
        <ul>
        %s</ul>
        <p>Mend it with: <code>./blackstart recover %s</code></p></div>
        """
                .formatted(HtmlTrust.items(left), Html.text(folder));
    }

    private static String sections(Verdict verdict, String folder) {
        return Html.section("budgets", "Budgets", HtmlBudgets.table(verdict))
                + Html.section("why", "What stood out", HtmlTrust.diagnoses(verdict))
                + Html.section(
                        "time-line", "The run, second by second", HtmlCharts.timeLine(verdict))
                + Html.section("clients", "Clients back", HtmlCharts.clientsBack(verdict))
                + Html.section(
                        "milestones", "Where the seconds went", HtmlMilestones.table(verdict))
                + Html.section("requests", "Requests", HtmlLedgers.requests(verdict))
                + Html.section("writes", "Writes", HtmlLedgers.writes(verdict))
                + Html.section("trust", "Can I believe it?", HtmlTrust.believe(verdict))
                + Html.section(
                        "proves", "What a sandbox proves, and what not", HtmlTrust.proves(verdict))
                + Html.section("again", "Judge it again", HtmlTrust.again(folder));
    }

    private static String footer(Verdict verdict) {
        return "<footer class=\"quiet\">Blackstart · "
                + Html.text(Wording.firstLine(verdict))
                + "</footer>\n";
    }

    private static String read(String resource) {
        try (InputStream stream = HtmlReport.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
