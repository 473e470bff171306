package io.blackstart.sandbox;

import java.util.Map;

/** What the regions and services publish to CloudWatch. */
public interface Metrics {
    /** The values of this moment; CloudWatch takes them down once a minute of the cloud's clock. */
    Map<Series, Double> now();

    /**
     * A metric in a region.
     *
     * @param namespace such as {@code AWS/RDS}
     * @param name such as {@code AuroraReplicaLag}
     */
    record Series(String region, String namespace, String name, Map<String, String> dimensions) {
        public Series {
            dimensions = Map.copyOf(dimensions);
        }
    }
}
