package io.blackstart.load;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.ByClient;
import io.blackstart.evidence.Event.Cohort;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.LastPhase;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.evidence.Event.RequestEnded;
import io.blackstart.experiment.LoadProfile;
import io.blackstart.http.Flight;
import io.blackstart.run.AcknowledgedWrites;
import io.blackstart.run.AcknowledgedWrites.Acknowledged;
import io.blackstart.run.Load;
import io.blackstart.run.RunClock;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sends each request when it is due, whatever became of the earlier ones.
 *
 * <p>One dispatcher thread walks an absolute schedule; each request runs on a virtual thread of its
 * own. A late dispatcher sends at once and never skips: latency counts from when a request was due,
 * so a stalled service shows in every request that waited. What cannot be sent, because as much as
 * may be is under way already, is recorded as not sent.
 */
public final class OpenLoad implements Load {
    /**
     * Reads ask only for orders at least so old, so that a reader is never ahead of its own writer.
     */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private static final Duration STRAGGLERS_MOST = Duration.ofSeconds(30);

    private final RunClock clock;
    private final LoadProfile profile;
    private final Mix mix;
    private final Crowd crowd;
    private final Visitors visitors;
    private final UserRequests requests;
    private final OrderCall call;
    private final AcknowledgedWrites acknowledged;
    private final Consumer<Event> evidence;
    private final int inFlightMost;
    private final Semaphore inFlight;
    private final AtomicLong orders = new AtomicLong();
    private final AtomicLong warmUpOrders = new AtomicLong();

    private volatile boolean stopped;
    private Optional<Thread> dispatcher = Optional.empty(); // touched by the runner's thread only

    /** A load that has not begun. */
    public OpenLoad(
            RunClock clock,
            LoadProfile profile,
            Users users,
            OrderCall call,
            AcknowledgedWrites acknowledged,
            long descriptorsMost,
            Consumer<Event> evidence) {
        this.clock = clock;
        this.profile = profile;
        this.mix = new Mix(profile);
        this.crowd = new Crowd(profile, mix);
        this.visitors = new Visitors(profile, users, call.run(), clock::elapsed);
        this.requests = new UserRequests(clock, call::make, evidence);
        this.call = call;
        this.acknowledged = acknowledged;
        this.evidence = evidence;
        this.inFlightMost = LoadShape.of(descriptorsMost, profile).inFlightMost();
        this.inFlight = new Semaphore(inFlightMost);
    }

    @Override
    public void warmUp() throws InterruptedException {
        WarmUp ramp = new WarmUp(profile.sending().warmUp(), profile.rates().mostPerSecond());
        Pacer pacer = ramp.pacer();
        long requests = ramp.requests();
        Duration start = clock.elapsed();
        for (long n = 0; n < requests; n++) {
            clock.sleepUntil(start.plus(pacer.due(n)));
            long number = n;
            if (inFlight.tryAcquire()) {
                Thread.startVirtualThread(() -> warm(number));
            }
        }
        awaitStragglers();
    }

    @Override
    public void start() {
        Duration start = clock.elapsed();
        dispatcher = Optional.of(Thread.ofPlatform().name("load").start(() -> dispatch(start)));
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        if (dispatcher.isPresent()) {
            dispatcher.get().join();
            awaitStragglers();
            visitors.close();
        }
    }

