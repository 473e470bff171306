package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.Metrics;

import java.util.HashMap;
import java.util.Map;

/** What Route 53 publishes to CloudWatch, in us-east-1 only: how its health checks stand. */
record HealthMetrics(HealthChecks checks, HealthStates states, Watching watching)
        implements Metrics {
    private static final String REGION = "us-east-1";
    private static final String NAMESPACE = "AWS/Route53";

    @Override
    public Map<Series, Double> now() {
        Map<Series, Double> values = new HashMap<>();
        for (HealthCheck check : checks.all()) {
            values.put(
                    series("HealthCheckStatus", check.id()), states.healthy(check.id()) ? 1.0 : 0);
            watching.percentageHealthy(check.id())
                    .ifPresent(percentage ->
                            values.put(
                                    series("HealthCheckPercentageHealthy", check.id()),
                                    percentage));
        }
        return values;
    }

    private static Series series(String name, String id) {
        return new Series(REGION, NAMESPACE, name, Map.of("HealthCheckId", id));
    }
}
