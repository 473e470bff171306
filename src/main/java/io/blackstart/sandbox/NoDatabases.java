package io.blackstart.sandbox;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.List;
import java.util.Optional;

/** An account in which RDS knows of no cluster; what is commanded is not found. */
final class NoDatabases implements Databases {
    @Override
    public List<Cluster> clusters() {
        return List.of();
    }

    @Override
    public Optional<Global> global() {
        return Optional.empty();
    }

    @Override
    public void stop(String clusterId) {
        throw unknown(clusterId);
    }

    @Override
    public void start(String clusterId) {
        throw unknown(clusterId);
    }

    @Override
    public void failover(String clusterId) {
        throw unknown(clusterId);
    }

    @Override
    public void reboot(String instanceId) {
        throw unknown(instanceId);
    }

    @Override
    public void promote(String clusterId) {
        throw unknown(clusterId);
    }

    @Override
    public void failoverGlobal(String globalId, String targetClusterArn) {
        throw unknown(globalId);
    }

    @Override
    public void switchoverGlobal(String globalId, String targetClusterArn) {
        throw unknown(globalId);
    }

    private static AwsFault unknown(String id) {
        return new AwsFault(404, "DBClusterNotFoundFault", "DBCluster " + id + " not found.");
    }
}
