package io.blackstart.load;

import io.blackstart.evidence.Event.Cohort;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.experiment.Sending;
import io.blackstart.http.Flight;

import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The users' HTTP clients: for each DNS cache one for those who open a connection for each request,
 * and one for those who keep theirs. That also shards the connection pools and the lists of calls
 * under way, which OkHttp walks from end to end, under a lock, on each call.
 */
public final class Users {
    private static final int IDLE_CONNECTIONS_MOST = 16;

    /** A call may read several times, each within its time-out; a trickle must end all the same. */
    private static final int READS_MOST = 3;

    private final List<OkHttpClient> fresh = new ArrayList<>();
    private final List<OkHttpClient> pooled = new ArrayList<>();

    /**
     * Users whose caches ask that upstream.
     *
     * @param trusting a client that trusts what the service's users trust
     * @param url of the service
     */
    public Users(
            OkHttpClient trusting,
            LoadProfile profile,
            URI url,
            DnsUpstream upstream,
            Supplier<Duration> elapsed) {
        this(trusting, profile, url, upstream.caches(profile.dns(), elapsed));
    }

    Users(OkHttpClient trusting, LoadProfile profile, URI url, List<DnsCache> caches) {
        OkHttpClient base =
                trusting.newBuilder()
                        // a retry, or a second address tried, would make two requests of one
                        .retryOnConnectionFailure(false)
                        .fastFallback(false)
                        .followRedirects(false)
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .callTimeout(wholeCallMost(profile))
                        .connectTimeout(profile.sending().connectTimeout())
                        .readTimeout(profile.timeout())
                        .writeTimeout(profile.timeout())
                        .eventListenerFactory(Flight.LISTENERS)
                        .build();
        List<Protocol> pooledProtocols = protocols(profile.sending().protocol(), url);
        for (DnsCache cache : caches) {
            fresh.add(
                    base.newBuilder()
                            .dns(cache)
                            .dispatcher(new Dispatcher())
                            .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                            .build());
            pooled.add(
                    base.newBuilder()
                            .dns(cache)
                            .dispatcher(new Dispatcher())
                            .protocols(pooledProtocols)
                            .connectionPool(
                                    new ConnectionPool(IDLE_CONNECTIONS_MOST, 5, TimeUnit.MINUTES))
                            .build());
        }
    }

    /** The longest that one request lasts, whatever happens. */
    static Duration wholeCallMost(LoadProfile profile) {
        return profile.sending().connectTimeout().plus(profile.timeout().multipliedBy(READS_MOST));
    }

    /** Without TLS nothing negotiates, so both sides have to know that it is HTTP/2. */
    private static List<Protocol> protocols(Sending.Protocol wanted, URI url) {
        return switch (wanted) {
            case HTTP_1_1 -> List.of(Protocol.HTTP_1_1);
            case HTTP_2 ->
                    url.getScheme().equals("http")
                            ? List.of(Protocol.H2_PRIOR_KNOWLEDGE)
                            : List.of(Protocol.HTTP_2, Protocol.HTTP_1_1);
        };
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
