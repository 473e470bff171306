package io.blackstart.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackstart.sandbox.region.Region;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

class RegionMetricsTest {
    private static final String WRITERS = World.ACTIVE.region();
    private static final String READERS = World.PASSIVE.region();
    private static final String BALANCER = "app/app-entry/" + WRITERS;

    private static Map<Metrics.Series, Double> now(
            Region.Counts counts, boolean global, Map<String, Duration> lags) {
        Map<String, Supplier<Region.Counts>> balancers = Map.of(WRITERS, () -> counts);
        return new RegionMetrics(balancers, new CommandedDatabases(global), () -> lags).now();
    }

    @Test
    void aLoadBalancersErrorsAndItsTargetsAreCountedApart() {
        assertEquals(
                Map.of(
                        PublishedMetrics.requests(WRITERS, BALANCER), 9.0,
                        PublishedMetrics.balancerErrors(WRITERS, BALANCER), 2.0,
                        PublishedMetrics.targetErrors(WRITERS, BALANCER), 3.0),
                now(new Region.Counts(9, 2, 3), true, Map.of()));
    }

    @Test
    void aMinuteWithoutErrorsHasNoSeriesOfErrors() {
        assertEquals(
                Map.of(PublishedMetrics.requests(WRITERS, BALANCER), 0.0),
                now(new Region.Counts(0, 0, 0), true, Map.of()));
    }

    @Test
    void theSecondaryOfAGlobalDatabasePublishesItsLagInMilliseconds() {
        assertEquals(
                Map.of(
                        PublishedMetrics.requests(WRITERS, BALANCER), 1.0,
                        PublishedMetrics.replicationLag(READERS, CommandedDatabases.READER),
                                1_500.0),
                now(new Region.Counts(1, 0, 0), true, Map.of(READERS, Duration.ofMillis(1_500))));
    }

    @Test
    void aCopyThatRdsDoesNotKnowOfPublishesNoLag() {
        assertEquals(
                Map.of(PublishedMetrics.requests(WRITERS, BALANCER), 1.0),
                now(new Region.Counts(1, 0, 0), false, Map.of(READERS, Duration.ofSeconds(1))));
    }
}
