package io.blackstart.load;

import io.blackstart.experiment.LoadProfile.Behaviour;

import okhttp3.Dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The DNS cache that a group of users sits behind.
 *
 * <p>With {@link Behaviour#TTL} the cache keeps an answer no longer than its TTL, and asks again at
 * moments of a grid that is {@code phase} apart from its neighbours': with many caches the TTL's
 * phases stay spread evenly for the whole run, where asking "when it has run out" would let them
 * drift together.
 */
final class DnsCache implements Dns {
    /** Asks the vantage point. */
    interface Upstream {
        Answer ask(String name) throws UnknownHostException;
    }

    /** Addresses and how long they may be kept. */
    record Answer(List<InetAddress> addresses, Duration ttl) {}

    private final Upstream upstream;
    private final Behaviour behaviour;
    private final Supplier<Duration> elapsed;
    private final double phase;

    // guarded by this
    private List<InetAddress> addresses = List.of();
    private Duration expiry = Duration.ZERO;

    /**
     * An empty cache.
     *
     * @param phase where in the TTL this cache's grid lies, 0 to 1
     */
    DnsCache(Upstream upstream, Behaviour behaviour, Supplier<Duration> elapsed, double phase) {
        this.upstream = upstream;
        this.behaviour = behaviour;
        this.elapsed = elapsed;
        this.phase = phase;
    }

    @Override
    public synchronized List<InetAddress> lookup(String hostname) throws UnknownHostException {
        boolean kept =
                switch (behaviour) {
                    case TTL -> elapsed.get().compareTo(expiry) < 0;
                    case PINNED -> true;
                    case NONE -> false;
                };
        if (!kept || addresses.isEmpty()) {
            Answer answer = upstream.ask(hostname);
            addresses = List.copyOf(answer.addresses());
            expiry = nextOnGrid(elapsed.get(), answer.ttl(), phase);
        }
        return addresses;
    }

    /**
     * The first moment after {@code now}, at most one TTL away, that lies on the grid of that TTL
     * and phase.
     */
    static Duration nextOnGrid(Duration now, Duration ttl, double phase) {
        long step = ttl.toNanos();
        if (step <= 0) {
            return now;
        }
        long offset = (long) (phase * step);
        long sinceGrid = Math.floorMod(now.toNanos() - offset, step);
        return now.plusNanos(step - sinceGrid);
    }
}
