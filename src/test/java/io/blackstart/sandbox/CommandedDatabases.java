package io.blackstart.sandbox;

import io.blackstart.sandbox.aws.AwsFault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two clusters that keep what they are commanded, for tests. */
public final class CommandedDatabases implements Databases {
    public static final String WRITER = "drill-me-south-1";
    public static final String READER = "drill-eu-central-1";

    private final List<String> commands = new ArrayList<>();
    private final boolean global;
    private boolean changing;
    private Optional<AwsFault> refusal = Optional.empty();

    /**
     * @param global whether the clusters are a global database; else the second one is a read
     *     replica of the first
     */
    public CommandedDatabases(boolean global) {
        this.global = global;
    }

    public static String arn(String region, String id) {
        return "arn:aws:rds:" + region + ":123456789012:cluster:" + id;
    }

    public static String writerArn() {
        return arn("me-south-1", WRITER);
    }

    public static String readerArn() {
        return arn("eu-central-1", READER);
    }

    /** What was commanded, in order. */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /** Refuses what comes next. */
    public synchronized void refuse(AwsFault fault) {
        refusal = Optional.of(fault);
    }

    private synchronized void command(String command) {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        commands.add(command);
        changing = true;
    }

    @Override
    public synchronized List<Cluster> clusters() {
        return List.of(
                cluster("me-south-1", WRITER, true, Optional.empty()),
                cluster(
                        "eu-central-1",
                        READER,
                        false,
                        global ? Optional.empty() : Optional.of(writerArn())));
    }

    private Cluster cluster(String region, String id, boolean writer, Optional<String> source) {
        return new Cluster(
                id,
                region,
                arn(region, id),
                changing ? "stopping" : "available",
                id + ".rds.test:5433",
                id + "-ro.rds.test:5433",
                writer,
                source,
                List.of(
                        new Instance(
                                id + "-1",
                                "arn:aws:rds:" + region + ":123456789012:db:" + id + "-1",
                                region + "a",
                                true),
                        new Instance(
                                id + "-2",
                                "arn:aws:rds:" + region + ":123456789012:db:" + id + "-2",
                                region + "b",
                                false)));
    }

    @Override
    public synchronized Optional<Global> global() {
        return global
                ? Optional.of(
                        new Global(
                                "drill",
                                "arn:aws:rds::123456789012:global-cluster:drill",
                                changing ? "failing-over" : "available",
                                writerArn(),
                                List.of(readerArn())))
                : Optional.empty();
    }

    @Override
    public void stop(String clusterId) {
        command("stop " + clusterId);
    }

    @Override
    public void start(String clusterId) {
        command("start " + clusterId);
    }

    @Override
    public void failover(String clusterId) {
        command("failover " + clusterId);
    }

    @Override
    public void reboot(String instanceId) {
        command("reboot " + instanceId);
    }

    @Override
    public void promote(String clusterId) {
        command("promote " + clusterId);
    }

    @Override
    public void failoverGlobal(String globalId, String targetClusterArn) {
        command("failoverGlobal " + globalId + " " + targetClusterArn);
    }

    @Override
    public void switchoverGlobal(String globalId, String targetClusterArn) {
        command("switchoverGlobal " + globalId + " " + targetClusterArn);
    }
}
