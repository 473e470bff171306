package io.blackstart.sandbox.rds;

import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.Databases.Cluster;
import io.blackstart.sandbox.Databases.Global;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.aws.Parameters;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * Commands to the global database. AWS documents a Region for each: the primary's for a switchover,
 * the new writer's for a failover. Whether it refuses them elsewhere is not documented; the sandbox
 * takes them in any region.
 */
final class GlobalCommands {
    /** A change of writers that was asked for. */
    record Change(String from, String to, boolean dataLoss) {}

    private final Databases databases;
    private final Fleet fleet;
    // guarded by this
    private Optional<Change> last = Optional.empty();

    GlobalCommands(Databases databases, Fleet fleet) {
        this.databases = databases;
        this.fleet = fleet;
    }

    /** The change of writers that was asked for last. */
    synchronized Optional<Change> last() {
        return last;
    }

    synchronized void forget() {
        last = Optional.empty();
    }

    ObjectNode failover(Parameters parameters) {
        boolean dataLoss = parameters.flag("AllowDataLoss");
        if (dataLoss && parameters.flag("Switchover")) {
            throw new AwsFault(
                    400,
                    "InvalidParameterCombination",
                    "AllowDataLoss and Switchover cannot be specified together");
        }
        return change(parameters, dataLoss);
    }

    ObjectNode switchover(Parameters parameters) {
        return change(parameters, false);
    }

    private ObjectNode change(Parameters parameters, boolean dataLoss) {
        Global global = fleet.global(parameters.required("GlobalClusterIdentifier"));
        Cluster target = member(global, parameters.required("TargetDbClusterIdentifier"));
        if (target.arn().equals(global.writerArn())) {
            throw new AwsFault(
                    400,
                    "InvalidDBClusterStateFault",
                    target.arn() + " is the writer of global cluster " + global.id() + " already");
        }
        if (dataLoss) {
            databases.failoverGlobal(global.id(), target.arn());
        } else {
            databases.switchoverGlobal(global.id(), target.arn());
        }
        Change change = new Change(global.writerArn(), target.arn(), dataLoss);
        synchronized (this) {
            last = Optional.of(change);
        }
        return answer(databases.global().orElse(global), Optional.of(change));
    }

    ObjectNode remove(Parameters parameters) {
        Global global = fleet.global(parameters.required("GlobalClusterIdentifier"));
        Cluster cluster = member(global, parameters.required("DbClusterIdentifier"));
        if (cluster.arn().equals(global.writerArn())) {
            throw new AwsFault(
                    400,
                    "InvalidGlobalClusterStateFault",
                    "the writer of global cluster "
                            + global.id()
                            + " can be removed only after all of its readers");
        }
        databases.promote(cluster.id());
        Global without =
                new Global(
                        global.id(),
                        global.arn(),
                        global.status(),
                        global.writerArn(),
                        global.readers().stream()
                                .filter(arn -> !arn.equals(cluster.arn()))
                                .toList());
        return answer(databases.global().orElse(without), last());
    }

    private Cluster member(Global global, String idOrArn) {
        Cluster cluster = fleet.anywhere(idOrArn);
        if (!cluster.arn().equals(global.writerArn())
                && !global.readers().contains(cluster.arn())) {
            throw new AwsFault(
                    404,
                    "DBClusterNotFoundFault",
                    "DBCluster " + idOrArn + " is no member of global cluster " + global.id());
        }
        return cluster;
    }

    private static ObjectNode answer(Global global, Optional<Change> change) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("GlobalCluster", Shapes.global(global, change));
        return node;
    }
}
