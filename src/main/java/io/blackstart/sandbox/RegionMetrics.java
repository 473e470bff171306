package io.blackstart.sandbox;

import io.blackstart.sandbox.database.Clusters;
import io.blackstart.sandbox.region.Region;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the regions publish: what their load balancers counted, and how far a global database's
 * secondary is behind. As on AWS, errors have no series in a minute without one.
 *
 * @param counts by region, what its load balancer counted since it was asked last
 * @param databases the clusters, and whether they are a global database
 * @param lags by region, how far a copy is behind
 */
record RegionMetrics(
        Map<String, Supplier<Region.Counts>> counts,
        Databases databases,
        Supplier<Map<String, Duration>> lags)
        implements Metrics {
    RegionMetrics {
        counts = Map.copyOf(counts);
    }

    /** What both regions and their clusters publish. */
    static RegionMetrics of(Region active, Region passive, Clusters clusters) {
        return new RegionMetrics(
                Map.of(active.name(), active::counts, passive.name(), passive::counts),
                clusters,
                clusters::lag);
    }

    @Override
    public Map<Series, Double> now() {
        Map<Series, Double> values = new HashMap<>();
        counts.forEach((region, counted) -> {
            Region.Counts now = counted.get();
            String balancer = balancer(region);
            values.put(PublishedMetrics.requests(region, balancer), (double) now.requests());
            counted(
                    values,
                    PublishedMetrics.balancerErrors(region, balancer),
                    now.balancerErrors());
            counted(values, PublishedMetrics.targetErrors(region, balancer), now.targetErrors());
        });
        if (databases.global().isPresent()) {
            lag(values);
        }
        return values;
    }

    private static void counted(Map<Series, Double> values, Series series, long count) {
        if (count > 0) {
            values.put(series, (double) count);
        }
    }

    private void lag(Map<Series, Double> values) {
        Map<String, Duration> behind = lags.get();
        for (Databases.Cluster cluster : databases.clusters()) {
            if (behind.containsKey(cluster.region())) {
                values.put(
                        PublishedMetrics.replicationLag(cluster.region(), cluster.id()),
                        (double) behind.get(cluster.region()).toMillis());
            }
        }
    }

    /** The dimension of a region's load balancer. */
    static String balancer(String region) {
        return "app/app-entry/" + region;
    }
}
