package io.blackstart.report;

import io.blackstart.verdict.Verdict;
import io.blackstart.verdict.Verdict.Attempts;
import io.blackstart.verdict.Verdict.Requests;
import io.blackstart.verdict.Verdict.WriteSet;
import io.blackstart.verdict.Verdict.WriteSets;
import io.blackstart.verdict.Verdict.Writes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What became of every request and of every write. */
final class HtmlLedgers {
    private HtmlLedgers() {}

    static String requests(Verdict verdict) {
        Requests requests = verdict.requests();
        if (requests.due() == 0) {
            return "<p>No request was due.</p>\n";
        }
        List<String> rows =
                List.of(
                        request(
                                "succeeded",
                                requests.succeeded(),
                                requests,
                                "the right content, in time"),
                        request(
                                "failed",
                                requests.failed(),
                                requests,
                                "certainly without effect, and nothing for the user"),
                        request(
                                "indeterminate",
                                requests.indeterminate(),
                                requests,
                                "writes that may or may not have been written"),
                        request(
                                "not sent",
                                requests.notSent(),
                                requests,
                                "our own limit; widens the bounds"),
                        Html.row(
                                "due",
                                List.of(
                                        number(requests.due()),
                                        "100&nbsp;%",
                                        "the sum of the four")));
        return Html.table(
                        "ledger meant",
                        "Latency and outcome count from when a request was due, not from when it"
                                + " left.",
                        List.of("Outcome", "Requests", "Share", "Meaning"),
                        rows)
                + "<p>The longest time without any success: <strong>"
                + Figures.duration(requests.longestOutage())
                + "</strong>.</p>\n"
                + classes(requests)
                + requests.attempts().map(HtmlLedgers::attempts).orElse("");
    }

    private static String attempts(Attempts attempts) {
        List<String> clients =
                attempts.clients().stream()
                        .map(client ->
                                Html.row(
                                        Html.text(client.name()),
                                        List.of(
                                                number(client.due()),
                                                number(client.attempts()),
                                                number(client.succeeded()),
                                                number(client.dropped()))))
                        .toList();
        List<String> regions =
                attempts.regions().stream()
                        .map(at ->
                                Html.row(
                                        Html.text(at.region()),
                                        List.of(
                                                number(at.requests()),
                                                number(at.attempts()),
                                                ratio(at.inFault()),
                                                ratio(at.worstSecond()))))
                        .toList();
        return Html.table(
                        "ledger",
                        "Users' requests, and the attempts that their clients made for them.",
                        List.of("Clients", "Requests", "Attempts", "Succeeded", "Dropped"),
                        clients)
                + Html.table(
                        "ledger",
                        "What came to each region: attempts for each request, in the fault and in"
                                + " the worst second.",
                        List.of("Region", "Requests", "Attempts", "In the fault", "Worst second"),
                        regions);
    }

    private static String ratio(double ratio) {
        return "<span class=\"figure\">" + (ratio == 0 ? "–" : ratio) + "</span>";
    }

    private static String request(String outcome, long count, Requests requests, String meaning) {
        return Html.row(outcome, List.of(number(count), share(count, requests.due()), meaning));
    }

    private static String classes(Requests requests) {
        List<String> rows =
                requests.classes().entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(entry ->
                                Html.row(
                                        Html.text(DropWords.of(entry.getKey()))
                                                + "<small><code>"
                                                + Html.text(entry.getKey())
                                                + "</code></small>",
                                        List.of(
                                                number(entry.getValue()),
                                                share(entry.getValue(), requests.dropped()))))
                        .toList();
        return Html.table(
                "ledger",
                "The %s dropped requests (failed or indeterminate) by what the user met."
                        .formatted(Figures.count(requests.dropped())),
                List.of("Dropped as", "Requests", "Share of dropped"),
                rows);
    }

    static String writes(Verdict verdict) {
        Writes writes = verdict.writes();
        if (writes.attempted() == 0) {
            return "<p>No write was attempted.</p>\n";
        }
        List<String> rows = new ArrayList<>();
        rows.add(write("attempted", writes.attempted(), ""));
        rows.add(
                write(
                        "acknowledged",
                        writes.acknowledged(),
                        "the service said that it is written"));
        rows.add(
                write(
                        "indeterminate",
                        writes.indeterminate(),
                        "no answer, or one that leaves it open; %s of them are absent afterwards. Never counted as lost"
                                .formatted(Figures.count(writes.indeterminateAbsent()))));
        rows.add(
                write(
                        "at risk",
                        writes.atRisk(),
                        "acknowledged within the replication lag before the cut; zero lost proves"
                                + " little when few were at risk"));
        rows.add(
                write(
                        "lost",
                        writes.lost(),
                        "acknowledged, and absent from the survivors" + lostIds(writes)));
        rows.add(write("recovered", writes.recovered(), "not acknowledged, and present"));
        rows.add(
                write(
                        "unexpected",
                        writes.unexpected(),
                        "present, though never attempted or certainly not written"));
        rows.add(write("duplicated", writes.duplicated(), "present more than once"));
        rows.add(
                write(
                        "holes",
                        writes.holes(),
                        "lost, though a later acknowledged write of the same writer survived"));
        rows.addAll(sets(writes.sets()));
        return Html.table(
                        "ledger meant two",
                        "Every write has an id of its own; the survivors were read back after the"
                                + " drill until two reads agreed.",
                        List.of("Writes", "How many", "Meaning"),
                        rows)
                + "<p>Recovery point: <strong>"
                + Figures.measured(writes.recoveryPoint())
                + "</strong>, from the last acknowledgement before the cut back to that of the"
                + " oldest lost write"
                + writes.production().map(Sentences::production).map(Html::text).orElse("")
                + ".</p>\n";
    }

    /** What stands out only now and then has a row only then. */
    private static List<String> sets(WriteSets sets) {
        List<String> rows = new ArrayList<>();
        addSet(
                rows,
                "split brain",
                sets.splitBrain(),
                "acknowledged by the old region while the new one acknowledged writes too");
        addSet(rows, "stale", sets.stale(), "present, and a reader was told that it is not");
        addSet(rows, "lost at failback", sets.failbackLost(), "acknowledged after the mend");
        addSet(
                rows,
                "lost here, held there",
                sets.lostHeldElsewhere(),
                "of the lost, those that the other region still had at the end");
        return rows;
    }

    private static void addSet(List<String> rows, String name, WriteSet set, String meaning) {
        if (set.count() > 0) {
            String ids = ": <code class=\"ids\">" + Html.text(set.ids()) + "</code>";
            rows.add(write(name, set.count(), meaning + ids));
        }
    }

    private static String lostIds(Writes writes) {
        return writes.lostIds().isEmpty()
                ? ""
                : ": <code class=\"ids\">" + Html.text(writes.lostIds()) + "</code>";
    }

    private static String write(String name, long count, String meaning) {
        return Html.row(name, List.of(number(count), meaning));
    }

    private static String number(long count) {
        return "<span class=\"figure\">" + Figures.count(count) + "</span>";
    }

    private static String share(long part, long whole) {
        return "<span class=\"figure\">"
                + (whole == 0 ? "–" : Figures.share((double) part / whole))
                + "</span>";
    }
}
