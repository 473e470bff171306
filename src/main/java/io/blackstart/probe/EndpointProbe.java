package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.EndpointProbed;
import io.blackstart.experiment.Environment;
import io.blackstart.http.Failures;
import io.blackstart.http.Flight;
import io.blackstart.http.Placeholders;
import io.blackstart.http.Service;
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
 * Asks one region's endpoint, on a fresh connection with a short time-out, whether it is healthy
 * and takes writes. Finer than the 1 s steps in which the kernel repeats a lost SYN.
 */
public final class EndpointProbe implements Runnable {
    private final RunClock clock;
    private final String region;
    private final OkHttpClient client;
    private final Service service;
    private final Consumer<Event> evidence;

    /**
     * A probe of that region.
     *
     * @param timeout for connecting, and again for reading
     */
    public EndpointProbe(
            RunClock clock,
            String region,
            OkHttpClient trusting,
            Service service,
            Duration timeout,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.region = region;
        this.service = service;
        this.evidence = evidence;
        this.client =
                trusting.newBuilder()
                        .dns(service.straightTo(region))
                        .retryOnConnectionFailure(false)
                        .fastFallback(false)
                        .followRedirects(false)
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                        .connectTimeout(timeout)
                        .readTimeout(timeout)
                        .writeTimeout(timeout)
                        .eventListenerFactory(Flight.LISTENERS)
                        .build();
    }

    @Override
    public void run() {
        Duration asked = clock.elapsed();
        Flight flight = new Flight();
        Optional<Environment.Writer> writer = service.contract().writer();
        Environment.Request template =
                writer.map(Environment.Writer::request).orElse(service.contract().health());
        Request request =
                service.requestTo(region, template, Placeholders.none(), "")
                        .tag(Flight.class, flight)
                        .build();
        try (Response response = client.newCall(request).execute()) {
            Optional<Boolean> writes =
                    writer.map(Environment.Writer::header)
                            .flatMap(name -> Optional.ofNullable(response.header(name)))
                            .map(Boolean::parseBoolean);
            boolean served = response.isSuccessful();
            DropClass why = served ? DropClass.NONE : Failures.of(response.code());
            evidence.accept(
                    new EndpointProbed(
                            clock.elapsed(), asked, region, served, why, response.code(), writes));
        } catch (IOException e) {
            evidence.accept(
                    new EndpointProbed(
                            clock.elapsed(),
                            asked,
                            region,
                            false,
                            Failures.of(e, flight.lastPhase()),
                            0,
                            Optional.empty()));
        }
    }
}
