package io.blackstart.report;

import io.blackstart.verdict.Verdict.Requests;
import io.blackstart.verdict.Verdict.Trust;
import io.blackstart.verdict.Verdict.Writes;

import java.util.Map;
import java.util.stream.Collectors;

/** The ledgers as sentences, for reports without room for tables; empty where there is nothing. */
final class Sentences {
    private Sentences() {}

    static String requests(Requests requests) {
        return Figures.count(requests.due())
                + " due: "
                + Figures.count(requests.succeeded())
                + " served, "
                + Figures.count(requests.failed())
                + " failed, "
                + Figures.count(requests.indeterminate())
                + " indeterminate, "
                + Figures.count(requests.notSent())
                + " not sent; longest outage "
                + Figures.duration(requests.longestOutage());
    }

    /** What client models made of the requests; empty where there are none. */
    static String attempts(Requests requests) {
        return requests.attempts()
                .map(made ->
                        Figures.count(made.made())
                                + " attempts"
                                + made.regions().stream()
                                        .filter(at -> at.inFault() > 0)
                                        .map(at ->
                                                "; "
                                                        + at.region()
                                                        + " got "
                                                        + at.inFault()
                                                        + " for each request in the fault, "
                                                        + at.worstSecond()
                                                        + " in the worst second")
                                        .collect(Collectors.joining()))
                .orElse("");
    }

    static String classes(Map<String, Long> classes) {
        return classes.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(
                        Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + Figures.count(entry.getValue()))
                .collect(Collectors.joining(" · "));
    }

    static String writes(Writes writes) {
        if (writes.attempted() == 0) {
            return "";
        }
        String unusual =
                (writes.unexpected() > 0
                                ? ", " + Figures.count(writes.unexpected()) + " unexpected"
                                : "")
                        + (writes.duplicated() > 0
                                ? ", " + Figures.count(writes.duplicated()) + " duplicated"
                                : "")
                        + (writes.holes() > 0
                                ? ", " + Figures.count(writes.holes()) + " holes"
                                : "");
        return Figures.count(writes.acknowledged())
                + " of "
                + Figures.count(writes.attempted())
                + " acknowledged: "
                + Figures.count(writes.lost())
                + " lost"
                + (writes.lostIds().isEmpty() ? "" : " (" + writes.lostIds() + ")")
                + ", "
                + Figures.count(writes.atRisk())
                + " were at risk; "
                + Figures.count(writes.indeterminate())
                + " indeterminate, of which "
                + Figures.count(writes.indeterminateAbsent())
                + " absent; "
                + Figures.count(writes.recovered())
                + " recovered"
                + unusual
                + "; recovery point "
                + Figures.measured(writes.recoveryPoint());
    }

    static String trust(Trust trust) {
        return Figures.rate(trust.achievedRate())
                + " achieved, dispatch lag p99 "
                + Figures.duration(trust.dispatchLagP99())
                + ", "
                + trust.harnessStalls()
                + " stalls of our own, control "
                + (trust.controlHealthy() ? "healthy" : "UNHEALTHY");
    }
}
