package io.blackstart.sandbox.lease;

import java.time.Duration;

/**
 * No lease at all: a region writes as long as its own database is a primary, whatever has become of
 * the other one. It never takes itself for superseded.
 */
final class Unfenced implements Lease {
    /** Longer than any sandbox lives: no deadline stands on its writes. */
    private static final Duration FOR_GOOD = Duration.ofDays(1);

    private volatile boolean primary;

    /** What the region's database was last seen to be. */
    void seen(OwnDatabase.Part part) {
        primary = part == OwnDatabase.Part.PRIMARY;
    }

    @Override
    public boolean held() {
        return primary;
    }

    @Override
    public Duration remaining() {
        return primary ? FOR_GOOD : Duration.ZERO;
    }

    @Override
    public boolean lapsed() {
        return false;
    }
}
