package io.blackstart.sandbox;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One cluster of two instances, in me-south-1, that a test commands. */
public final class RecordedDatabases implements Databases {
    /** The cluster's id. */
    public static final String ID = "orders-me-south-1";

    private static final String RDS = "arn:aws:rds:me-south-1:123456789012:";

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile String status = "available";
    private volatile boolean refusing;

    /** From now on it is a member of a global database, which cannot be stopped. */
    public void refuseToStop() {
        refusing = true;
    }

    /** What a command began has ended with this status. */
    public void reach(String last) {
        status = last;
    }

    /** Everything that was commanded, in order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** ARN of the cluster. */
    public static String arn() {
        return RDS + "cluster:" + ID;
    }

    /** ARN of an instance. */
    public static String instanceArn(String zone) {
        return RDS + "db:" + ID + "-" + zone;
    }

    @Override
    public List<Cluster> clusters() {
        return List.of(
                new Cluster(
                        ID,
                        "me-south-1",
                        arn(),
                        status,
                        "writer.test",
                        "reader.test",
                        true,
                        Optional.empty(),
                        List.of(
                                new Instance(ID + "-a", instanceArn("a"), "me-south-1a", true),
                                new Instance(ID + "-b", instanceArn("b"), "me-south-1b", false))));
    }

    @Override
    public Optional<Global> global() {
        return Optional.empty();
    }

    @Override
    public void stop(String clusterId) {
        if (refusing) {
            throw new AwsFault(
                    400,
                    "InvalidDBClusterStateFault",
                    "The cluster belongs to a global database and cannot be stopped.");
        }
        calls.add("stop " + clusterId);
        status = "stopping";
    }

    @Override
    public void start(String clusterId) {
        calls.add("start " + clusterId);
        status = "starting";
    }

    @Override
    public void failover(String clusterId) {
        calls.add("failover " + clusterId);
    }

    @Override
    public void reboot(String instanceId) {
        calls.add("reboot " + instanceId);
    }

    @Override
    public void promote(String clusterId) {
        throw new UnsupportedOperationException("promote");
    }

    @Override
    public void failoverGlobal(String globalId, String targetClusterArn) {
        throw new UnsupportedOperationException("failoverGlobal");
    }

    @Override
    public void switchoverGlobal(String globalId, String targetClusterArn) {
        throw new UnsupportedOperationException("switchoverGlobal");
    }
}
