package io.blackstart.load;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.CleanedUp;
import io.blackstart.evidence.Event.OtherRegionRead;
import io.blackstart.evidence.Event.SurvivorsAgreed;
import io.blackstart.evidence.Event.SurvivorsRead;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.Environment.Request;
import io.blackstart.experiment.Environment.Survivors;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Placeholders;
import io.blackstart.load.OrderNumbers.Survived;
import io.blackstart.run.ReadBack;
import io.blackstart.run.RunClock;

import okhttp3.Response;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Reads the drill's orders back through the service contract, and takes them away: from where the
 * surviving writes are until two passes agree, and then, as evidence of what could be brought back
 * by hand, once from each other region that answers.
 */
public final class OrderReadBack implements ReadBack {
    /**
     * Between two passes that have to agree; far more than the replication lag that a healthy pair
     * shows.
     */
    private static final Duration BETWEEN_PASSES = Duration.ofSeconds(1);

    /** For the regions that do not keep the survivors, all together. */
    private static final Duration OTHER_REGIONS_MOST = Duration.ofSeconds(15);

    private final RunClock clock;
    private final Environment.Service contract;
    private final OrderRoutes routes;
    private final OrderIds ids;
    private final Supplier<OpenLoad.Attempted> attempted;
    private final double ordersPerSecond;
    private final Consumer<Event> evidence;
    private final OrderPass pass;

    private Survived survivors = Survived.NONE; // touched by the runner's thread only

    /**
     * Reads back after that load.
     *
     * @param ordersPerSecond the most, where orders are read or taken away one by one
     */
    public OrderReadBack(
            RunClock clock,
            Environment.Service contract,
            OrderRoutes routes,
            OrderIds ids,
            Supplier<OpenLoad.Attempted> attempted,
            double ordersPerSecond,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.contract = contract;
        this.routes = routes;
        this.ids = ids;
        this.attempted = attempted;
        this.ordersPerSecond = ordersPerSecond;
        this.evidence = evidence;
        this.pass = new OrderPass(clock, contract, ids, ordersPerSecond);
    }

    @Override
    public void readUntilAgreed(Duration most) throws InterruptedException {
        Optional<Survivors> how = contract.survivors();
        if (how.isEmpty() || attempted.get().own() == 0) {
            evidence.accept(
                    new SurvivorsAgreed(
                            clock.elapsed(), false, "there were no writes to read back"));
            return;
        }
        OrderCourier courier = routes.toSurvivors().get();
        Duration deadline = clock.elapsed().plus(most);
        boolean agreed = agree(courier, how.get(), deadline);
        evidence.accept(
                new SurvivorsAgreed(
                        clock.elapsed(),
                        agreed,
                        agreed ? "" : "no two passes agreed within " + most.toSeconds() + " s"));
        readOthers(courier, how.get(), deadline);
    }

    private boolean agree(OrderCourier courier, Survivors how, Duration deadline)
            throws InterruptedException {
        Optional<Survived> before = Optional.empty();
        for (int number = 1; clock.elapsed().compareTo(deadline) < 0; number++) {
            Optional<Survived> now = pass(courier, how, number, deadline);
            if (now.isPresent()) {
                survivors = now.get();
                if (now.equals(before)) {
                    return true;
                }
            }
            before = now;
            clock.sleepUntil(clock.elapsed().plus(BETWEEN_PASSES));
        }
        return false;
    }

    private Optional<Survived> pass(
            OrderCourier courier, Survivors how, int number, Duration deadline)
            throws InterruptedException {
        try {
            Survived found = pass.read(courier, how, attempted.get().own(), deadline);
            evidence.accept(
                    new SurvivorsRead(
                            clock.elapsed(),
                            number,
                            true,
                            found.ids().toString(),
                            found.duplicates(),
                            Optional.of(found.duplicateIds().toString())));
            return Optional.of(found);
        } catch (IOException e) {
            evidence.accept(
                    new SurvivorsRead(clock.elapsed(), number, false, "", 0, Optional.empty()));
            evidence.accept(
                    new Event.Noted(
                            clock.elapsed(),
                            "reading back, pass " + number + ": " + e.getMessage()));
            return Optional.empty();
        }
    }

    /** One region after the other; who does not answer is taken down as such. */
    private void readOthers(OrderCourier courier, Survivors how, Duration latest)
            throws InterruptedException {
        Duration own = clock.elapsed().plus(OTHER_REGIONS_MOST);
        Duration deadline = own.compareTo(latest) < 0 ? own : latest;
        for (String region : contract.endpoints().keySet()) {
            if (courier.region().filter(region::equals).isPresent()) {
                continue;
            }
            try {
                Survived found =
                        pass.read(
                                routes.straight().apply(region),
                                how,
                                attempted.get().own(),
                                deadline);
                evidence.accept(
                        new OtherRegionRead(
                                clock.elapsed(), region, true, found.ids().toString(), ""));
            } catch (IOException e) {
                evidence.accept(
                        new OtherRegionRead(
                                clock.elapsed(), region, false, "", "" + e.getMessage()));
            }
        }
    }

    @Override
    public void cleanUp(Duration most) throws InterruptedException {
        Optional<Request> each = contract.cleanup();
        if (each.isEmpty()) {
            evidence.accept(
                    new CleanedUp(
                            clock.elapsed(),
                            0,
                            survivors.ids().count(),
                            "the contract has no cleanup"));
            return;
        }
        LongStream.Builder own = LongStream.builder();
        survivors.ids().forEach(own);
        long[] orders =
                LongStream.concat(
                                own.build(),
                                LongStream.rangeClosed(1, attempted.get().warmUp()).map(n -> -n))
                        .toArray();
        OrderCourier courier = routes.toSurvivors().get();
        AtomicInteger deleted = new AtomicInteger();
        new OrderSweep(clock, ordersPerSecond, clock.elapsed().plus(most))
                .over(
                        orders.length,
                        index -> {
                            if (gone(courier, each.get(), orders[index])) {
                                deleted.incrementAndGet();
                            }
                        });
        long left = (long) orders.length - deleted.get();
        evidence.accept(
                new CleanedUp(
                        clock.elapsed(),
                        deleted.get(),
                        left,
                        left == 0 ? "" : left + " orders could not be deleted"));
    }

    private boolean gone(OrderCourier courier, Request each, long order) {
        try (Response response = courier.send(each, Placeholders.order(ids, order))) {
            return response.isSuccessful() || response.code() == 404;
        } catch (IOException _) {
            return false; // counted as left
        }
    }
}
