package io.blackstart.verdict;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Whatever was asked of one region, probes and requests together, in the order of asking: did it
 * answer well, and since when did one know?
 */
final class Sightings {
    /** What was asked. */
    enum Kind {
        PROBE,
        READ,
        WRITE
    }

    private LongColumn asked = new LongColumn();
    private LongColumn proof = new LongColumn();
    private LongColumn answered = new LongColumn();
    private IntColumn kind = new IntColumn();
    private IntColumn bad = new IntColumn();
    private final Numbered<Kind> kinds;

    private Sightings(Numbered<Kind> kinds) {
        this.kinds = kinds;
    }

    /** All of what was asked of the active region since the clock's start. */
    static Sightings ofActive(Facts facts, Regions regions, long latency) {
        Sightings seen = new Sightings(new Numbered<>());
        long connectMost = connectMost(facts);
        String active = facts.course().active();
        ProbeTable probes = facts.probes();
        for (int row = 0; row < probes.size(); row++) {
            if (probes.region(row).equals(active)
                    && probes.asked(row) >= facts.course().clockStart()) {
                long asked = probes.asked(row);
                long proof =
                        FaultBegin.proof(probes.dropClass(row), asked, connectMost, probes.at(row));
                seen.add(asked, proof, probes.at(row), Kind.PROBE, !probes.served(row));
            }
        }
        seen.addRequests(
                facts.load(), row -> facts.load().attempts(row) <= 1, facts, regions, latency);
        // what a client tried again says of the region that each attempt went to
        seen.addRequests(facts.retried(), _ -> true, facts, regions, latency);
        return seen.pick(seen.asked.ascending());
    }

    private void addRequests(
            RequestTable load, IntPredicate which, Facts facts, Regions regions, long latency) {
        long connectMost = connectMost(facts);
        String active = facts.course().active();
        for (int row = 0; row < load.size(); row++) {
            boolean toActive =
                    load.region(row).isEmpty()
                            ? regions.of(load.address(row)).equals(active)
                            : load.region(row).equals(active);
            if (toActive && load.wasSent(row) && which.test(row)) {
                long proof =
                        FaultBegin.proof(
                                load.dropClass(row),
                                load.connecting(row),
                                connectMost,
                                load.at(row));
                Kind kind = load.isWrite(row) ? Kind.WRITE : Kind.READ;
                add(load.sent(row), proof, load.at(row), kind, !load.served(row, latency));
            }
        }
    }

    /**
     * The longest that connecting took in the second half of the baseline: no longer than a whole
     * good probe. The first half would say more about our own cold start than about the network.
     */
    private static long connectMost(Facts facts) {
        ProbeTable probes = facts.probes();
        long before = facts.course().faultIntended().orElse(Long.MAX_VALUE);
        long from = (facts.course().clockStart() + before) / 2;
        String active = facts.course().active();
        return IntStream.range(0, probes.size())
                .filter(row -> probes.region(row).equals(active) && probes.served(row))
                .filter(row -> probes.asked(row) >= from && probes.at(row) < before)
                .mapToLong(row -> probes.at(row) - probes.asked(row))
                .max()
                .orElse(Long.MAX_VALUE);
    }

    private void add(long askedAt, long provenAt, long answeredAt, Kind what, boolean isBad) {
        asked.add(askedAt);
        proof.add(provenAt);
        answered.add(answeredAt);
        kind.add(kinds.number(what));
        bad.add(isBad ? 1 : 0);
    }

    private Sightings pick(int[] rows) {
        Sightings picked = new Sightings(kinds);
        picked.asked = asked.pick(rows);
        picked.proof = proof.pick(rows);
        picked.answered = answered.pick(rows);
        picked.kind = kind.pick(rows);
        picked.bad = bad.pick(rows);
        return picked;
    }

    Sightings only(IntPredicate which) {
        return pick(IntStream.range(0, size()).filter(which).toArray());
    }

    int size() {
        return asked.size();
    }

    long asked(int row) {
        return asked.get(row);
    }

    /** From when on one knew. */
    long proof(int row) {
        return proof.get(row);
    }

    /** When it was over, well or badly. */
    long answered(int row) {
        return answered.get(row);
    }

    Kind kind(int row) {
        return kinds.value(kind.get(row));
    }

    boolean isBad(int row) {
        return bad.get(row) == 1;
    }

    /** The first row asked at or after {@code time}. */
    int firstAskedFrom(long time) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (asked(middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The share of bad ones in rows [from, to); 0 when there is none. */
    double badShare(int from, int to) {
        long bads = IntStream.range(from, to).filter(this::isBad).count();
        return from >= to ? 0 : (double) bads / (to - from);
    }
}
