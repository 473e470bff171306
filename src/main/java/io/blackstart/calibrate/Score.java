package io.blackstart.calibrate;

import java.util.List;
import java.util.Map;

/**
 * One trial: what was measured beside what happened.
 *
 * @param outages each outage of the truth that was found
 * @param missed how many outages of the truth were not found
 * @param invented how many were found that the truth does not have
 * @param flip DNS flips, at most one
 * @param requests how many were due
 * @param dropped how many were dropped
 * @param classes drop class → how many, of those sent while the trouble lasted
 * @param faults what is wrong with single requests or orders, in words; empty when all agrees
 * @param lateApplied writes without an answer that were applied all the same
 * @param lost how many acknowledged orders were lost, by the verdict
 * @param stalls how often this machine stood still meanwhile
 * @param folder of the run
 */
record Score(
        Script script,
        List<Edges> outages,
        int missed,
        int invented,
        List<Edge> flip,
        long requests,
        long dropped,
        Map<String, Long> classes,
        List<String> faults,
        long lateApplied,
        long lost,
        long stalls,
        String folder) {
    Score {
        outages = List.copyOf(outages);
        flip = List.copyOf(flip);
        classes = Map.copyOf(classes);
        faults = List.copyOf(faults);
    }

    /** Both ends of an outage. */
    record Edges(Edge began, Edge ended) {}

    /**
     * One instant.
     *
     * @param inside whether the truth lies within the measured bounds
     * @param errorNanos the measured point minus the true one
     * @param widthNanos of the bounds
     */
    record Edge(boolean inside, long errorNanos, long widthNanos) {}

    /** Whether everything that was measured agrees with the truth. */
    boolean agrees() {
        return missed == 0
                && invented == 0
                && faults.isEmpty()
                && outages.stream().allMatch(one -> one.began().inside() && one.ended().inside())
                && flip.stream().allMatch(Edge::inside);
    }
}
