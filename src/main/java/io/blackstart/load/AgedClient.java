package io.blackstart.load;

import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An HTTP client of a cohort with connections of its own, which are not used again when they are
 * older than the cohort's limit: then a new pool takes the old one's place.
 */
final class AgedClient {
    private static final int IDLE_CONNECTIONS_MOST = 16;

    private final OkHttpClient template;
    private final Duration idleMost;
    private final Optional<Duration> ageMost;
    private final Supplier<Duration> elapsed;

    // guarded by this
    private OkHttpClient current;
    private Duration since;

    AgedClient(
            OkHttpClient template,
            Duration idleMost,
            Optional<Duration> ageMost,
            Supplier<Duration> elapsed) {
        this.template = template;
        this.idleMost = idleMost;
        this.ageMost = ageMost;
        this.elapsed = elapsed;
        this.current = withOwnPool();
        this.since = elapsed.get();
    }

    /** The client to make the next attempt with. */
    synchronized OkHttpClient now() {
        Duration now = elapsed.get();
        if (ageMost.isPresent() && now.minus(since).compareTo(ageMost.get()) >= 0) {
            current.connectionPool().evictAll();
            current = withOwnPool();
            since = now;
        }
        return current;
    }

    /** Lets go of every idle connection. */
    synchronized void close() {
        current.connectionPool().evictAll();
    }

    private OkHttpClient withOwnPool() {
        return template.newBuilder()
                .connectionPool(
                        new ConnectionPool(
                                IDLE_CONNECTIONS_MOST, idleMost.toMillis(), TimeUnit.MILLISECONDS))
                .build();
    }
}
