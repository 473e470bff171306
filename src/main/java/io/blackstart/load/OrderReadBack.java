package io.blackstart.load;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.CleanedUp;
import io.blackstart.evidence.Event.SurvivorsAgreed;
import io.blackstart.evidence.Event.SurvivorsRead;
import io.blackstart.evidence.Ids;
import io.blackstart.experiment.Environment;
import io.blackstart.experiment.Environment.Request;
import io.blackstart.experiment.Environment.Survivors;
import io.blackstart.http.OrderIds;
import io.blackstart.http.Placeholders;
import io.blackstart.run.ReadBack;
import io.blackstart.run.RunClock;

import okhttp3.Response;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Reads the drill's orders back through the service contract, and takes them away. */
public final class OrderReadBack implements ReadBack {
    /**
     * Between two passes that have to agree; far more than the replication lag that a healthy pair
     * shows.
     */
    private static final Duration BETWEEN_PASSES = Duration.ofSeconds(1);

    private static final int CLEANERS = 16;

    private final RunClock clock;
    private final Environment.Service contract;
    private final Supplier<OrderCourier> toSurvivors;
    private final OrderIds ids;
    private final Supplier<OpenLoad.Attempted> attempted;
    private final double cleanUpsPerSecond;
    private final Consumer<Event> evidence;

    private List<Long> survivors = List.of(); // touched by the runner's thread only

    /**
     * Reads back after that load.
     *
     * @param toSurvivors asked once, when the reading begins: finds the way to the surviving writes
     */
    public OrderReadBack(
            RunClock clock,
            Environment.Service contract,
            Supplier<OrderCourier> toSurvivors,
            OrderIds ids,
            Supplier<OpenLoad.Attempted> attempted,
            double cleanUpsPerSecond,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.contract = contract;
        this.toSurvivors = toSurvivors;
        this.ids = ids;
        this.attempted = attempted;
        this.cleanUpsPerSecond = cleanUpsPerSecond;
        this.evidence = evidence;
    }

    @Override
    public void readUntilAgreed(Duration most) throws InterruptedException {
        Optional<Survivors> survivorsContract = contract.survivors();
        if (survivorsContract.isEmpty() || attempted.get().own() == 0) {
            evidence.accept(
                    new SurvivorsAgreed(
                            clock.elapsed(), false, "there were no writes to read back"));
            return;
        }
        OrderCourier courier = toSurvivors.get();
        Duration deadline = clock.elapsed().plus(most);
        Optional<List<Long>> before = Optional.empty();
        for (int pass = 1; clock.elapsed().compareTo(deadline) < 0; pass++) {
            Optional<List<Long>> now = pass(courier, survivorsContract.get(), pass);
            if (now.isPresent() && now.equals(before)) {
                survivors = now.get();
                evidence.accept(new SurvivorsAgreed(clock.elapsed(), true, ""));
                return;
            }
            before = now;
            clock.sleepUntil(clock.elapsed().plus(BETWEEN_PASSES));
        }
        before.ifPresent(seen -> survivors = seen);
        evidence.accept(
                new SurvivorsAgreed(
                        clock.elapsed(),
                        false,
                        "no two passes agreed within " + most.toSeconds() + " s"));
    }

    private Optional<List<Long>> pass(OrderCourier courier, Survivors how, int pass)
            throws InterruptedException {
        try {
            List<Long> listed =
                    switch (how) {
                        case Survivors.Listed list -> new OrderList(courier, ids, list).read();
                        case Survivors.Each _ -> readEach(courier);
                    };
            List<Long> distinct = listed.stream().sorted().distinct().toList();
            evidence.accept(
                    new SurvivorsRead(
                            clock.elapsed(),
                            pass,
                            true,
                            Ids.of(distinct.stream().mapToLong(Long::longValue).toArray())
                                    .toString(),
                            listed.size() - distinct.size(),
                            Optional.empty()));
            return Optional.of(distinct);
        } catch (IOException e) {
            evidence.accept(
                    new SurvivorsRead(clock.elapsed(), pass, false, "", 0, Optional.empty()));
            evidence.accept(
                    new Event.Noted(
                            clock.elapsed(), "reading back, pass " + pass + ": " + e.getMessage()));
            return Optional.empty();
        }
    }

    private List<Long> readEach(OrderCourier courier) throws IOException, InterruptedException {
        List<Long> present = new ArrayList<>();
        Duration due = clock.elapsed();
        for (long order = 0; order < attempted.get().own(); order++) {
            clock.sleepUntil(due);
            due = due.plusNanos((long) (1e9 / cleanUpsPerSecond));
            int status = status(courier, contract.read(), order);
            if (status >= 200 && status < 300) {
                present.add(order);
            } else if (status != 404) {
                throw new IOException("order " + ids.text(order) + " answered " + status);
            }
        }
        return present;
    }

    @Override
    public void cleanUp(Duration most) throws InterruptedException {
        Optional<Request> each = contract.cleanup();
        if (each.isEmpty()) {
            evidence.accept(
                    new CleanedUp(
                            clock.elapsed(), 0, survivors.size(), "the contract has no cleanup"));
            return;
        }
        List<Long> orders =
                LongStream.concat(
                                survivors.stream().mapToLong(Long::longValue),
                                LongStream.rangeClosed(1, attempted.get().warmUp()).map(n -> -n))
                        .boxed()
                        .toList();
        OrderCourier courier = toSurvivors.get();
        Duration deadline = clock.elapsed().plus(most);
        AtomicLong deleted = new AtomicLong();
        AtomicLong next = new AtomicLong();
        Duration start = clock.elapsed();
        List<Thread> cleaners = new ArrayList<>();
        for (int i = 0; i < CLEANERS; i++) {
            cleaners.add(
                    Thread.startVirtualThread(() ->
                            clean(courier, each.get(), orders, next, deleted, start, deadline)));
        }
        for (Thread cleaner : cleaners) {
            cleaner.join();
        }
        long left = orders.size() - deleted.get();
        evidence.accept(
                new CleanedUp(
                        clock.elapsed(),
                        deleted.get(),
                        left,
                        left == 0 ? "" : left + " orders could not be deleted"));
    }

    private void clean(
            OrderCourier courier,
            Request each,
            List<Long> orders,
            AtomicLong next,
            AtomicLong deleted,
            Duration start,
            Duration deadline) {
        try {
            for (int i = (int) next.getAndIncrement();
                    i < orders.size();
                    i = (int) next.getAndIncrement()) {
                clock.sleepUntil(start.plusNanos((long) (i * 1e9 / cleanUpsPerSecond)));
                if (clock.elapsed().compareTo(deadline) > 0) {
                    return;
                }
                if (gone(courier, each, orders.get(i))) {
                    deleted.incrementAndGet();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean gone(OrderCourier courier, Request each, long order) {
        try {
            int status = status(courier, each, order);
            return (status >= 200 && status < 300) || status == 404;
        } catch (IOException _) {
            return false; // counted as left
        }
    }

    private int status(OrderCourier courier, Request template, long order) throws IOException {
        try (Response response = courier.send(template, Placeholders.order(ids, order))) {
            return response.code();
        }
    }
}
