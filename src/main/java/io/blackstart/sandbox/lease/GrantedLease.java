package io.blackstart.sandbox.lease;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A region's right to write, held until an instant. Safe for use by many threads.
 *
 * <p>It ends a margin before the instant that was granted, see {@link LeaseTerms#margin()}.
 */
final class GrantedLease implements Lease {
    private final LeaseTerms terms;
    private final LongSupplier clock;
    private volatile State state = new Never();

    /**
     * A lease that was never granted.
     *
     * @param clock the monotonic nanosecond scale on which leases are granted
     */
    GrantedLease(LeaseTerms terms, LongSupplier clock) {
        this.terms = terms;
        this.clock = clock;
    }

    private sealed interface State {}

    private record Never() implements State {}

    /** Granted until an instant, the margin already taken off. */
    private record Until(long nanos) implements State {}

    /** Takes a grant; one that ends earlier than what is held changes nothing. */
    synchronized void extend(long grantedUntil) {
        long until = grantedUntil - terms.margin().toNanos();
        state =
                switch (state) {
                    case Until(long held) when held - until > 0 -> state;
                    case Until _, Never _ -> new Until(until);
                };
    }

    /** Gives it back at once: what it was granted for has ended. */
    synchronized void surrender() {
        long now = clock.getAsLong();
        state =
                switch (state) {
                    case Until(long held) when held - now > 0 -> new Until(now);
                    case Until _, Never _ -> state;
                };
    }

    @Override
    public boolean held() {
        return remaining().isPositive();
    }

    @Override
    public Duration remaining() {
        return switch (state) {
            case Never _ -> Duration.ZERO;
            case Until(long until) -> Duration.ofNanos(until - clock.getAsLong());
        };
    }

    @Override
    public boolean lapsed() {
        return state instanceof Until && !held();
    }

    /** The instant at which it ended or will end; nothing is known of one never granted. */
    OptionalLong end() {
        return switch (state) {
            case Never _ -> OptionalLong.empty();
            case Until(long until) -> OptionalLong.of(until);
        };
    }
}
