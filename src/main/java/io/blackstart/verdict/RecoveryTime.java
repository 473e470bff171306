package io.blackstart.verdict;

import java.util.List;
import java.util.Map;

/** Recovery time: from the fault's begin until users are served again and stay served. */
final class RecoveryTime {
    private RecoveryTime() {}

    /** The time until that share of the clients was back; until everything was good for all. */
    static Figure of(Recovered recovered, Bounds begin, Facts facts, double share) {
        Bounds back = share >= 1 ? recovered.all() : recovered.clients(share);
        Bounds time = back.since(begin);
        String who = share >= 1 ? "all clients" : Words.percent(share) + " of the clients";
        if (!time.isOpen()) {
            return new Figure(
                    time.measured(),
                    who + " were served again " + Words.range(time) + " after the fault");
        }
        String notWho =
                share >= 1
                        ? "not all clients"
                        : "less than " + Words.percent(share) + " of the clients";
        return new Figure(time.measured(), open(recovered, begin, facts, notWho));
    }

    private static String open(Recovered recovered, Bounds begin, Facts facts, String notWho) {
        Found<Bounds> reads = recovered.cohorts("reads");
        Found<Bounds> writes = recovered.cohorts("writes");
        boolean readsBack = reads.known().filter(found -> !found.isOpen()).isPresent();
        boolean writesBack = writes.known().filter(found -> !found.isOpen()).isPresent();
        if (readsBack && writes.known().isPresent() && !writesBack) {
            return "reads came back after "
                    + Words.range(reads.known().orElseThrow().since(begin))
                    + ", writes did not"
                    + until(facts, begin);
        }
        List<String> missing =
                recovered.cohorts().entrySet().stream()
                        .filter(cohort -> cohort.getValue().isOpen())
                        .map(Map.Entry::getKey)
                        .toList();
        String those = missing.isEmpty() ? "" : ", above all " + String.join(", ", missing) + ",";
        return notWho + " were seen to be served again and stay so" + those + until(facts, begin);
    }

    /** How long they were waited for. */
    private static String until(Facts facts, Bounds begin) {
        long mended = facts.course().mendedFrom();
        if (mended <= facts.coverage().until()) {
            return " before the fault was mended, "
                    + Words.seconds(Math.max(0, mended - begin.most()))
                    + " after it began";
        }
        return " before the evidence ends, "
                + Words.seconds(Math.max(0, facts.coverage().until() - begin.most()))
                + " after the fault began";
    }
}
