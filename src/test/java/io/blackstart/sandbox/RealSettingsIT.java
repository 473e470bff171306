package io.blackstart.sandbox;

import static io.blackstart.sandbox.RunningSandbox.ACTIVE;
import static io.blackstart.sandbox.RunningSandbox.PASSIVE;
import static io.blackstart.sandbox.RunningSandbox.PATIENCE;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Numbers of the {@code sandbox:} section, measured through real sockets. */
class RealSettingsIT {
    private static final int ASKED = 20;
    private static final int MANY = 2_000;

    /** How long an answer takes for which the standby asks the other region's database. */
    private static Duration roundTrip(RunningSandbox scene) throws IOException {
        long sent = System.nanoTime();
        assertEquals(404, scene.visitor().get(scene.url(PASSIVE) + "/orders/none").status());
        return Duration.ofNanos(System.nanoTime() - sent);
    }

    /** Each zone's first connection takes many round trips, and longer than a request waits. */
    private static void awaitConnections(RunningSandbox scene) {
        await().atMost(PATIENCE)
                .until(() -> {
                    boolean all = true;
                    for (String _ : World.ZONES) {
                        all &=
                                scene.visitor().get(scene.url(PASSIVE) + "/orders/none").status()
                                        == 404;
                    }
                    return all;
                });
    }

    @Test
    void everyRoundTripBetweenTheRegionsTakesTwiceTheDelay() throws Exception {
        try (RunningSandbox scene =
                RunningSandbox.open(
                        "{\"lease\": \"30s\", \"wanDelay\": \"100ms\","
                                + " \"standbyUses\": \"theOthers\"}")) {
            awaitConnections(scene);
            for (int i = 0; i < ASKED; i++) {
                Duration took = roundTrip(scene);
                assertTrue(took.compareTo(Duration.ofMillis(200)) >= 0, () -> "took " + took);
            }
        }
    }

    @Test
    void jitterAddsToTheDelayOnItsWayThereAndBack() throws Exception {
        try (RunningSandbox scene =
                RunningSandbox.open(
                        "{\"lease\": \"30s\", \"wanDelay\": \"0ms\", \"wanJitter\": \"100ms\","
                                + " \"standbyUses\": \"theOthers\"}")) {
            awaitConnections(scene);
            Duration all = Duration.ZERO;
            for (int i = 0; i < ASKED; i++) {
                all = all.plus(roundTrip(scene));
            }
            // forty ways of 50 ms on average; half of that is eleven standard deviations away
            Duration least = Duration.ofSeconds(1);
            Duration took = all;
            assertTrue(took.compareTo(least) >= 0, () -> "all took " + took);
        }
    }

    @Test
    void aFewRequestsFailAtAnErrorRateAndHealthChecksNever() throws Exception {
        try (RunningSandbox scene =
                RunningSandbox.open("{\"lease\": \"30s\", \"errorRate\": 0.01}")) {
            Map<Integer, Integer> answers = answers(scene);
            int failed = answers.getOrDefault(500, 0);
            assertEquals(Map.of(404, MANY - failed, 500, failed), answers);
            // the errors are seeded: 20 are expected, give or take five
            assertTrue(failed >= 5 && failed <= 50, () -> failed + " of " + MANY + " failed");
            for (int i = 0; i < MANY / 4; i++) {
                assertEquals(200, scene.visitor().get(scene.url(ACTIVE) + "/healthz").status());
            }
        }
    }

    @Test
    void withoutAnErrorRateNoRequestFails() throws Exception {
        try (RunningSandbox scene = RunningSandbox.open("{\"lease\": \"30s\"}")) {
            assertEquals(Map.of(404, MANY), answers(scene));
        }
    }

    private static Map<Integer, Integer> answers(RunningSandbox scene) throws IOException {
        Map<Integer, Integer> answers = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            int status = scene.visitor().get(scene.url(ACTIVE) + "/orders/none").status();
            answers.merge(status, 1, Integer::sum);
        }
        return answers;
    }
}
