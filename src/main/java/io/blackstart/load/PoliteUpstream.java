package io.blackstart.load;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A vantage point that is asked no more often than is polite, however many caches want to know: an
 * answer younger than that serves all of them, its TTL less its age, and so does a failure. What
 * users see is behind by so much at most.
 */
final class PoliteUpstream implements DnsCache.Upstream {
    private final DnsCache.Upstream upstream;
    private final Duration every;
    private final Supplier<Duration> elapsed;

    // guarded by this
    private Duration asked = Duration.ZERO;
    private Optional<DnsCache.Answer> answer = Optional.empty();
    private Optional<String> failure = Optional.empty();

    PoliteUpstream(DnsCache.Upstream upstream, Duration every, Supplier<Duration> elapsed) {
        this.upstream = upstream;
        this.every = every;
        this.elapsed = elapsed;
    }

    /** One asks, and whoever comes meanwhile waits for the same answer. */
    @Override
    public synchronized DnsCache.Answer ask(String name) throws UnknownHostException {
        boolean known = answer.isPresent() || failure.isPresent();
        if (!known || elapsed.get().compareTo(asked.plus(every)) >= 0) {
            askAnew(name);
        }
        if (failure.isPresent()) {
            throw new UnknownHostException(failure.get());
        }
        DnsCache.Answer told = answer.orElseThrow();
        Duration left = told.ttl().minus(elapsed.get().minus(asked));
        return new DnsCache.Answer(told.addresses(), left.isNegative() ? Duration.ZERO : left);
    }

    private void askAnew(String name) {
        answer = Optional.empty();
        failure = Optional.empty();
        try {
            answer = Optional.of(upstream.ask(name));
        } catch (UnknownHostException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
        asked = elapsed.get();
    }
}
