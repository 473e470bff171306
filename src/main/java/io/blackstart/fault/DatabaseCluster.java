package io.blackstart.fault;

import io.blackstart.run.FaultInjector.Answer;
import io.blackstart.run.FaultInjector.FaultFailed;
import io.blackstart.run.RunClock;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.GlobalCluster;
import software.amazon.awssdk.services.rds.model.InvalidDbClusterStateException;

import java.time.Duration;
import java.util.Optional;

/**
 * One region's database cluster, as RDS shows and commands it.
 *
 * @param id its identifier
 */
record DatabaseCluster(RdsClient rds, String id) {
    private static final String AVAILABLE = "available";
    private static final String STOPPED = "stopped";

    /** Aurora takes minutes to stop, and minutes to start. */
    private static final Duration START_MOST = Duration.ofMinutes(20);

    private static final String WAY_OUT =
            ", which AWS does not stop; the way out: isolate the DB subnets:"
                    + " experiments/database-isolated.yaml";

    /**
     * Whether AWS would stop it, and start it again. What RDS does not show is not assumed: then
     * the answer is no.
     */
    Answer mayBeStopped() {
        String name = "database " + id;
        try {
            Optional<String> against = against(described());
            return new Answer(
                    name,
                    against.isEmpty(),
                    against.orElse(
                            "is available, no member of a global database, and no replica hangs on"
                                    + " it"));
        } catch (DbClusterNotFoundException _) {
            return new Answer(name, false, "RDS knows no cluster " + id + " in this region");
        } catch (SdkException e) {
            return new Answer(
                    name,
                    false,
                    "RDS does not tell whether it may be stopped and started again: "
                            + e.getMessage());
        }
    }

    private Optional<String> against(DBCluster cluster) {
        Optional<GlobalCluster> global =
                rds.describeGlobalClustersPaginator().globalClusters().stream()
                        .filter(each ->
                                each.globalClusterMembers().stream()
                                        .anyMatch(member ->
                                                cluster.dbClusterArn()
                                                        .equals(member.dbClusterArn())))
                        .findFirst();
        if (global.isPresent()) {
            return Optional.of(
                    "is a member of the global database "
                            + global.get().globalClusterIdentifier()
                            + WAY_OUT);
        }
        if (cluster.replicationSourceIdentifier() != null
                && !cluster.replicationSourceIdentifier().isBlank()) {
            return Optional.of(
                    "is a replica of " + cluster.replicationSourceIdentifier() + WAY_OUT);
        }
        if (!cluster.readReplicaIdentifiers().isEmpty()) {
            return Optional.of(
                    "has the replica "
                            + String.join(" and ", cluster.readReplicaIdentifiers())
                            + WAY_OUT);
        }
        return AVAILABLE.equals(cluster.status())
                ? Optional.empty()
                : Optional.of(
                        "is " + cluster.status() + "; only an available cluster can be stopped");
    }

    /**
     * Starts it if it is stopped or stopping, and returns when it is available. Twice is harmless.
     *
     * @return what was done
     * @throws FaultFailed when it does not become available
     * @throws SdkException when RDS does not answer
     */
    String startAgain(RunClock clock, Duration between) throws FaultFailed, InterruptedException {
        Duration deadline = clock.elapsed().plus(START_MOST);
        boolean asked = false;
        String status = String.valueOf(described().status());
        while (!status.equals(AVAILABLE)) {
            if (status.equals(STOPPED)) {
                asked = start() || asked;
            }
            if (clock.elapsed().compareTo(deadline) > 0) {
                throw new FaultFailed(
                        "database cluster "
                                + id
                                + " is still "
                                + status
                                + " after "
                                + START_MOST.toMinutes()
                                + " min; run: ./blackstart recover");
            }
            clock.sleepUntil(clock.elapsed().plus(between));
            status = String.valueOf(described().status());
        }
        return asked ? "started again" : "available";
    }

    /** Asks RDS to start it; false when somebody else was faster. */
    private boolean start() {
        try {
            rds.startDBCluster(request -> request.dbClusterIdentifier(id));
            return true;
        } catch (InvalidDbClusterStateException _) {
            return false; // it starts already; what it comes to is seen at the next look
        }
    }

    private DBCluster described() {
        return rds
                .describeDBClusters(request -> request.dbClusterIdentifier(id))
                .dbClusters()
                .stream()
                .findFirst()
                .orElseThrow(() ->
                        DbClusterNotFoundException.builder()
                                .message("RDS shows no cluster " + id)
                                .build());
    }
}