    private void dispatch(Duration start) {
        TimerSlack.least();
        DueTimes dueTimes = DueTimes.of(profile);
        try {
            for (long n = 0; ; n++) {
                Duration due = start.plus(dueTimes.next());
                clock.sleepUntil(due);
                if (stopped) {
                    return;
                }
                send(n, due);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(long number, Duration due) {
        Purpose purpose = mix.purpose(number);
        // numbered here, on the one dispatcher thread, so that order ids follow the due times
        long order = purpose == Purpose.WRITE ? orders.getAndIncrement() : OrderCall.NO_ORDER;
        if (inFlight.tryAcquire()) {
            Thread.startVirtualThread(() -> record(number, due, purpose, order));
        } else {
            evidence.accept(notSent(number, due, purpose, order));
        }
    }

    private void record(long number, Duration due, Purpose purpose, long written) {
        try {
            Duration sent = clock.elapsed();
            long order = purpose == Purpose.WRITE ? written : readable(number, sent);
            Crowd.User user = crowd.user(number);
            UserRequests.Wish wish = new UserRequests.Wish(number, due, purpose, order);
            UserRequests.Ended ended = requests.make(wish, visitors.visit(user));
            Duration done = clock.elapsed();
            if (purpose == Purpose.WRITE && ended.last().outcome() == Outcome.SUCCEEDED) {
                acknowledged.add(order, done);
            }
            evidence.accept(ended(wish, sent, done, user, ended));
        } finally {
            inFlight.release();
        }
    }

    private RequestEnded ended(
            UserRequests.Wish wish,
            Duration sent,
            Duration done,
            Crowd.User user,
            UserRequests.Ended all) {
        OrderCall.Ended ended = all.last();
        Flight flight = ended.flight();
        boolean fresh = flight.madeConnection();
        return new RequestEnded(
                done,
                wish.due(),
                sent,
                fresh ? clock.at(flight.connectStartNanos()) : sent,
                wish.number(),
                wish.purpose(),
                // only what was seen to connect counts as fresh, or what never had a connection
                user.cohort() == Cohort.FRESH && (fresh || !flight.connected())
                        ? Cohort.FRESH
                        : Cohort.POOLED,
                user.cache(),
                wish.order(),
                ended.outcome(),
                ended.dropClass(),
                flight.lastPhase(),
                ended.status(),
                ended.region(),
                flight.address(),
                fresh,
                all.client());
    }

    private RequestEnded notSent(long number, Duration due, Purpose purpose, long order) {
        Duration now = clock.elapsed();
        Crowd.User user = crowd.user(number);
        String client = visitors.visit(user).name();
        return new RequestEnded(
                now,
                due,
                now,
                now,
                number,
                purpose,
                user.cohort(),
                user.cache(),
                order,
                Outcome.NOT_SENT,
                DropClass.NONE,
                LastPhase.NONE,
                0,
                "",
                "",
                false,
                client.isEmpty() ? Optional.empty() : Optional.of(new ByClient(client, 0, now)));
    }

    private void warm(long number) {
        try {
            Purpose purpose = mix.purpose(number);
            Duration now = clock.elapsed();
            long order =
                    purpose == Purpose.WRITE
                            ? -1 - warmUpOrders.getAndIncrement()
                            : readable(number, now);
            OrderCall.Ended ended =
                    call.make(visitors.visit(crowd.user(number)).http().get(), purpose, order);
            if (purpose == Purpose.WRITE && ended.outcome() == Outcome.SUCCEEDED) {
                acknowledged.add(order, clock.elapsed());
            }
        } finally {
            inFlight.release();
        }
    }

    private long readable(long number, Duration now) {
        return acknowledged
                .any(now, SETTLED, new SplittableRandom(number))
                .map(Acknowledged::id)
                .orElse(OrderCall.NO_ORDER);
    }

    /** How many orders this load has tried to write so far, of its own and in the warm-up. */
    public Attempted attempted() {
        return new Attempted(orders.get(), warmUpOrders.get());
    }

    /** Orders tried: numbers 0 to {@code own} − 1, and −1 to −{@code warmUp}. */
    public record Attempted(long own, long warmUp) {}

    private void awaitStragglers() throws InterruptedException {
        Duration request = profile.longestRequest().multipliedBy(2);
        Duration call = Users.wholeCallMost(profile);
        long most = (request.compareTo(call) > 0 ? request : call).plus(STRAGGLERS_MOST).toMillis();
        if (!inFlight.tryAcquire(inFlightMost, most, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    (inFlightMost - inFlight.availablePermits())
                            + " requests are still under way after "
                            + most
                            + " ms");
        }
        inFlight.release(inFlightMost);
    }
}
