package io.blackstart.probe;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ReplicationSeen;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Placeholders;
import io.blackstart.http.Service;
import io.blackstart.run.AcknowledgedWrites;
import io.blackstart.run.AcknowledgedWrites.Acknowledged;
import io.blackstart.run.RunClock;

import okhttp3.OkHttpClient;
import okhttp3.Response;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far the passive region is behind, through the service contract: takes the newest acknowledged
 * order and asks the passive endpoint for it until it is there.
 */
public final class ReplicationProbe implements Runnable {
    private static final Duration BETWEEN = Duration.ofMillis(10);

    private final RunClock clock;
    private final String passive;
    private final OkHttpClient client;
    private final Service service;
    private final OrderIds ids;
    private final AcknowledgedWrites acknowledged;
    private final Duration patience;
    private final Consumer<Event> evidence;

    /**
     * A probe of that passive region.
     *
     * @param patience how long one order is looked for; what takes longer is recorded as nothing
     *     seen
     */
    public ReplicationProbe(
            RunClock clock,
            String passive,
            OkHttpClient trusting,
            Service service,
            OrderIds ids,
            AcknowledgedWrites acknowledged,
            Duration patience,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.passive = passive;
        this.service = service;
        this.ids = ids;
        this.acknowledged = acknowledged;
        this.patience = patience;
        this.evidence = evidence;
        this.client =
                trusting.newBuilder()
                        .dns(service.straightTo(passive))
                        .retryOnConnectionFailure(false)
                        .connectTimeout(patience)
                        .readTimeout(patience)
                        .build();
    }

    @Override
    public void run() {
        Optional<Acknowledged> newest = acknowledged.newest();
        if (newest.isEmpty()) {
            return;
        }
        Acknowledged order = newest.get();
        Duration deadline = clock.elapsed().plus(patience);
        Duration lastAbsent = order.at();
        try {
            while (clock.elapsed().compareTo(deadline) < 0) {
                Duration asked = clock.elapsed();
                if (present(order.id())) {
                    evidence.accept(
                            new ReplicationSeen(
                                    clock.elapsed(), order.id(), order.at(), lastAbsent));
                    return;
                }
                lastAbsent = asked;
                clock.sleepUntil(clock.elapsed().plus(BETWEEN));
            }
        } catch (IOException _) {
            // the endpoint probe records that the region does not answer
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean present(long order) throws IOException {
        var request =
                service.requestTo(
                                passive,
                                service.contract().read(),
                                Placeholders.order(ids, order),
                                "")
                        .build();
        try (Response response = client.newCall(request).execute()) {
            if (response.isSuccessful()) {
                return true;
            }
            if (response.code() == 404) {
                return false;
            }
            throw new IOException("the passive region answered " + response.code());
        }
    }
}
