package io.blackstart.sandbox.rds;

import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.Databases.Cluster;
import io.blackstart.sandbox.Databases.Instance;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.Parameters;

import java.util.List;

/** Commands to a cluster or an instance of one region. Each answers with what became of it. */
final class ClusterCommands {
    private final Databases databases;
    private final Fleet fleet;

    ClusterCommands(Databases databases, Fleet fleet) {
        this.databases = databases;
        this.fleet = fleet;
    }

    Cluster stop(String region, Parameters parameters) {
        Cluster cluster = named(region, parameters);
        databases.stop(cluster.id());
        return fleet.cluster(region, cluster.id());
    }

    Cluster start(String region, Parameters parameters) {
        Cluster cluster = named(region, parameters);
        databases.start(cluster.id());
        return fleet.cluster(region, cluster.id());
    }

    Cluster failover(String region, Parameters parameters) {
        Cluster cluster = named(region, parameters);
        parameters
                .text("TargetDBInstanceIdentifier")
                .ifPresent(target -> requireOnlyChoice(cluster, target));
        databases.failover(cluster.id());
        return fleet.cluster(region, cluster.id());
    }

    /** The sandbox chooses the new writer; a wish can only be granted where there is no choice. */
    private static void requireOnlyChoice(Cluster cluster, String target) {
        List<Instance> readers =
                cluster.instances().stream().filter(instance -> !instance.writer()).toList();
        if (cluster.instances().stream().noneMatch(one -> Fleet.names(one, target))) {
            throw new AwsFault(
                    404, "DBInstanceNotFound", target + " is no instance of " + cluster.id());
        }
        if (readers.stream().noneMatch(one -> Fleet.names(one, target))) {
            throw Parameters.invalid("TargetDBInstanceIdentifier", "names the writer: " + target);
        }
        if (readers.size() > 1) {
            throw Parameters.invalid(
                    "TargetDBInstanceIdentifier",
                    "cannot be honoured: the sandbox chooses among " + readers.size() + " readers");
        }
    }

    Cluster promote(String region, Parameters parameters) {
        Cluster cluster = named(region, parameters);
        requireReplica(cluster, "InvalidDBClusterStateFault");
        databases.promote(cluster.id());
        return fleet.cluster(region, cluster.id());
    }

    /**
     * AWS has this one for instances outside Aurora only. Here it promotes the cluster that the
     * instance belongs to, which so can stand for a plain cross-Region read replica.
     */
    Fleet.Member promoteInstance(String region, Parameters parameters) {
        Fleet.Member member = namedInstance(region, parameters);
        requireReplica(member.cluster(), "InvalidDBInstanceState");
        databases.promote(member.cluster().id());
        return fleet.member(region, member.instance().id());
    }

    private void requireReplica(Cluster cluster, String code) {
        if (fleet.world().isGlobal(cluster)) {
            throw new AwsFault(
                    400,
                    code,
                    cluster.id()
                            + " is a member of a global cluster; remove it from the global cluster,"
                            + " or fail the global cluster over");
        }
        if (cluster.replicationSource().isEmpty()) {
            throw new AwsFault(400, code, cluster.id() + " is not a read replica");
        }
    }

    Fleet.Member reboot(String region, Parameters parameters) {
        Fleet.Member member = namedInstance(region, parameters);
        if (parameters.flag("ForceFailover")) {
            throw new AwsFault(
                    400,
                    "InvalidParameterCombination",
                    "ForceFailover is for instances outside a cluster; use FailoverDBCluster");
        }
        databases.reboot(member.instance().id());
        return fleet.member(region, member.instance().id());
    }

    private Cluster named(String region, Parameters parameters) {
        return fleet.cluster(region, parameters.required("DBClusterIdentifier"));
    }

    private Fleet.Member namedInstance(String region, Parameters parameters) {
        return fleet.member(region, parameters.required("DBInstanceIdentifier"));
    }
}
