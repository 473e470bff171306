package io.blackstart.sandbox.route53;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.route53.HealthCheckConfig.Checked;
import io.blackstart.sandbox.route53.HealthCheckConfig.Endpoint;
import io.blackstart.sandbox.route53.HealthCheckConfig.Protocol;
import io.blackstart.sandbox.route53.HealthCheckConfig.Standing;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * How long each step of a check may take. AWS says: 4 s to connect, 10 s for TCP checks, 2 s to the
 * status, 2 s more to the text in the body.
 */
@Timeout(60)
class CheckTimesIT {
    /** Longer than any step of a check may take at the fastest clock of the tests below. */
    private static final Duration TOO_LONG = Duration.ofMillis(150);

    private static final int FASTEST = 100;

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        // protocol, speed, milliseconds of real time of each step
        "TCP, 1, 10000",
        "HTTP, 1, 4000 2000",
        "HTTP_STR_MATCH, 1, 4000 2000 2000",
        "TCP, 10, 1000",
        "HTTP_STR_MATCH, 10, 400 200 200",
    })
    void eachStepHasTheTimeThatAwsGivesIt(Protocol protocol, int speed, String millis) {
        server.enqueue(well().build());
        ToldDeadlines deadlines = ToldDeadlines.never();
        assertTrue(check(speed, deadlines).check("id", here(protocol)).passed());
        assertEquals(
                Arrays.stream(millis.split(" "))
                        .map(each -> Duration.ofMillis(Long.parseLong(each)))
                        .toList(),
                deadlines.asked());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | Failure: Connection timed out. The endpoint",
                "1 | Failure: Response timed out. No HTTP status came within 2 seconds.",
                "2 | Failure: Response timed out. The response body did not come within 2 more",
            })
    void theStepWhoseTimeIsOverFailsTheCheck(int step, String report) {
        // a body that came along with the headers needs no time of its own
        server.enqueue(well().bodyDelay(TOO_LONG.toMillis(), TimeUnit.MILLISECONDS).build());
        Observation seen =
                check(1, ToldDeadlines.passing(step)).check("id", here(Protocol.HTTP_STR_MATCH));
        assertFalse(seen.passed());
        assertTrue(seen.report().startsWith(report), seen.report());
    }

    @Test
    void nothingButTheDeadlinesEndsASlowCheck() {
        server.enqueue(
                well().headersDelay(TOO_LONG.toMillis(), TimeUnit.MILLISECONDS)
                        .bodyDelay(TOO_LONG.toMillis(), TimeUnit.MILLISECONDS)
                        .build());
        Observation seen =
                check(FASTEST, ToldDeadlines.never()).check("id", here(Protocol.HTTP_STR_MATCH));
        assertEquals("Success: HTTP Status Code 200, OK", seen.report());
    }

    /** Into a hole, where the socket's own time-out ends the step. */
    @ParameterizedTest
    @CsvSource({"HTTP, 4", "TCP, 10"})
    void connectingIsTriedForAllOfItsTime(Protocol protocol, int seconds) {
        int speed = 10;
        String path = protocol == Protocol.TCP ? "" : "/";
        Endpoint hole = new Endpoint("192.0.2.7", 80, path, "", "", false);
        long from = System.nanoTime();
        Observation seen = check(speed, ToldDeadlines.never()).check("id", of(protocol, hole));
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        assertTrue(seen.report().startsWith("Failure: Connection timed out."), seen.report());
        // no more than a millisecond is lost in rounding
        Duration least = Duration.ofSeconds(seconds).dividedBy(speed).minusMillis(1);
        assertTrue(took.compareTo(least) >= 0, took + " of " + least);
    }

    @Test
    void aDeadlineClosesWhatIsStillInUseAndNotBeforeItsTime() throws IOException {
        try (TimedDeadlines deadlines = new TimedDeadlines();
                Socket used = new Socket();
                Socket done = new Socket()) {
            deadlines.closing(List.of(done), TOO_LONG).close();
            long from = System.nanoTime();
            try (Deadlines.Deadline deadline = deadlines.closing(List.of(used), TOO_LONG)) {
                await().atMost(30, TimeUnit.SECONDS).until(used::isClosed);
                Duration took = Duration.ofNanos(System.nanoTime() - from);
                assertTrue(took.compareTo(TOO_LONG) >= 0, "" + took);
                assertTrue(deadline.passed());
            }
            // its time came first, had it not been called off
            assertFalse(done.isClosed());
        }
    }

    /** Asked to close the connection, as the server of the tests does only when it is told to. */
    private static MockResponse.Builder well() {
        return new MockResponse.Builder()
                .body("all is WELL")
                .onResponseEnd(new SocketEffect.CloseSocket());
    }

    private static SocketCheck check(int speed, Deadlines deadlines) {
        return new SocketCheck(
                new CloudClock(speed),
                deadlines,
                new CheckerSockets(UnaryOperator.identity()),
                _ -> Optional.empty());
    }

    private Checked here(Protocol protocol) {
        String search = protocol.matches() ? "WELL" : "";
        String path = protocol == Protocol.TCP ? "" : "/";
        return of(protocol, new Endpoint("127.0.0.1", server.getPort(), path, "", search, false));
    }

    private static Checked of(Protocol protocol, Endpoint endpoint) {
        return new Checked(protocol, endpoint, 10, 3, false, List.of(), new Standing(false, false));
    }
}
