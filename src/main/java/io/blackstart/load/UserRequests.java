package io.blackstart.load;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.AttemptEnded;
import io.blackstart.evidence.Event.ByClient;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.LastPhase;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.experiment.Client;
import io.blackstart.experiment.ClientModel;
import io.blackstart.http.Flight;
import io.blackstart.run.RunClock;

import okhttp3.OkHttpClient;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Carries out one user's request as the user's client would: an attempt, and more of them when it
 * fails and the client's model tries again, until one succeeds or the user gives up.
 */
final class UserRequests {
    private static final Set<Integer> RETRIED_STATUSES = Set.of(500, 502, 503, 504);

    private final RunClock clock;
    private final Attempt call;
    private final Consumer<Event> evidence;

    /** One attempt; in a load, {@link OrderCall#make}. */
    interface Attempt {
        OrderCall.Ended make(OkHttpClient client, Purpose purpose, long order, Manner manner);
    }

    /** What a user asks for. */
    record Wish(long number, Duration due, Purpose purpose, long order) {}

    /** What came of it: the last attempt's account, with the outcome of all of them together. */
    record Ended(OrderCall.Ended last, Optional<ByClient> client) {}

    UserRequests(RunClock clock, Attempt call, Consumer<Event> evidence) {
        this.clock = clock;
        this.call = call;
        this.evidence = evidence;
    }

    /** Returns when it is over, whatever became of it. */
    Ended make(Wish wish, Visit visit) {
        Optional<Client> cohort = visit.cohort();
        ClientModel model = cohort.map(Client::model).orElse(ClientModel.NONE);
        var random = new SplittableRandom(wish.number());
        boolean perhapsWritten = false;
        for (int attempt = 1; ; attempt++) {
            Duration sent = clock.elapsed();
            OrderCall.Ended ended =
                    call.make(visit.http().get(), wish.purpose(), wish.order(), visit.manner());
            perhapsWritten |= ended.outcome() == Outcome.INDETERMINATE;
            Duration wait = Backoff.after(attempt, model, random);
            boolean again =
                    attempt < model.attemptsMost()
                            && isRetried(model, ended)
                            && clock.elapsed().plus(wait).compareTo(wish.due().plus(model.giveUp()))
                                    < 0
                            && visit.quota().take();
            if (again && cohort.isPresent()) {
                evidence.accept(told(wish, attempt, cohort.get().name(), sent, ended));
                again = slept(wait);
            }
            if (!again) {
                if (ended.outcome() == Outcome.SUCCEEDED) {
                    visit.quota().succeeded(attempt > 1);
                }
                ByClient by = new ByClient(visit.name(), attempt, sent);
                return new Ended(
                        perhapsWritten && ended.outcome() == Outcome.FAILED
                                ? ended.with(Outcome.INDETERMINATE)
                                : ended,
                        cohort.map(_ -> by));
            }
        }
    }

    private boolean slept(Duration wait) {
        try {
            clock.sleepUntil(clock.elapsed().plus(wait));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether that client tries again after that. */
    static boolean isRetried(ClientModel model, OrderCall.Ended ended) {
        return switch (model.retries()) {
            case NEVER -> false;
            case DEAD_CONNECTIONS ->
                    (ended.dropClass() == DropClass.RESET || ended.dropClass() == DropClass.EOF)
                            && !ended.flight().madeConnection()
                            && ended.flight().lastPhase() == LastPhase.REQUEST;
            case FAILURES ->
                    switch (ended.dropClass()) {
                        case DNS, REFUSED, CONNECT_TIMEOUT, READ_TIMEOUT, RESET, EOF, THROTTLED ->
                                true;
                        case HTTP_5XX -> RETRIED_STATUSES.contains(ended.status());
                        case NONE, TLS, PROTOCOL, HTTP_4XX, UNAUTHORIZED, WRONG_CONTENT, STALE ->
                                false;
                    };
        };
    }

    private AttemptEnded told(
            Wish wish, int attempt, String client, Duration sent, OrderCall.Ended ended) {
        Flight flight = ended.flight();
        boolean fresh = flight.madeConnection();
        return new AttemptEnded(
                clock.elapsed(),
                sent,
                fresh ? clock.at(flight.connectStartNanos()) : sent,
                wish.number(),
                attempt,
                client,
                wish.purpose(),
                ended.outcome(),
                ended.dropClass(),
                flight.lastPhase(),
                ended.status(),
                ended.region(),
                flight.address(),
                fresh);
    }
}
