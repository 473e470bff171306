package io.blackstart.sandbox;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.List;
import java.util.Optional;

/** An account without a database. */
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
        throw missing(clusterId);
    }

    @Override
    public void start(String clusterId) {
        throw missing(clusterId);
    }

    @Override
    public void failover(String clusterId) {
        throw missing(clusterId);
    }

    @Override
    public void reboot(String instanceId) {
        throw missing(instanceId);
    }

    @Override
    public void promote(String clusterId) {
        throw missing(clusterId);
    }

    @Override
    public void failoverGlobal(String globalId, String targetClusterArn) {
        throw missing(globalId);
    }

    @Override
    public void switchoverGlobal(String globalId, String targetClusterArn) {
        throw missing(globalId);
    }

    private static AwsFault missing(String id) {
        return new AwsFault(404, "DBClusterNotFoundFault", id + " not found.");
    }
}
