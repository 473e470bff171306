package io.blackstart.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * The database clusters, one in each region, as RDS shows and commands them. A command returns as
 * soon as it is accepted; until its work is done the cluster's status says what goes on. What a
 * cluster's state forbids is refused with {@link io.blackstart.sandbox.aws.AwsFault}: 404 {@code
 * DBClusterNotFoundFault}, 400 {@code InvalidDBClusterStateFault}, 400 {@code
 * InvalidGlobalClusterStateFault}.
 */
public interface Databases {
    /** The clusters as they are now. */
    List<Cluster> clusters();

    /** The global database that both are members of, where there is one. */
    Optional<Global> global();

    /**
     * Stops a cluster; its PostgreSQL ends. Refused for a member of a global database, and for a
     * cluster that is or has a cross-Region replica.
     */
    void stop(String clusterId);

    /** Starts a stopped cluster, as what it was. */
    void start(String clusterId);

    /** Gives the writer's part to another instance of the cluster: connections break off. */
    void failover(String clusterId);

    /** Reboots one instance: its connections break off, and it is back at once. */
    void reboot(String instanceId);

    /**
     * Makes a read replica a cluster of its own that takes writes ({@code PromoteReadReplica} and,
     * for a global database, {@code RemoveFromGlobalCluster}).
     */
    void promote(String clusterId);

    /** Makes a secondary of the global database its writer, even if writes are lost. */
    void failoverGlobal(String globalId, String targetClusterArn);

    /** Makes a secondary of the global database its writer after it has everything. */
    void switchoverGlobal(String globalId, String targetClusterArn);

    /**
     * A cluster.
     *
     * @param status RDS's word: available, stopping, stopped, starting, failing-over, promoting
     * @param writer whether it takes writes, as RDS knows it
     * @param replicationSource ARN of the cluster of which RDS knows that this one copies it
     */
    record Cluster(
            String id,
            String region,
            String arn,
            String status,
            String endpoint,
            String readerEndpoint,
            boolean writer,
            Optional<String> replicationSource,
            List<Instance> instances) {
        public Cluster {
            instances = List.copyOf(instances);
        }
    }

    /**
     * An instance of a cluster.
     *
     * @param zone its availability zone
     * @param writer whether it is the cluster's writer
     */
    record Instance(String id, String arn, String zone, boolean writer) {}

    /**
     * A global database.
     *
     * @param status RDS's word: available, failing-over, switching-over
     * @param writerArn the member that takes writes
     * @param readers ARNs of the others
     */
    record Global(String id, String arn, String status, String writerArn, List<String> readers) {
        public Global {
            readers = List.copyOf(readers);
        }
    }
}
