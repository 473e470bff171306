package io.blackstart.sandbox.lease;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.rds.RdsCalls;

import java.io.IOException;
import java.net.ConnectException;

/**
 * Promotion through RDS's calls, over RDS's own wire: {@code FailoverGlobalCluster} with data loss
 * allowed for a member of a global database, {@code PromoteReadReplicaDBCluster} for a replica.
 * Each is signed for the region whose standby takes over.
 */
public final class RdsPromotion implements Promotion {
    private static final System.Logger LOG = System.getLogger(RdsPromotion.class.getName());
    private static final String AVAILABLE = "available";

    private final RdsCalls rds;

    /** Speaks to RDS. */
    public RdsPromotion(RdsCalls rds) {
        this.rds = rds;
    }

    @Override
    public Part part(String region) throws InterruptedException {
        try {
            RdsCalls.Told cluster = rds.describe(region);
            if (!cluster.status().equals(AVAILABLE)) {
                return Part.CHANGES;
            }
            return cluster.writer() ? Part.WRITES : Part.FOLLOWS;
        } catch (AwsFault | IOException silent) {
            LOG.log(System.Logger.Level.DEBUG, "RDS does not tell about " + region, silent);
            return Part.UNKNOWN;
        }
    }

    @Override
    public Ordered order(String region) throws InterruptedException {
        RdsCalls.Told cluster;
        try {
            cluster = rds.describe(region);
        } catch (AwsFault refused) {
            return refused(refused);
        } catch (IOException silent) {
            return new Ordered.Refused(String.valueOf(silent)); // nothing was ordered yet
        }
        try {
            if (cluster.global().isPresent()) {
                rds.failOverGlobal(region, cluster.global().get(), cluster.arn());
            } else {
                rds.promote(region, cluster.id());
            }
            return new Ordered.Accepted();
        } catch (AwsFault refused) {
            return refused(refused);
        } catch (ConnectException nobody) {
            return new Ordered.Refused(String.valueOf(nobody));
        } catch (IOException silent) {
            return new Ordered.Unanswered(String.valueOf(silent));
        }
    }

    private static Ordered refused(AwsFault refused) {
        return new Ordered.Refused(refused.code() + ": " + refused.message());
    }
}
