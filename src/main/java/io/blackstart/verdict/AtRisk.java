package io.blackstart.verdict;

import io.blackstart.evidence.Event.ReplicationSeen;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What the fault could have lost: the writes that the active region acknowledged within the
 * replication lag before the cut. Zero lost proves little where little was at risk.
 */
final class AtRisk {
    private AtRisk() {}

    /** How many writes; 0 when the lag was never seen. */
    static long of(Facts facts, Bounds begin) {
        OptionalLong lag = largestLag(facts);
        if (lag.isEmpty()) {
            return 0;
        }
        RequestTable writes = facts.writes();
        return IntStream.range(0, writes.size())
                .filter(writes::succeeded)
                .filter(row -> writes.region(row).equals(facts.course().active()))
                .filter(row -> writes.at(row) >= begin.least() - lag.getAsLong())
                .filter(row -> writes.at(row) <= begin.most())
                .count();
    }

    /**
     * Of {@code atRisk} writes none was lost: so many of them may be lost another time, at 95 %
     * confidence. The rule of three, 3 ÷ n, and never more than all.
     */
    static double lostShareMost(long atRisk) {
        return Math.min(1, 3.0 / atRisk);
    }

    /**
     * The rate at which the active region acknowledged our writes before the fault; empty when it
     * took none.
     */
    static OptionalDouble writesPerSecond(Facts facts, Bounds begin) {
        RequestTable writes = facts.writes();
        long start = facts.course().clockStart();
        long acknowledged =
                IntStream.range(0, writes.size())
                        .filter(writes::succeeded)
                        .filter(row -> writes.region(row).equals(facts.course().active()))
                        .filter(row -> writes.at(row) >= start && writes.at(row) < begin.least())
                        .count();
        return acknowledged == 0 || start >= begin.least()
                ? OptionalDouble.empty()
                : OptionalDouble.of(acknowledged / ((begin.least() - start) / 1e9));
    }

    /** Whether the other region took the writes over; if not, nothing could have been lost. */
    static boolean wasTakenOver(Facts facts, Bounds begin) {
        String passive = facts.course().passive();
        RequestTable writes = facts.writes();
        ProbeTable probes = facts.probes();
        return IntStream.range(0, writes.size())
                        .anyMatch(row ->
                                writes.succeeded(row)
                                        && writes.at(row) >= begin.least()
                                        && writes.region(row).equals(passive))
                || IntStream.range(0, probes.size())
                        .anyMatch(row ->
                                probes.at(row) >= begin.least()
                                        && probes.region(row).equals(passive)
                                        && probes.writer(row).orElse(false));
    }

    /** The largest lag of the baseline: from the acknowledgement until it was readable. */
    private static OptionalLong largestLag(Facts facts) {
        long before = facts.course().faultIntended().orElse(Long.MAX_VALUE);
        return facts.replication().stream()
                .filter(seen -> seen.at().toNanos() <= before)
                .mapToLong(AtRisk::lag)
                .max();
    }

    private static long lag(ReplicationSeen seen) {
        return seen.at().minus(seen.acknowledged()).toNanos();
    }
}
