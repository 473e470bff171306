package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.Control;
import io.blackstart.evidence.Event.ControlProbed;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.http.Failures;
import io.blackstart.http.Flight;
import io.blackstart.run.RunClock;

import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks a target that the fault must not touch, on a fresh connection; it serves when it answers 2xx
 * or 3xx.
 */
public final class ControlProbe implements Runnable {
    private static final int BAD_FROM = 400;

    private final RunClock clock;
    private final Control control;
    private final OkHttpClient client;
    private final String url;
    private final Consumer<Event> evidence;

    /**
     * A probe of that target.
     *
     * @param trusting what it trusts
     * @param timeout for connecting, and again for reading
     */
    public ControlProbe(
            RunClock clock,
            Control control,
            OkHttpClient trusting,
            String url,
            Duration timeout,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.control = control;
        this.url = url;
        this.evidence = evidence;
        this.client =
                trusting.newBuilder()
                        .connectTimeout(timeout)
                        .readTimeout(timeout)
                        .writeTimeout(timeout)
                        .retryOnConnectionFailure(false)
                        .fastFallback(false)
                        .followRedirects(false)
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                        .eventListenerFactory(Flight.LISTENERS)
                        .build();
    }

    @Override
    public void run() {
        Duration asked = clock.elapsed();
        Flight flight = new Flight();
        Request request = new Request.Builder().url(url).tag(Flight.class, flight).build();
        Optional<DropClass> dropped;
        try (Response response = client.newCall(request).execute()) {
            dropped =
                    response.code() < BAD_FROM
                            ? Optional.empty()
                            : Optional.of(Failures.of(response.code()));
        } catch (IOException e) {
            dropped = Optional.of(Failures.of(e, flight.lastPhase()));
        }
        evidence.accept(
                new ControlProbed(
                        clock.elapsed(), asked, dropped.isEmpty(), Optional.of(control), dropped));
    }
}
