package io.blackstart.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.evidence.Event;
import io.blackstart.evidence.Event.AttemptEnded;
import io.blackstart.evidence.Event.ByClient;
import io.blackstart.evidence.Event.DropClass;
import io.blackstart.evidence.Event.Outcome;
import io.blackstart.evidence.Event.Purpose;
import io.blackstart.experiment.Client;
import io.blackstart.experiment.Client.Connections;
import io.blackstart.experiment.ClientModel;
import io.blackstart.experiment.Share;
import io.blackstart.http.Flight;
import io.blackstart.run.FakeClock;

import okhttp3.OkHttpClient;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

final class UserRequestsTest {
    private static final Duration ATTEMPT = Duration.ofMillis(500);
    private static final OkHttpClient HTTP = new OkHttpClient();

    private final FakeClock clock = new FakeClock();
    private final List<Event> evidence = new ArrayList<>();
    private final Deque<OrderCall.Ended> answers = new ArrayDeque<>();
    private int attempts;

    @Test
    void withoutAModelNobodyTriesAgain() {
        answers.add(dropped(DropClass.REFUSED, Outcome.FAILED));

        UserRequests.Ended ended = make(Purpose.READ, visit(Optional.empty(), 100));

        assertEquals(1, attempts);
        assertEquals(Outcome.FAILED, ended.last().outcome());
        assertEquals(Optional.empty(), ended.client());
        assertEquals(List.of(), evidence);
    }

    @Test
    void anSdkTriesThreeTimesAndEachEarlierAttemptHasItsOwnRecord() {
        answers.add(dropped(DropClass.REFUSED, Outcome.FAILED));
        answers.add(dropped(DropClass.HTTP_5XX, Outcome.FAILED));
        answers.add(served());

        UserRequests.Ended ended = make(Purpose.READ, visit(ClientModel.AWS_SDK));

        assertEquals(Outcome.SUCCEEDED, ended.last().outcome());
        assertEquals(3, ended.client().map(ByClient::attempts).orElseThrow());
        assertEquals(
                List.of(DropClass.REFUSED, DropClass.HTTP_5XX),
                evidence.stream().map(event -> ((AttemptEnded) event).dropClass()).toList());
        assertEquals(
                List.of(1, 2),
                evidence.stream().map(event -> ((AttemptEnded) event).attempt()).toList());
        assertTrue(
                evidence.getLast().at().compareTo(ended.client().orElseThrow().lastSent()) <= 0,
                "it waited before the last attempt");
    }

    @Test
    void anSdkGivesUpAfterThreeAttempts() {
        for (int i = 0; i < 5; i++) {
            answers.add(dropped(DropClass.CONNECT_TIMEOUT, Outcome.FAILED));
        }

        assertEquals(
                Outcome.FAILED, make(Purpose.READ, visit(ClientModel.AWS_SDK)).last().outcome());
        assertEquals(3, attempts);
    }

    @Test
    void whatMayHaveBeenWrittenOnceStaysIndeterminateWhateverIsRefusedLater() {
        answers.add(dropped(DropClass.READ_TIMEOUT, Outcome.INDETERMINATE));
        answers.add(dropped(DropClass.HTTP_5XX, Outcome.FAILED));
        answers.add(dropped(DropClass.HTTP_5XX, Outcome.FAILED));

        assertEquals(
                Outcome.INDETERMINATE,
                make(Purpose.WRITE, visit(ClientModel.AWS_SDK)).last().outcome());
        assertEquals(3, attempts);
    }

    @Test
    void anAppTriesUntilItsUserHasGone() {
        for (int i = 0; i < 20; i++) {
            answers.add(dropped(DropClass.CONNECT_TIMEOUT, Outcome.FAILED));
        }

        UserRequests.Ended ended = make(Purpose.READ, visit(ClientModel.MOBILE));

        assertEquals(Outcome.FAILED, ended.last().outcome());
        assertTrue(attempts >= 3 && attempts <= 4, attempts + " attempts");
        assertTrue(clock.elapsed().compareTo(ClientModel.MOBILE.giveUp().plus(ATTEMPT)) <= 0);
    }

    @Test
    void aBrowserRepeatsOnlyWhatADeadConnectionLost() {
        Flight reused = new Flight();
        assertFalse(
                UserRequests.isRetried(
                        ClientModel.BROWSER, dropped(DropClass.READ_TIMEOUT, Outcome.FAILED)));
        assertFalse(
                UserRequests.isRetried(
                        ClientModel.BROWSER,
                        new OrderCall.Ended(Outcome.FAILED, DropClass.RESET, 0, "", reused)),
                "the connection was lost before the request began to leave it");
        assertFalse(
                UserRequests.isRetried(
                        ClientModel.BROWSER, dropped(DropClass.HTTP_5XX, Outcome.FAILED)));
    }

    @Test
    void contentAndRefusalsAreNotTriedAgain() {
        for (DropClass lasting :
                List.of(
                        DropClass.HTTP_4XX,
                        DropClass.UNAUTHORIZED,
                        DropClass.WRONG_CONTENT,
                        DropClass.STALE)) {
            assertFalse(
                    UserRequests.isRetried(ClientModel.AWS_SDK, dropped(lasting, Outcome.FAILED)),
                    lasting.text());
        }
        assertTrue(
                UserRequests.isRetried(
                        ClientModel.AWS_SDK, dropped(DropClass.THROTTLED, Outcome.FAILED)));
    }

    @Test
    void anEmptyQuotaEndsTheRetries() {
        for (int i = 0; i < 5; i++) {
            answers.add(dropped(DropClass.CONNECT_TIMEOUT, Outcome.FAILED));
        }

        make(Purpose.READ, visit(Optional.of(client(ClientModel.AWS_SDK)), 1));

        assertEquals(2, attempts);
    }

    @Test
    void theSameRequestWaitsTheSameTimeInEachRun() {
        answers.add(dropped(DropClass.REFUSED, Outcome.FAILED));
        answers.add(served());
        make(Purpose.READ, visit(ClientModel.MOBILE));
        Duration once = clock.elapsed();
        answers.add(dropped(DropClass.REFUSED, Outcome.FAILED));
        answers.add(served());
        make(Purpose.READ, visit(ClientModel.MOBILE));

        assertEquals(once, clock.elapsed().minus(once));
    }

    private UserRequests.Ended make(Purpose purpose, Visit visit) {
        return new UserRequests(clock, (_, _, _, _) -> next(), evidence::add)
                .make(new UserRequests.Wish(7, clock.elapsed(), purpose, 3), visit);
    }

    private OrderCall.Ended next() {
        attempts++;
        clock.sleepUntil(clock.elapsed().plus(ATTEMPT));
        return answers.remove();
    }

    private static OrderCall.Ended dropped(DropClass dropClass, Outcome outcome) {
        int status = dropClass == DropClass.HTTP_5XX ? 503 : 0;
        return new OrderCall.Ended(outcome, dropClass, status, "", new Flight());
    }

    private static OrderCall.Ended served() {
        return new OrderCall.Ended(
                Outcome.SUCCEEDED, DropClass.NONE, 200, "eu-central-1", new Flight());
    }

    private static Client client(ClientModel model) {
        return new Client("users", Share.ALL, Connections.POOLED, model, Optional.empty(), false);
    }

    private static Visit visit(ClientModel model) {
        return visit(Optional.of(client(model)), 100);
    }

    private static Visit visit(Optional<Client> client, int quota) {
        return new Visit(client, () -> HTTP, new RetryQuota(quota), Manner.PLAIN);
    }
}
