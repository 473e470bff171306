package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Trust;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a reviewer asks: can I believe it, what does it prove, and how do I judge it again. */
final class HtmlTrust {
    private HtmlTrust() {}

    static String believe(Verdict verdict) {
        Trust trust = verdict.trust();
        List<Html.Pair> pairs = new ArrayList<>();
        if (verdict.requests().due() > 0) {
            pairs.add(new Html.Pair("Achieved rate", Figures.rate(trust.achievedRate())));
            pairs.add(
                    new Html.Pair(
                            "Dispatch lag, 99th percentile",
                            Figures.duration(trust.dispatchLagP99())));
            pairs.add(new Html.Pair("Stalls of our own", Figures.count(trust.harnessStalls())));
            pairs.add(new Html.Pair("Control", trust.controlHealthy() ? "healthy" : "unhealthy"));
            pairs.addAll(watching(trust));
        }
        pairs.add(
                new Html.Pair(
                        "Run",
                        Html.text(verdict.run().id()) + ", " + Html.text(Wording.ended(verdict))));
        pairs.add(new Html.Pair("Commit", code(verdict.run().commit())));
        pairs.add(
                new Html.Pair(
                        "Experiment",
                        code(verdict.experiment().file())
                                + "<br><small>sha256 "
                                + code(verdict.experiment().sha256())
                                + "</small>"));
        pairs.add(
                new Html.Pair(
                        "Evidence",
                        code("evidence.ndjson.gz")
                                + "<br><small>sha256 "
                                + code(verdict.run().evidenceSha256())
                                + "</small>"));
        return doubts(trust) + Html.pairs(pairs);
    }

    private static List<Html.Pair> watching(Trust trust) {
        List<Html.Pair> pairs = new ArrayList<>();
        pairs.add(new Html.Pair("Seen from", Html.text(trust.seenFrom())));
        String harness = Sentences.harness(trust);
        if (!harness.isEmpty()) {
            pairs.add(new Html.Pair("This machine", Html.text(harness)));
        }
        if (!trust.clocks().isEmpty()) {
            pairs.add(
                    new Html.Pair(
                            "Other clocks",
                            trust.clocks().stream()
                                    .map(offset -> Html.text(Sentences.clock(offset)))
                                    .collect(Collectors.joining("<br>"))));
        }
        if (!trust.cautions().isEmpty()) {
            pairs.add(
                    new Html.Pair(
                            "Caution",
                            trust.cautions().stream()
                                    .map(Html::text)
                                    .collect(Collectors.joining("<br>"))));
        }
        return pairs;
    }

    private static String doubts(Trust trust) {
        if (trust.why().isEmpty()) {
            return "<p>Nothing speaks against the measurement: the load kept its rate, and the"
                    + " machine that measured did not stall.</p>\n";
        }
        return "<p>These speak against the measurement; what they touch is UNKNOWN:</p>\n"
                + "<ul class=\"doubts\">\n"
                + items(trust.why())
                + "</ul>\n";
    }

    static String proves(Verdict verdict) {
        if (!verdict.run().kind().equals("sandbox")) {
            return "";
        }
        return """
        <p>This run took place in the sandbox: two regions on one machine, with real TLS, real DNS on the wire, a real \
        PostgreSQL primary and standby, and health checks and faults spoken to through the AWS wire protocols.</p>
        <ul>
        <li><strong>It shows</strong> whether the failover works at all and in which order things happen, what clients behind \
        DNS caches see, which writes survive, and that this experiment measures what it says.</li>
        <li><strong>It does not show</strong> how fast AWS itself is: Route 53, FIS and Aurora are imitated, the network is \
        loopback, and both regions share one machine.</li>
        <li>The cloud's clock ran at speed <strong>%d</strong>%s. All figures here are real time on our clock; compare them only \
        with runs of the same kind and speed.</li>
        </ul>
        """
                .formatted(
                        verdict.run().speed(),
                        verdict.run().speed() == 1
                                ? ", as fast as in life"
                                : ": intervals, timeouts and TTLs handed to the cloud passed "
                                        + verdict.run().speed()
                                        + " times faster");
    }

    static String again(String folder) {
        return """
        <p>The verdict was judged from the evidence file alone, and can be judged again by anyone who has the folder; the same \
        evidence gives the same bytes:</p>
        <pre><code>./blackstart judge %s</code></pre>
        """
                .formatted(Html.text(folder));
    }

    static String diagnoses(Verdict verdict) {
        String items =
                verdict.diagnoses().stream()
                        .map(diagnosis ->
                                "<li>%s<small>%s · %s</small></li>\n"
                                        .formatted(
                                                Html.text(diagnosis.says()),
                                                code(diagnosis.id()),
                                                Html.text(diagnosis.evidence())))
                        .collect(Collectors.joining());
        return items.isEmpty() ? "" : "<ul class=\"diagnoses\">\n" + items + "</ul>\n";
    }

    static String items(List<String> texts) {
        return texts.stream()
                .map(text -> "<li>" + Html.text(text) + "</li>\n")
                .collect(Collectors.joining());
    }

    private static String code(String text) {
        return text.isEmpty() ? "–" : "<code>" + Html.text(text) + "</code>";
    }
}
