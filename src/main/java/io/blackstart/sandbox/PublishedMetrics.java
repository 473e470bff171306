package io.blackstart.sandbox;

import java.util.Map;

/**
 * The metrics that the sandbox publishes by itself, named as AWS names them. A gauge is the value
 * of the moment at which CloudWatch asks; a count is what was counted since it asked last, a minute
 * of the cloud's clock earlier.
 */
public final class PublishedMetrics {
    /** Namespace of the databases. */
    public static final String RDS = "AWS/RDS";

    /** Namespace of health checks, whose metrics are in {@link #ROUTE53_REGION} alone. */
    public static final String ROUTE53 = "AWS/Route53";

    /** Namespace of load balancers. */
    public static final String LOAD_BALANCER = "AWS/ApplicationELB";

    /** Where Route 53 publishes. */
    public static final String ROUTE53_REGION = "us-east-1";

    private PublishedMetrics() {}

    /**
     * How far a secondary of a global database is behind, in milliseconds; a gauge.
     *
     * @param region of the secondary
     * @param clusterId of the secondary
     */
    public static Metrics.Series replicationLag(String region, String clusterId) {
        return new Metrics.Series(
                region,
                RDS,
                "AuroraGlobalDBReplicationLag",
                Map.of("DBClusterIdentifier", clusterId));
    }

    /** Whether a health check is healthy, 1 or 0; a gauge. */
    public static Metrics.Series healthCheckStatus(String healthCheckId) {
        return healthCheck("HealthCheckStatus", healthCheckId);
    }

    /** The share of a health check's checkers that find it healthy, 0 to 100; a gauge. */
    public static Metrics.Series healthCheckPercentageHealthy(String healthCheckId) {
        return healthCheck("HealthCheckPercentageHealthy", healthCheckId);
    }

    private static Metrics.Series healthCheck(String name, String healthCheckId) {
        return new Metrics.Series(
                ROUTE53_REGION, ROUTE53, name, Map.of("HealthCheckId", healthCheckId));
    }

    /**
     * Requests that a load balancer took; a count.
     *
     * @param balancer its dimension, such as {@code app/drill/50dc6c495c0c9188}
     */
    public static Metrics.Series requests(String region, String balancer) {
        return balancer("RequestCount", region, balancer);
    }

    /** Answers of class 5xx that a load balancer made by itself; a count. */
    public static Metrics.Series balancerErrors(String region, String balancer) {
        return balancer("HTTPCode_ELB_5XX_Count", region, balancer);
    }

    /** Answers of class 5xx that a load balancer's targets made; a count. */
    public static Metrics.Series targetErrors(String region, String balancer) {
        return balancer("HTTPCode_Target_5XX_Count", region, balancer);
    }

    private static Metrics.Series balancer(String name, String region, String balancer) {
        return new Metrics.Series(region, LOAD_BALANCER, name, Map.of("LoadBalancer", balancer));
    }
}
