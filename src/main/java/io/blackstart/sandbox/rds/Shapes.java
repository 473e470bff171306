package io.blackstart.sandbox.rds;

import io.blackstart.sandbox.Databases.Cluster;
import io.blackstart.sandbox.Databases.Global;
import io.blackstart.sandbox.Databases.Instance;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clusters, instances and the global database as RDS writes them. */
final class Shapes {
    static final String ENGINE = "aurora-postgresql";
    private static final String ENGINE_VERSION = "17.4";
    private static final int PORT = 5432;
    private static final Pattern ADDRESS = Pattern.compile("(.*):(\\d{1,5})");

    private Shapes() {}

    static ObjectNode cluster(Cluster cluster, Fleet.World world) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode zones = node.putArray("AvailabilityZones");
        cluster.instances().stream().map(Instance::zone).distinct().forEach(zones::add);
        node.put("DBClusterIdentifier", cluster.id());
        node.put("Status", cluster.status());
        node.put("Endpoint", host(cluster.endpoint()));
        node.put("ReaderEndpoint", host(cluster.readerEndpoint()));
        node.put("MultiAZ", zones.size() > 1);
        node.put("Engine", ENGINE);
        node.put("EngineVersion", ENGINE_VERSION);
        node.put("EngineMode", "provisioned");
        node.put("Port", port(cluster.endpoint()));
        cluster.replicationSource().ifPresent(arn -> node.put("ReplicationSourceIdentifier", arn));
        ArrayNode replicas = node.putArray("ReadReplicaIdentifiers");
        world.clusters().stream()
                .filter(other -> other.replicationSource().equals(Optional.of(cluster.arn())))
                .forEach(other -> replicas.add(other.arn()));
        ArrayNode members = node.putArray("DBClusterMembers");
        cluster.instances()
                .forEach(instance ->
                        members.addObject()
                                .put("DBInstanceIdentifier", instance.id())
                                .put("IsClusterWriter", instance.writer())
                                .put("DBClusterParameterGroupStatus", "in-sync")
                                .put("PromotionTier", 1));
        node.put("DbClusterResourceId", "cluster-" + Integer.toHexString(cluster.arn().hashCode()));
        node.put("DBClusterArn", cluster.arn());
        world.global()
                .filter(_ -> world.isGlobal(cluster))
                .ifPresent(global -> {
                    node.put("GlobalClusterIdentifier", global.id());
                    node.put("GlobalWriteForwardingStatus", "disabled");
                });
        return node;
    }

    static ObjectNode instance(Fleet.Member member) {
        Instance instance = member.instance();
        Cluster cluster = member.cluster();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("DBInstanceIdentifier", instance.id());
        node.put("Engine", ENGINE);
        // the sandbox's instances have no state apart from their cluster's
        node.put("DBInstanceStatus", cluster.status());
        node.putObject("Endpoint")
                .put("Address", host(cluster.endpoint()))
                .put("Port", port(cluster.endpoint()));
        node.put("AvailabilityZone", instance.zone());
        node.put("MultiAZ", false);
        node.put("EngineVersion", ENGINE_VERSION);
        node.put("DBClusterIdentifier", cluster.id());
        node.put("PromotionTier", 1);
        node.put("DBInstanceArn", instance.arn());
        return node;
    }

    /**
     * The global database. AWS's global writer endpoint is left out: nothing in the sandbox
     * resolves such a name.
     *
     * @param progress of a change of writers; written only while it goes on
     */
    static ObjectNode global(Global global, Optional<GlobalCommands.Change> progress) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("GlobalClusterIdentifier", global.id());
        node.put(
                "GlobalClusterResourceId",
                "cluster-" + Integer.toHexString(global.arn().hashCode()));
        node.put("GlobalClusterArn", global.arn());
        node.put("Status", global.status());
        node.put("Engine", ENGINE);
        node.put("EngineVersion", ENGINE_VERSION);
        ArrayNode members = node.putArray("GlobalClusterMembers");
        ObjectNode writer = member(members, global.writerArn(), true);
        ArrayNode readers = writer.putArray("Readers");
        global.readers().forEach(readers::add);
        global.readers().forEach(arn -> member(members, arn, false).putArray("Readers"));
        progress.filter(_ -> !global.status().equals("available"))
                .ifPresent(change ->
                        node.putObject("FailoverState")
                                .put("Status", "failing-over")
                                .put("FromDbClusterArn", change.from())
                                .put("ToDbClusterArn", change.to())
                                .put("IsDataLossAllowed", change.dataLoss()));
        return node;
    }

    private static ObjectNode member(ArrayNode members, String arn, boolean writer) {
        return members.addObject()
                .put("DBClusterArn", arn)
                .put("IsWriter", writer)
                .put("GlobalWriteForwardingStatus", "disabled")
                .put("SynchronizationStatus", "connected");
    }

    private static String host(String endpoint) {
        Matcher matcher = ADDRESS.matcher(endpoint);
        return matcher.matches() ? matcher.group(1) : endpoint;
    }

    private static int port(String endpoint) {
        Matcher matcher = ADDRESS.matcher(endpoint);
        return matcher.matches() ? Integer.parseInt(matcher.group(2)) : PORT;
    }
}
