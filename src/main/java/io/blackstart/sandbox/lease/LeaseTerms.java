package io.blackstart.sandbox.lease;

import java.time.Duration;

/**
 * How long a lease runs, in real time, and what follows from that.
 *
 * @param length of one grant, at least 300 milliseconds
 */
public record LeaseTerms(Duration length) {
    private static final Duration LEAST = Duration.ofMillis(300);
    private static final int RENEWALS = 6;
    private static final int MARGINS = 10;

    /** How long a writer may be silent where there are no leases, before it counts as gone. */
    public static final LeaseTerms UNFENCED = new LeaseTerms(Duration.ofSeconds(3));

    public LeaseTerms {
        if (length.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "lease must be at least " + LEAST + ", not " + length);
        }
    }

    /** From one renewal to the next. */
    public Duration period() {
        return length.dividedBy(RENEWALS);
    }

    /** How many periods a lease has. */
    int renewals() {
        return RENEWALS;
    }

    /**
     * How much earlier the holder stops, and how much later the controller takes it as stopped: a
     * write that was let through at the last moment has twice this long to reach its commit.
     */
    public Duration margin() {
        return length.dividedBy(MARGINS);
    }
}
