package io.blackstart.sandbox.rds;

import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.aws.CredentialScope;
import io.blackstart.sandbox.aws.Operations;
import io.blackstart.sandbox.aws.Parameters;
import io.blackstart.sandbox.aws.QueryService;
import io.blackstart.sandbox.aws.Route;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/**
 * RDS. A cluster is found only in its own region, a global database everywhere. What the state of a
 * cluster forbids is refused by {@link Databases}.
 */
public final class Rds implements Operations {
    static final String VERSION = "2014-10-31";
    private static final Map<String, String> ITEM_NAMES =
            Map.of(
                    "DBClusters", "DBCluster",
                    "DBInstances", "DBInstance",
                    "GlobalClusters", "GlobalClusterMember",
                    "GlobalClusterMembers", "GlobalClusterMember",
                    "DBClusterMembers", "DBClusterMember",
                    "AvailabilityZones", "AvailabilityZone",
                    "ReadReplicaIdentifiers", "ReadReplicaIdentifier");

    private final Fleet fleet;
    private final Descriptions descriptions;
    private final ClusterCommands clusterCommands;
    private final GlobalCommands globalCommands;

    /** RDS over the databases of the sandbox. */
    public Rds(Databases databases) {
        fleet = new Fleet(databases);
        descriptions = new Descriptions(fleet);
        clusterCommands = new ClusterCommands(databases, fleet);
        globalCommands = new GlobalCommands(databases, fleet);
    }

    /** The way to it. */
    public Route route() {
        return new Route.ByForm(
                "rds",
                VERSION,
                new QueryService(
                        VERSION, "http://rds.amazonaws.com/doc/2014-10-31/", ITEM_NAMES, this));
    }

    @Override
    public ObjectNode call(String operation, CredentialScope caller, Parameters parameters) {
        String region = caller.region();
        return switch (operation) {
            case "DescribeDBClusters" -> descriptions.clusters(region, parameters);
            case "DescribeDBInstances" -> descriptions.instances(region, parameters);
            case "DescribeGlobalClusters" ->
                    descriptions.globals(parameters, globalCommands.last());
            case "StopDBCluster" -> cluster(clusterCommands.stop(region, parameters));
            case "StartDBCluster" -> cluster(clusterCommands.start(region, parameters));
            case "FailoverDBCluster" -> cluster(clusterCommands.failover(region, parameters));
            case "PromoteReadReplicaDBCluster" ->
                    cluster(clusterCommands.promote(region, parameters));
            case "RebootDBInstance" -> instance(clusterCommands.reboot(region, parameters));
            case "PromoteReadReplica" ->
                    instance(clusterCommands.promoteInstance(region, parameters));
            case "FailoverGlobalCluster" -> globalCommands.failover(parameters);
            case "SwitchoverGlobalCluster" -> globalCommands.switchover(parameters);
            case "RemoveFromGlobalCluster" -> globalCommands.remove(parameters);
            default -> throw Operations.unknown(operation);
        };
    }

    private ObjectNode cluster(Databases.Cluster cluster) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("DBCluster", Shapes.cluster(cluster, fleet.world()));
        return node;
    }

    private static ObjectNode instance(Fleet.Member member) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("DBInstance", Shapes.instance(member));
        return node;
    }

    /** Nothing is created through this API; only a failover in progress loses its description. */
    @Override
    public void reset() {
        globalCommands.forget();
    }
}
