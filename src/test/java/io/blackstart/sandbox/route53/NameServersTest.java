package io.blackstart.sandbox.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.RecordedTruth;
import io.blackstart.sandbox.aws.CloudTimer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class NameServersTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 500, 5_000, 60_000})
    void newsTakesThePropagationDelayAndAtMostTheSpreadMore(long millis) {
        Duration propagation = Duration.ofMillis(millis);
        try (CloudTimer timer = new CloudTimer(new CloudClock(1))) {
            List<Duration> delays =
                    new NameServers(timer, propagation, new RecordedTruth()).delays();
            assertEquals(4, Set.copyOf(delays).size(), "each its own: " + delays);
            for (Duration delay : delays) {
                assertTrue(delay.compareTo(propagation) >= 0, delay + " is too early");
                assertTrue(
                        delay.compareTo(propagation.plusMillis(200)) <= 0, delay + " is too late");
            }
        }
    }
}
