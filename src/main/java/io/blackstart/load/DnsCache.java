package io.blackstart.load;

import okhttp3.Dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The DNS cache that a group of users sits behind.
 *
 * <p>A cache with {@link Keeping.Ttl} keeps an answer no longer than its TTL, and asks again at
 * moments of a grid that is {@code phase} apart from its neighbours': with many caches the TTL's
 * phases stay spread evenly for the whole run, where asking "when it has run out" would let them
 * drift together. Behind a resolver the answers say what is left of their TTL; then the caches end
 * with the resolver's own, as in life.
 */
final class DnsCache implements Dns {
    /** Asks the vantage point. */
    interface Upstream {
        Answer ask(String name) throws UnknownHostException;
    }

    /** Addresses and how long they may be kept. */
    record Answer(List<InetAddress> addresses, Duration ttl) {}

    /** For how long a cache keeps what it was told. */
    sealed interface Keeping {
        /** As long as the TTL says. */
        record Ttl() implements Keeping {}

        /** So long, whatever the TTL says; and that there is no address so long. */
        record Fixed(Duration positive, Duration negative) implements Keeping {}

        /** For ever. */
        record Pinned() implements Keeping {}

        /** Not at all. */
        record None() implements Keeping {}
    }

    private final Upstream upstream;
    private final Keeping keeping;
    private final Supplier<Duration> elapsed;
    private final double phase;

    // guarded by this
    private List<InetAddress> addresses = List.of();
    private Optional<String> failure = Optional.empty();
    private Duration expiry = Duration.ZERO;
    private Duration longestTtl = Duration.ZERO;

    /**
     * An empty cache.
     *
     * @param phase where in its time of keeping this cache's grid lies, 0 to 1
     */
    DnsCache(Upstream upstream, Keeping keeping, Supplier<Duration> elapsed, double phase) {
        this.upstream = upstream;
        this.keeping = keeping;
        this.elapsed = elapsed;
        this.phase = phase;
    }

    @Override
    public synchronized List<InetAddress> lookup(String hostname) throws UnknownHostException {
        boolean kept =
                switch (keeping) {
                    case Keeping.Ttl _, Keeping.Fixed _ -> elapsed.get().compareTo(expiry) < 0;
                    case Keeping.Pinned _ -> !addresses.isEmpty();
                    case Keeping.None _ -> false;
                };
        if (!kept) {
            ask(hostname);
        }
        if (failure.isPresent()) {
            throw new UnknownHostException(failure.get());
        }
        return addresses;
    }

    private void ask(String hostname) {
        try {
            Answer answer = upstream.ask(hostname);
            addresses = List.copyOf(answer.addresses());
            failure = Optional.empty();
            expiry = expiry(elapsed.get(), answer.ttl());
        } catch (UnknownHostException e) {
            addresses = List.of();
            failure = Optional.of(String.valueOf(e.getMessage()));
            expiry =
                    keeping instanceof Keeping.Fixed(_, Duration negative)
                            ? elapsed.get().plus(negative)
                            : Duration.ZERO;
        }
    }

    private Duration expiry(Duration now, Duration ttl) {
        if (keeping instanceof Keeping.Fixed(Duration positive, _)) {
            return nextOnGrid(now, positive, phase);
        }
        // what is left of a TTL is no measure for the grid
        longestTtl = longestTtl.compareTo(ttl) < 0 ? ttl : longestTtl;
        Duration turn = nextOnGrid(now, longestTtl, phase);
        Duration end = now.plus(ttl);
        return turn.compareTo(end) < 0 ? turn : end;
    }

    /**
     * The first moment after {@code now}, at most one step away, that lies on the grid of that step
     * and phase.
     */
    static Duration nextOnGrid(Duration now, Duration every, double phase) {
        long step = every.toNanos();
        if (step <= 0) {
            return now;
        }
        long offset = (long) (phase * step);
        long sinceGrid = Math.floorMod(now.toNanos() - offset, step);
        return now.plusNanos(step - sinceGrid);
    }
}
