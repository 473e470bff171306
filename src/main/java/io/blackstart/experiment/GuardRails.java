package io.blackstart.experiment;

import java.time.Duration;
import java.util.List;

/**
 * What ends a run early.
 *
 * @param maxDuration of the whole run, from its first request to its last; then the fault is mended
 */
public record GuardRails(Duration maxDuration, List<AbortWhen> abortWhen) {
    public GuardRails {
        abortWhen = List.copyOf(abortWhen);
    }

    /** The region in that role answered no probe for so long. */
    public record AbortWhen(RegionRole region, Duration unhealthyFor) {}
}
