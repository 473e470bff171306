package io.blackstart.sandbox;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.List;
import java.util.Optional;

/** What stands for parts that are not connected yet: no databases that RDS shows, and no alarms. */
final class Unwired {
    static final Databases DATABASES = new NoDatabases();
    static final Alarms ALARMS = new NoAlarms();

    private Unwired() {}

    private static final class NoDatabases implements Databases {
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
            throw none(clusterId);
        }

        @Override
        public void start(String clusterId) {
            throw none(clusterId);
        }

        @Override
        public void failover(String clusterId) {
            throw none(clusterId);
        }

        @Override
        public void reboot(String instanceId) {
            throw none(instanceId);
        }

        @Override
        public void promote(String clusterId) {
            throw none(clusterId);
        }

        @Override
        public void failoverGlobal(String globalId, String targetClusterArn) {
            throw none(globalId);
        }

        @Override
        public void switchoverGlobal(String globalId, String targetClusterArn) {
            throw none(globalId);
        }

        private static AwsFault none(String id) {
            return new AwsFault(404, "DBClusterNotFoundFault", "there is no " + id);
        }
    }

    private static final class NoAlarms implements Alarms {
        @Override
        public Optional<State> state(String region, String nameOrArn) {
            return Optional.empty();
        }

        @Override
        public Optional<State> dataState(String region, String nameOrArn) {
            return Optional.empty();
        }
    }
}
