package io.blackstart.verdict;

import io.blackstart.experiment.Good;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Every time that the active region did not serve, found as stretches in which failures are more
 * than the baseline's noise explains; not as the span from the first failure to the last.
 *
 * <p>Each sample votes with the logarithm of how much likelier it is in an outage than outside; a
 * stretch whose votes reach {@value #EVIDENCE_LEAST} is an outage, and it is over when that many
 * votes speak against it. Then its ends are bounded: it began after the region was last seen to
 * answer and before the first proof that it did not, and it ended after the last request that was
 * sent in vain and before an answer came.
 */
final class Outages {
    /** A million to one against chance. */
    private static final double EVIDENCE_LEAST = 13.8;

    /** So much against it ends an outage: some thirty good answers in a row. */
    private static final double OVER_AT = 11.5;

    /** The share of failures above which a stretch counts as out: a zone of three, say. */
    private static final double BAD_WHEN_OUT = 0.3;

    private static final double NOISE_LEAST = 0.002;
    private static final double NOISE_MOST = 0.25;

    /** The chance that is left to a stray failure, or a lucky answer, to stretch the bounds. */
    private static final double STRAY_MOST = 1e-4;

    private final Sightings seen;
    private final double noise;

    private Outages(Sightings seen, double noise) {
        this.seen = seen;
        this.noise = noise;
    }

    /**
     * One outage, on the run's clock.
     *
     * @param end open when it was not over at the evidence's end
     * @param firstBad when the first request that failed in it was sent
     */
    record Outage(Bounds began, Bounds end, long firstBad) {}

    /** The outages of the active region, in order. */
    static List<Outage> of(Facts facts, Regions regions, Good good) {
        if (facts.course().active().isEmpty()) {
            return List.of();
        }
        Sightings seen = Sightings.ofActive(facts, regions, good.latency().toNanos());
        long intended = facts.course().faultIntended().orElse(Long.MAX_VALUE);
        double baseline = seen.badShare(0, seen.firstAskedFrom(intended));
        return new Outages(seen, Math.clamp(baseline, NOISE_LEAST, NOISE_MOST)).find();
    }

    private List<Outage> find() {
        double bad = Math.log(BAD_WHEN_OUT / noise);
        double good = Math.log((1 - BAD_WHEN_OUT) / (1 - noise));
        List<Outage> found = new ArrayList<>();
        double votes = 0;
        double most = 0;
        int first = 0;
        int last = 0;
        for (int row = 0; row < seen.size(); row++) {
            if (votes == 0 && !seen.isBad(row)) {
                continue;
            }
            if (votes == 0) {
                first = row;
                most = 0;
            }
            votes += seen.isBad(row) ? bad : good;
            if (votes > most) {
                most = votes;
                last = row;
            }
            if (votes <= 0 || most - votes >= OVER_AT) {
                if (most >= EVIDENCE_LEAST) {
                    found.add(bounded(first, last));
                    row = last;
                }
                votes = 0;
            }
        }
        if (votes > 0 && most >= EVIDENCE_LEAST) {
            found.add(bounded(first, last));
        }
        return found;
    }

    private Outage bounded(int first, int last) {
        // lucky answers: so many in a row are no longer luck
        double badShare = seen.badShare(first, last + 1);
        int goodsNeeded = needed(1 - badShare, last + 1 - first);
        int badsNeeded = needed(noise <= NOISE_LEAST ? 0 : noise, last + 1 - first);
        Bounds began = began(first, last, goodsNeeded, badsNeeded);
        return new Outage(
                began, end(began, first, last, goodsNeeded, badsNeeded), seen.asked(first));
    }

    /** How many in a row leave chance less than {@link #STRAY_MOST}, when one has that chance. */
    private static int needed(double chance, int most) {
        if (chance <= 0) {
            return 1;
        }
        double count = Math.ceil(Math.log(STRAY_MOST) / Math.log(Math.min(chance, 0.99)));
        return (int) Math.clamp(count, 1, Math.max(1, most));
    }

    private Bounds began(int first, int last, int goodsNeeded, int badsNeeded) {
        long[] proofs =
                IntStream.rangeClosed(first, last)
                        .filter(seen::isBad)
                        .mapToLong(seen::proof)
                        .sorted()
                        .limit(badsNeeded)
                        .toArray();
        long most = proofs[proofs.length - 1];
        // what was answered before the first proof of darkness was asked before it
        long least = goodBefore(first, goodsNeeded);
        if (goodsNeeded == 1) {
            for (int row = first; row <= last && seen.asked(row) < most; row++) {
                if (!seen.isBad(row) && seen.answered(row) <= most) {
                    least = Math.max(least, seen.asked(row));
                }
            }
        }
        return new Bounds(Math.min(least, most), most);
    }

    /** When the {@code count}th good one before that row was asked. */
    private long goodBefore(int first, int count) {
        int left = count;
        for (int row = first - 1; row >= 0; row--) {
            if (!seen.isBad(row) && --left == 0) {
                return seen.asked(row);
            }
        }
        return seen.size() == 0 ? 0 : Math.min(seen.asked(0), seen.asked(first));
    }

    private Bounds end(Bounds began, int first, int last, int goodsNeeded, int badsNeeded) {
        IntUnaryOperator nthBadFromEnd =
                n -> {
                    int left = n;
                    for (int row = last; row >= first; row--) {
                        if (seen.isBad(row) && --left == 0) {
                            return row;
                        }
                    }
                    return first;
                };
        long least = Math.max(began.least(), seen.asked(nthBadFromEnd.applyAsInt(badsNeeded)));
        long[] answers =
                IntStream.range(first, seen.size())
                        .filter(row -> !seen.isBad(row) && seen.answered(row) > least)
                        .filter(row -> goodsNeeded == 1 || seen.asked(row) > seen.asked(last))
                        .mapToLong(seen::answered)
                        .sorted()
                        .limit(goodsNeeded)
                        .toArray();
        return answers.length < goodsNeeded
                ? Bounds.from(least)
                : new Bounds(least, Arrays.stream(answers).max().orElse(least));
    }
}
