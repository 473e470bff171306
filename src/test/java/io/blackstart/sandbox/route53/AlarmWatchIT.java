package io.blackstart.sandbox.route53;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.route53.HealthCheckConfig.Insufficient;
import io.blackstart.sandbox.route53.HealthCheckConfig.Metric;
import io.blackstart.sandbox.route53.HealthCheckConfig.Standing;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A health check that follows an alarm's metric, on a clock that really runs. */
class AlarmWatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Boolean> told = new CopyOnWriteArrayList<>();
    private volatile Optional<Alarms.State> data = Optional.of(Alarms.State.OK);

    @Test
    void followsTheDataAndNotTheAlarm() {
        try (CloudTimer timer = new CloudTimer(new CloudClock(100));
                AlarmWatch watch = start(timer, Insufficient.LAST_KNOWN, false)) {
            await().atMost(PATIENCE).until(() -> !watch.sightings().isEmpty());
            assertEquals(List.of(), watch.failures());
            data = Optional.of(Alarms.State.ALARM);
            await().atMost(PATIENCE).until(() -> told.contains(false));
            assertEquals(
                    "Failure: the metric of the CloudWatch alarm is in the state ALARM",
                    watch.failures().getFirst().observation().report());
            int before = told.size();
            data = Optional.empty();
            // the last known state goes on; the last word before the change may still be under way
            await().atMost(PATIENCE).until(() -> told.size() > before + 3);
            assertTrue(told.subList(before, told.size()).stream().noneMatch(one -> one));
            data = Optional.of(Alarms.State.OK);
            await().atMost(PATIENCE).until(() -> told.getLast());
        }
    }

    @Test
    void tooLittleDataMeansWhatIsSetAndInvertedTheOpposite() {
        data = Optional.empty();
        try (CloudTimer timer = new CloudTimer(new CloudClock(100));
                AlarmWatch unhealthy = start(timer, Insufficient.UNHEALTHY, true)) {
            await().atMost(PATIENCE).until(() -> !unhealthy.failures().isEmpty());
            assertEquals(List.of(true), told.subList(0, 1));
            unhealthy.update(metric(Insufficient.HEALTHY, true));
            await().atMost(PATIENCE).until(() -> !told.getLast());
        }
    }

    private AlarmWatch start(CloudTimer timer, Insufficient insufficient, boolean inverted) {
        return AlarmWatch.start(
                "id",
                metric(insufficient, inverted),
                new AlarmWatch.Feed(
                        new Alarms() {
                            @Override
                            public Optional<State> state(String region, String nameOrArn) {
                                throw new AssertionError("anybody can force this state");
                            }

                            @Override
                            public Optional<State> dataState(String region, String nameOrArn) {
                                return data;
                            }
                        },
                        timer,
                        (_, _, healthy) -> told.add(healthy)));
    }

    private static Metric metric(Insufficient insufficient, boolean inverted) {
        return new Metric("me-south-1", "errors", insufficient, new Standing(inverted, false));
    }
}
