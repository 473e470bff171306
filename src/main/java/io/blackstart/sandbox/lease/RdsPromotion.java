package io.blackstart.sandbox.lease;

import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.Databases.Cluster;
import io.blackstart.sandbox.Databases.Global;
import io.blackstart.sandbox.aws.AwsFault;

import java.util.Optional;

/**
 * Promotion through RDS's calls: {@code FailoverGlobalCluster} with data loss allowed where there
 * is a global database, {@code PromoteReadReplica} where there is none.
 */
public final class RdsPromotion implements Promotion {
    private static final String AVAILABLE = "available";

    private final Databases databases;

    /** Speaks to RDS. */
    public RdsPromotion(Databases databases) {
        this.databases = databases;
    }

    @Override
    public Part part(String region) {
        Cluster cluster = cluster(region);
        if (!cluster.status().equals(AVAILABLE)) {
            return Part.CHANGES;
        }
        return cluster.writer() ? Part.WRITES : Part.FOLLOWS;
    }

    @Override
    public Ordered order(String region) {
        Cluster cluster = cluster(region);
        Optional<Global> global = databases.global();
        try {
            if (global.isPresent()) {
                databases.failoverGlobal(global.get().id(), cluster.arn());
            } else {
                databases.promote(cluster.id());
            }
            return new Ordered.Accepted();
        } catch (AwsFault refused) {
            return new Ordered.Refused(refused.message());
        }
    }

    private Cluster cluster(String region) {
        return databases.clusters().stream()
                .filter(cluster -> cluster.region().equals(region))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cluster in " + region));
    }
}
