package io.blackstart.load;

import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.experiment.LoadProfile;

/**
 * Which kind each request is, by its number: shares are met as evenly as numbers allow, so that
 * each cohort is watched at a steady rate. Arithmetic only.
 */
final class Mix {
    private final double writes;
    private final double fresh;
    private final int caches;

    Mix(LoadProfile profile) {
        this.writes = profile.writes().value();
        this.fresh = profile.fresh().value();
        this.caches = profile.dns().caches();
    }

    /** Read or write. */
    Purpose purpose(long number) {
        return steps(number, writes) ? Purpose.WRITE : Purpose.READ;
    }

    /**
     * Fresh or pooled: spread evenly over the reads and over the writes, each counted by itself.
     */
    Cohort cohort(long number) {
        return steps(ofItsPurpose(number), fresh) ? Cohort.FRESH : Cohort.POOLED;
    }

    /** How many reads came before it, or writes, if it is one. */
    long ofItsPurpose(long number) {
        long before = (long) Math.floor(number * writes);
        return purpose(number) == Purpose.WRITE ? before : number - before;
    }

    /**
     * The user's DNS cache: a permutation of the numbers in each round, so that no cache sees one
     * kind only.
     */
    int cache(long number) {
        long round = number / caches;
        return (int) Math.floorMod(number * 29 + round * 7, (long) caches);
    }

    /** Whether the running total of the share passes a whole number at this one. */
    static boolean steps(long number, double share) {
        return Math.floor((number + 1) * share) > Math.floor(number * share);
    }
}
