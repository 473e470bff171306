package io.blackstart.fault;

import io.blackstart.run.FaultInjector.FaultFailed;
import io.blackstart.run.MonotonicClock;

import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;

import java.time.Duration;

/** A database cluster that a run stopped, or was about to, and did not report as started. */
public final class DatabaseLeftovers {
    private DatabaseLeftovers() {}

    /**
     * Starts the cluster if need be, and returns when it is available.
     *
     * @return what was done, in words
     * @throws FaultFailed when it does not become available, or there is no such cluster
     */
    public static String mend(RdsClient rds, String cluster, Duration between)
            throws FaultFailed, InterruptedException {
        try {
            return "database cluster "
                    + cluster
                    + ": "
                    + new DatabaseCluster(rds, cluster)
                            .startAgain(new MonotonicClock(System.nanoTime()), between);
        } catch (DbClusterNotFoundException e) {
            throw new FaultFailed("RDS knows no database cluster " + cluster, e);
        }
    }
}
