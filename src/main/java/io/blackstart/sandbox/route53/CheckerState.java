package io.blackstart.sandbox.route53;

/**
 * What one health checker thinks of its endpoint. It changes its mind after a number of checks in a
 * row that say the opposite, the same number both ways.
 *
 * @param opposite how many checks in a row said the opposite so far
 */
public record CheckerState(boolean healthy, int opposite) {
    /** Before there is enough to go by, an endpoint counts as healthy. */
    public static final CheckerState INITIAL = new CheckerState(true, 0);

    /**
     * What the checker thinks after one more check.
     *
     * @param threshold AWS's FailureThreshold, 1 to 10
     */
    public CheckerState after(boolean passed, int threshold) {
        if (passed == healthy) {
            return new CheckerState(healthy, 0);
        }
        return opposite + 1 >= threshold
                ? new CheckerState(passed, 0)
                : new CheckerState(healthy, opposite + 1);
    }
}
