package io.blackstart.drill;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.DnsAnswered;
import io.blackstart.evidence.Event.EndpointProbed;
import io.blackstart.experiment.Environment;
import io.blackstart.http.PromptSockets;
import io.blackstart.http.Service;
import io.blackstart.http.Trust;
import io.blackstart.probe.DnsProbe;
import io.blackstart.probe.EndpointProbe;
import io.blackstart.run.MonotonicClock;

import okhttp3.OkHttpClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks, as a drill's probes do, how the two regions are at this moment. */
public final class RegionLook implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final Environment environment;
    private final OkHttpClient client;
    private final List<Runnable> probes = new ArrayList<>();
    private final List<Event> seen = new ArrayList<>();

    /**
     * Probes of an environment.
     *
     * @throws IOException when its trust file cannot be read
     */
    public RegionLook(Environment environment) throws IOException {
        this.environment = environment;
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder().socketFactory(new PromptSockets());
        Optional<String> trust = environment.service().trust();
        this.client =
                trust.isPresent()
                        ? Trust.only(Files.readString(Path.of(trust.get())), builder).build()
                        : builder.build();
        Service service =
                new Service(
                        environment.service(), name -> Optional.ofNullable(System.getenv(name)));
        MonotonicClock clock = new MonotonicClock(System.nanoTime());
        probes.add(
                new DnsProbe(
                        clock,
                        Vantage.AUTHORITATIVE,
                        Vantage.servers(environment.dns(), Vantage.AUTHORITATIVE).getFirst(),
                        environment.dns().name(),
                        seen::add));
        for (String region : environment.regions()) {
            probes.add(new EndpointProbe(clock, region, client, service, TIMEOUT, seen::add));
        }
    }

    /**
     * How a region is.
     *
     * @param named whether the name servers answer with its address
     * @param writes whether it says that it takes writes
     * @param health a word for people
     */
    public record Region(String name, boolean named, boolean writes, String health) {
        @Override
        public String toString() {
            return name
                    + (named ? "  serves" : "  stands by")
                    + (writes ? ", takes writes" : "")
                    + ", "
                    + health;
        }
    }

    /** Looks once; takes at most a second and a half. Not for use by many threads. */
    public List<Region> look() {
        seen.clear();
        probes.forEach(Runnable::run);
        List<String> named =
                seen.stream()
                        .filter(DnsAnswered.class::isInstance)
                        .flatMap(event -> ((DnsAnswered) event).addresses().stream())
                        .toList();
        return seen.stream()
                .filter(EndpointProbed.class::isInstance)
                .map(event -> region((EndpointProbed) event, named))
                .toList();
    }

    private Region region(EndpointProbed probe, List<String> named) {
        String address =
                Optional.ofNullable(environment.service().endpoints().get(probe.region()))
                        .map(endpoint -> endpoint.getHost())
                        .orElse("");
        return new Region(
                probe.region(),
                named.contains(address),
                probe.writer().orElse(false),
                health(probe));
    }

    private static String health(EndpointProbed probe) {
        if (probe.served()) {
            return "healthy";
        }
        return probe.status() == 0
                ? "silent (" + probe.dropClass().text() + ")"
                : "unhealthy (" + probe.status() + ")";
    }

    /** Lets go of its connections. */
    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
