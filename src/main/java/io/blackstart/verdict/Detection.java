package io.blackstart.verdict;

/**
 * When the health check noticed: between the last poll at which certainly too few checkers had seen
 * enough failures in a row, and the first new authoritative answer.
 */
final class Detection {
    private Detection() {}

    /** The detection on the run's clock; open when DNS never flipped. */
    static Bounds of(Facts facts, Bounds begin, Bounds authoritativeFlip) {
        long least =
                facts.checkers()
                        .lastCertainlyHealthy(begin.least(), authoritativeFlip.most())
                        .orElse(begin.least());
        return new Bounds(
                Math.clamp(least, begin.least(), authoritativeFlip.most()),
                authoritativeFlip.most());
    }

    /** The time from the fault to its detection. */
    static Figure figure(Bounds detected, Bounds begin) {
        Bounds time = detected.since(begin);
        return new Figure(
                time.measured(),
                time.isOpen()
                        ? "the health check was not seen to notice the fault within "
                                + Words.seconds(time.least())
                        : "the fault was detected " + Words.range(time) + " after it began");
    }
}
