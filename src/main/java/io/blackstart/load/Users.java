package io.blackstart.load;

import io.blackstart.evidence.Event.Cohort;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.http.Flight;

import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The users' HTTP clients: for each DNS cache one for those who open a connection for each request,
 * and one for those who keep theirs. That also shards the connection pools, which OkHttp walks from
 * end to end on each call.
 */
public final class Users {
    private static final int IDLE_CONNECTIONS_MOST = 16;

    private final List<OkHttpClient> fresh = new ArrayList<>();
    private final List<OkHttpClient> pooled = new ArrayList<>();

    /**
     * Users whose caches ask that upstream.
     *
     * @param trusting a client that trusts what the service's users trust
     */
    public Users(
            OkHttpClient trusting,
            LoadProfile profile,
            DnsUpstream upstream,
            Supplier<Duration> elapsed) {
        OkHttpClient base =
                trusting.newBuilder()
                        // a retry, or a second address tried, would make two requests of one
                        .retryOnConnectionFailure(false)
                        .fastFallback(false)
                        .followRedirects(false)
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectTimeout(profile.timeout())
                        .readTimeout(profile.timeout())
                        .writeTimeout(profile.timeout())
                        .eventListenerFactory(Flight.LISTENERS)
                        .build();
        for (DnsCache cache : upstream.caches(profile.dns(), elapsed)) {
            fresh.add(
                    base.newBuilder()
                            .dns(cache)
                            .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                            .build());
            pooled.add(
                    base.newBuilder()
                            .dns(cache)
                            .connectionPool(
                                    new ConnectionPool(IDLE_CONNECTIONS_MOST, 5, TimeUnit.MINUTES))
                            .build());
        }
    }

    OkHttpClient client(Cohort cohort, int cache) {
        return switch (cohort) {
            case FRESH -> fresh.get(cache);
            case POOLED -> pooled.get(cache);
        };
    }

    /** Lets go of every connection. */
    public void close() {
        pooled.forEach(client -> client.connectionPool().evictAll());
        fresh.forEach(client -> client.connectionPool().evictAll());
    }
}
