package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.Resource;

/**
 * Calls FailoverDBCluster: the writer's part goes to an instance in another zone, never to another
 * region.
 */
public record FailoverCluster() implements Action {
    private static final Definition DEFINITION =
            Definition.of(
                    "aws:rds:failover-db-cluster",
                    "Fails a database cluster over to another of its instances.",
                    new Definition.Slot("Clusters", Resource.CLUSTER, 5));

    @Override
    public Definition definition() {
        return DEFINITION;
    }

    @Override
    public Doing start(Call call) {
        Databases databases = call.cloud().databases();
        call.targets().forEach(cluster -> databases.failover(cluster.id()));
        return new Doing.Done();
    }
}
