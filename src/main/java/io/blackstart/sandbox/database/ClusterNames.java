package io.blackstart.sandbox.database;

import io.blackstart.sandbox.Databases.Instance;
import io.blackstart.sandbox.aws.AwsFault;

import java.util.ArrayList;
import java.util.List;

/**
 * What RDS calls the databases.
 *
 * @param account number of the AWS account
 * @param regions those with a cluster
 */
record ClusterNames(String account, List<String> regions) {
    private static final List<String> ZONES = List.of("a", "b", "c");
    private static final String NAME = "orders";
    private static final int NOT_FOUND = 404;

    ClusterNames {
        regions = List.copyOf(regions);
    }

    String global() {
        return NAME;
    }

    String globalArn() {
        return "arn:aws:rds::" + account + ":global-cluster:" + NAME;
    }

    String cluster(String region) {
        return NAME + "-" + region;
    }

    String arn(String region) {
        return "arn:aws:rds:" + region + ":" + account + ":cluster:" + cluster(region);
    }

    String endpoint(String region) {
        return cluster(region) + ".cluster-sandbox." + region + ".rds.amazonaws.com";
    }

    String readerEndpoint(String region) {
        return cluster(region) + ".cluster-ro-sandbox." + region + ".rds.amazonaws.com";
    }

    int instances() {
        return ZONES.size();
    }

    /**
     * One instance in each zone; one PostgreSQL stands for all of them.
     *
     * @param writer index of the one that writes, or -1
     */
    List<Instance> instances(String region, int writer) {
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < ZONES.size(); i++) {
            String id = instance(region, i);
            instances.add(
                    new Instance(
                            id,
                            "arn:aws:rds:" + region + ":" + account + ":db:" + id,
                            region + ZONES.get(i),
                            i == writer));
        }
        return instances;
    }

    private String instance(String region, int index) {
        return cluster(region) + "-" + (index + 1);
    }

    /** The region of a cluster, by its id or ARN. */
    String regionOf(String cluster) {
        return regions.stream()
                .filter(region -> cluster(region).equals(cluster) || arn(region).equals(cluster))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFault(
                                NOT_FOUND,
                                "DBClusterNotFoundFault",
                                "DBCluster " + cluster + " not found."));
    }

    /** An instance by its id or ARN. */
    Place place(String instance) {
        for (String region : regions) {
            List<Instance> own = instances(region, -1);
            for (int i = 0; i < own.size(); i++) {
                if (own.get(i).id().equals(instance) || own.get(i).arn().equals(instance)) {
                    return new Place(region, i);
                }
            }
        }
        throw new AwsFault(
                NOT_FOUND, "DBInstanceNotFound", "DBInstance " + instance + " not found.");
    }

    /** Where an instance stands. */
    record Place(String region, int index) {}
}
