package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Metrics;
import io.blackstart.sandbox.PublishedMetrics;

import java.util.HashMap;
import java.util.Map;

/** What Route 53 publishes to CloudWatch, in us-east-1 only: how its health checks stand. */
record HealthMetrics(HealthChecks checks, HealthStates states, Watching watching)
        implements Metrics {
    @Override
    public Map<Series, Double> now() {
        Map<Series, Double> values = new HashMap<>();
        for (HealthCheck check : checks.all()) {
            values.put(
                    PublishedMetrics.healthCheckStatus(check.id()),
                    states.healthy(check.id()) ? 1.0 : 0);
            watching.percentageHealthy(check.id())
                    .ifPresent(percentage ->
                            values.put(
                                    PublishedMetrics.healthCheckPercentageHealthy(check.id()),
                                    percentage));
        }
        return values;
    }
}
