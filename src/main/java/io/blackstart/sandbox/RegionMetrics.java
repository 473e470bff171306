package io.blackstart.sandbox;

import io.blackstart.sandbox.database.Clusters;
import io.blackstart.sandbox.region.Region;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the regions publish: what their load balancers counted, and how far a global database's
 * secondary is behind. As on AWS, errors have no series in a minute without one.
 *
 * @param regions both
 */
record RegionMetrics(List<Region> regions, Clusters clusters) implements Metrics {
    RegionMetrics {
        regions = List.copyOf(regions);
    }

    @Override
    public Map<Series, Double> now() {
        Map<Series, Double> values = new HashMap<>();
        for (Region region : regions) {
            Region.Counts counts = region.counts();
            String balancer = balancer(region.name());
            values.put(
                    PublishedMetrics.requests(region.name(), balancer), (double) counts.requests());
            counted(
                    values,
                    PublishedMetrics.balancerErrors(region.name(), balancer),
                    counts.balancerErrors());
            counted(
                    values,
                    PublishedMetrics.targetErrors(region.name(), balancer),
                    counts.targetErrors());
        }
        if (clusters.global().isPresent()) {
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
        Map<String, Duration> lags = clusters.lag();
        for (Databases.Cluster cluster : clusters.clusters()) {
            if (lags.containsKey(cluster.region())) {
                values.put(
                        PublishedMetrics.replicationLag(cluster.region(), cluster.id()),
                        (double) lags.get(cluster.region()).toMillis());
            }
        }
    }

    /** The dimension of a region's load balancer. */
    static String balancer(String region) {
        return "app/app-entry/" + region;
    }
}
