package io.blackstart.load;

import io.blackstart.experiment.Environment;
import io.blackstart.experiment.Environment.Survivors;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Placeholders;
import io.blackstart.load.OrderNumbers.Survived;
import io.blackstart.run.RunClock;

import okhttp3.Response;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** One pass over a region's orders of the drill, as the contract says: as a list, or one by one. */
final class OrderPass {
    /** Of each page, or each order; a service has errors on a good day. */
    static final int TRIES = 3;

    private static final int BODY_BYTES_MOST = 1 << 20;

    private final RunClock clock;
    private final Environment.Service contract;
    private final OrderIds ids;
    private final double readsPerSecond;

    /**
     * @param readsPerSecond the most, where orders are read one by one
     */
    OrderPass(RunClock clock, Environment.Service contract, OrderIds ids, double readsPerSecond) {
        this.clock = clock;
        this.contract = contract;
        this.ids = ids;
        this.readsPerSecond = readsPerSecond;
    }

    /**
     * What is there.
     *
     * @param attempted orders 0 to {@code attempted} − 1 were tried
     * @throws IOException when it cannot be read to its end by the deadline
     */
    Survived read(OrderCourier courier, Survivors how, long attempted, Duration deadline)
            throws IOException, InterruptedException {
        return switch (how) {
            case Survivors.Listed list ->
                    new OrderList(courier, ids, list).read(() -> late(deadline)).survived();
            case Survivors.Each _ -> each(courier, Math.toIntExact(attempted), deadline);
        };
    }

    private boolean late(Duration deadline) {
        return clock.elapsed().compareTo(deadline) > 0;
    }

    private Survived each(OrderCourier courier, int attempted, Duration deadline)
            throws IOException, InterruptedException {
        OrderNumbers present = new OrderNumbers(); // guarded by itself
        AtomicReference<Optional<IOException>> failed = new AtomicReference<>(Optional.empty());
        int visited =
                new OrderSweep(clock, readsPerSecond, deadline)
                        .over(
                                attempted,
                                order -> {
                                    if (failed.get().isPresent()) {
                                        return;
                                    }
                                    try {
                                        if (isThere(courier, order)) {
                                            synchronized (present) {
                                                present.add(order);
                                            }
                                        }
                                    } catch (IOException e) {
                                        failed.set(Optional.of(e));
                                    }
                                });
        if (failed.get().isPresent()) {
            throw failed.get().get();
        }
        if (visited < attempted) {
            throw new IOException(
                    "only " + visited + " of " + attempted + " orders were read in time");
        }
        return present.survived();
    }

    /** What is there with other content than was written is not the order that was written. */
    private boolean isThere(OrderCourier courier, long order) throws IOException {
        UnaryOperator<String> values = Placeholders.order(ids, order);
        String written = contract.write().map(write -> values.apply(write.body())).orElse("");
        for (int attempt = 1; ; attempt++) {
            try (Response response = courier.send(contract.read(), values)) {
                if (response.isSuccessful()) {
                    return Content.holds(response.peekBody(BODY_BYTES_MOST).string(), written);
                }
                if (response.code() == 404) {
                    return false;
                }
                if (attempt == TRIES) {
                    throw new IOException(
                            "order " + ids.text(order) + " answered " + response.code());
                }
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
