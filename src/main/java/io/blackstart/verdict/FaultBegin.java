package io.blackstart.verdict;

import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Ended;
import io.blackstart.evidence.Event.RunEnded;
import io.blackstart.experiment.Good;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * When the active region went dark: a change against the noise of the baseline, not the first
 * failure. It lies between the sending of the last request that got through and the earliest proof
 * of darkness.
 */
final class FaultBegin {
    private static final long SECOND = 1_000_000_000L;

    /** In the second after the begin at least this share of what is asked of the region is bad. */
    private static final double DARK_SHARE_LEAST = 0.5;

    /** And it is worse than the baseline by at least so much. */
    private static final double DARKER_LEAST = 0.25;

    /** A run of failures that the baseline's noise makes less likely than this is darkness. */
    private static final double NOISE_EXPLAINS_MOST = 1e-4;

    /** More noise than this in the baseline hides a begin. */
    private static final double NOISE_MOST = 0.25;

    /** Why nothing began though the noise was low. */
    static final String DID_NOT_BITE = "the fault did not bite: the active region went on serving";

    /** Fewer samples in a second show no change. */
    private static final int SAMPLES_LEAST = 5;

    private final Sightings all;
    private final long intended;
    private final long mendedFrom;
    private final boolean watchedToTheEnd;

    private FaultBegin(Sightings all, long intended, Course course) {
        this.all = all;
        this.intended = intended;
        mendedFrom = course.mendedFrom();
        watchedToTheEnd =
                mendedFrom != Bounds.OPEN
                        || course.ended().filter(end -> end.ended() == Ended.COMPLETED).isPresent();
    }

    /** The begin, or why there was none. */
    static Found<Bounds> of(Facts facts, Regions regions, Good good) {
        Course course = facts.course();
        if (Origin.wasRefused(facts)) {
            return new Found.Unknown<>(
                    "the run was refused before anything was broken: "
                            + course.ended().map(RunEnded::why).orElse(""));
        }
        Optional<Long> intended = course.faultIntended();
        if (intended.isEmpty()) {
            return new Found.Unknown<>("the run ended before anything was broken");
        }
        if (course.active().isEmpty()) {
            return new Found.Unknown<>("nobody looked which region was active");
        }
        Sightings sightings = Sightings.ofActive(facts, regions, good.latency().toNanos());
        FaultBegin begin = new FaultBegin(sightings, intended.get(), course);
        // a fault may spare reads, or writes: then it shows only among the others
        return begin.among(_ -> true)
                .or(() -> begin.among(row -> sightings.kind(row) == Sightings.Kind.WRITE))
                .or(() -> begin.among(row -> sightings.kind(row) == Sightings.Kind.READ))
                .<Found<Bounds>>map(Found.Known::new)
                .orElseGet(() -> new Found.Unknown<>(begin.whyNone()));
    }

    private String whyNone() {
        int after = all.firstAskedFrom(intended);
        double noise = all.badShare(0, after);
        if (after == all.size()) {
            return "nothing was asked of the active region after the fault was injected";
        }
        if (noise > NOISE_MOST) {
            return Words.percent(noise)
                    + " of what was asked of the active region failed before the fault already:"
                    + " its begin cannot be told from that";
        }
        return watchedToTheEnd
                ? DID_NOT_BITE
                : "the active region had not gone dark when the evidence ends";
    }

    private Optional<Bounds> among(IntPredicate which) {
        Sightings seen = all.only(which);
        double noise = seen.badShare(0, seen.firstAskedFrom(intended));
        double dark = Math.max(DARK_SHARE_LEAST, noise + DARKER_LEAST);
        for (int first = 0; first < seen.size() && seen.asked(first) < mendedFrom; first++) {
            if (seen.isBad(first) && seen.proof(first) >= intended) {
                int end = seen.firstAskedFrom(seen.asked(first) + SECOND);
                if (end - first >= SAMPLES_LEAST && seen.badShare(first, end) >= dark) {
                    Bounds bounds = bounds(seen, first, end, noise);
                    if (!bounds.isOpen()) {
                        return Optional.of(bounds);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The darkness begins within the second from {@code first} to {@code end}: where exactly? */
    private Bounds bounds(Sightings seen, int first, int end, double noise) {
        int split = split(seen, first, end, noise);
        long least = intended;
        for (int row = 0; row < split; row++) {
            if (!seen.isBad(row)) {
                least = Math.max(least, seen.asked(row));
            }
        }
        long after = least;
        // what was asked long before, or failed before a later request got through, may have failed
        // of the baseline's noise: it proves no darkness
        long[] proofs =
                IntStream.range(first, end)
                        .filter(row -> seen.isBad(row) && seen.proof(row) > after)
                        .mapToLong(seen::proof)
                        .sorted()
                        .limit(proofsNeeded(noise))
                        .toArray();
        long most = proofs.length == 0 ? Bounds.OPEN : proofs[proofs.length - 1];
        return new Bounds(least, most);
    }

    /**
     * So many failures that the baseline's noise does not explain them: one where there is none.
     */
    private static int proofsNeeded(double noise) {
        return noise <= 0 ? 1 : (int) Math.ceil(Math.log(NOISE_EXPLAINS_MOST) / Math.log(noise));
    }

    /**
     * The most likely change point: the row from which on the samples speak for darkness. Each
     * sample votes with the logarithm of how much likelier it is before than after, so that a stray
     * error before the fault, or a lucky answer in a half-dark region, does not move it.
     */
    private static int split(Sightings seen, int first, int end, double noise) {
        int later = seen.firstAskedFrom(seen.asked(first) + 2 * SECOND);
        double before = Math.clamp(noise, 0.002, 0.25);
        double after =
                Math.clamp(
                        later > end ? seen.badShare(end, later) : seen.badShare(first, end),
                        0.5,
                        0.998);
        double votes = 0;
        double most = 0;
        int split = first;
        for (int row = first; row < end; row++) {
            votes +=
                    seen.isBad(row)
                            ? Math.log(before / after)
                            : Math.log((1 - before) / (1 - after));
            if (votes >= most) {
                most = votes;
                split = row + 1;
            }
        }
        return split;
    }

    /** When a drop of that class proves that the region was dark. */
    static long proof(DropClass dropClass, long connecting, long connectMost, long at) {
        // a connection is made within connectMost of its begin as long as the region is there
        return dropClass == DropClass.CONNECT_TIMEOUT && connectMost < at - connecting
                ? connecting + connectMost
                : at;
    }
}
