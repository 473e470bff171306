package io.blackstart.probe;

import io.blackstart.experiment.Environment;
import io.blackstart.http.Flight;
import io.blackstart.http.Placeholders;
import io.blackstart.http.Service;

import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds by looking which region serves the users and which stands by. */
public final class RoleFinder {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final OkHttpClient client;
    private final Service service;

    /**
     * Looks with that client.
     *
     * @param users trusts what users trust, and asks DNS as they do
     */
    public RoleFinder(OkHttpClient users, Service service) {
        this.client =
                users.newBuilder()
                        .connectTimeout(TIMEOUT)
                        .readTimeout(TIMEOUT)
                        .eventListenerFactory(Flight.LISTENERS)
                        // a kept connection would answer from where it once led
                        .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                        .build();
        this.service = service;
    }

    /** What was found. */
    public sealed interface Found {
        /** It is clear who does what. */
        record Roles(String active, String passive) implements Found {}

        /** It is not clear; nothing must be broken. */
        record Unclear(String why) implements Found {}
    }

    /** Asks the users' name, and each region whether it takes writes. */
    public Found find(List<String> regions) {
        try {
            String serving = serving();
            if (!regions.contains(serving)) {
                return new Found.Unclear(
                        "users are served by '"
                                + serving
                                + "', which is none of the regions "
                                + regions);
            }
            List<String> writers = writers(regions);
            if (service.contract().writer().isPresent() && !writers.equals(List.of(serving))) {
                return new Found.Unclear(
                        "users are served by "
                                + serving
                                + ", but writes are taken by "
                                + (writers.isEmpty()
                                        ? "no region"
                                        : String.join(" and ", writers)));
            }
            String other =
                    regions.stream()
                            .filter(region -> !region.equals(serving))
                            .findFirst()
                            .orElseThrow();
            return new Found.Roles(serving, other);
        } catch (IOException e) {
            return new Found.Unclear(
                    "the service does not answer at "
                            + service.contract().url()
                            + ": "
                            + e.getMessage());
        }
    }

    /**
     * The one region that says that it takes writes; nothing when none, or more than one, says so.
     */
    public Optional<String> writer(List<String> regions) {
        try {
            List<String> writers = writers(regions);
            return writers.size() == 1 ? Optional.of(writers.getFirst()) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // who does not answer cannot be asked for its orders either
        }
    }

    private String serving() throws IOException {
        Flight flight = new Flight();
        Request request =
                service.request(service.contract().health(), Placeholders.none(), "")
                        .tag(Flight.class, flight)
                        .build();
        try (Response response = client.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException("it answers " + response.code());
            }
            return service.servedBy(response, flight.address());
        }
    }

    private List<String> writers(List<String> regions) throws IOException {
        Optional<Environment.Writer> writer = service.contract().writer();
        List<String> writers = new ArrayList<>();
        if (writer.isEmpty()) {
            return writers;
        }
        for (String region : regions) {
            Request request =
                    service.requestTo(region, writer.get().request(), Placeholders.none(), "")
                            .build();
            OkHttpClient straight = client.newBuilder().dns(service.straightTo(region)).build();
            try (Response response = straight.newCall(request).execute()) {
                if (Boolean.parseBoolean(response.header(writer.get().header(), "false"))) {
                    writers.add(region);
                }
            }
        }
        return writers;
    }
}
