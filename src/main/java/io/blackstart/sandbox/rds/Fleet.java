package io.blackstart.sandbox.rds;

import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.Databases.Cluster;
import io.blackstart.sandbox.Databases.Global;
import io.blackstart.sandbox.Databases.Instance;
import io.blackstart.sandbox.aws.AwsFault;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds clusters, instances and the global database; names are not case-sensitive. */
final class Fleet {
    private final Databases databases;

    Fleet(Databases databases) {
        this.databases = databases;
    }

    /** All clusters and the global database, as they are at one moment. */
    record World(List<Cluster> clusters, Optional<Global> global) {
        World {
            clusters = List.copyOf(clusters);
        }

        /** Whether a cluster is a member of the global database. */
        boolean isGlobal(Cluster cluster) {
            return global.stream()
                    .anyMatch(one ->
                            one.writerArn().equals(cluster.arn())
                                    || one.readers().contains(cluster.arn()));
        }
    }

    /** An instance with its cluster. */
    record Member(Cluster cluster, Instance instance) {}

    World world() {
        return new World(databases.clusters(), databases.global());
    }

    /** The clusters of a region, by id. */
    List<Cluster> clusters(String region) {
        return databases.clusters().stream()
                .filter(cluster -> cluster.region().equals(region))
                .sorted(Comparator.comparing(Cluster::id))
                .toList();
    }

    /** The instances of a region, by id. */
    List<Member> members(String region) {
        return clusters(region).stream()
                .flatMap(cluster ->
                        cluster.instances().stream().map(one -> new Member(cluster, one)))
                .sorted(Comparator.comparing(member -> member.instance().id()))
                .toList();
    }

    /** A cluster of a region, by id or ARN. */
    Cluster cluster(String region, String idOrArn) {
        return clusters(region).stream()
                .filter(cluster -> names(cluster, idOrArn))
                .findFirst()
                .orElseThrow(() -> noCluster(idOrArn));
    }

    /** A cluster anywhere, by id or ARN. */
    Cluster anywhere(String idOrArn) {
        return databases.clusters().stream()
                .filter(cluster -> names(cluster, idOrArn))
                .findFirst()
                .orElseThrow(() -> noCluster(idOrArn));
    }

    static boolean names(Cluster cluster, String idOrArn) {
        return cluster.id().equalsIgnoreCase(idOrArn) || cluster.arn().equalsIgnoreCase(idOrArn);
    }

    private static AwsFault noCluster(String idOrArn) {
        return new AwsFault(404, "DBClusterNotFoundFault", "DBCluster " + idOrArn + " not found.");
    }

    /** An instance of a region, by id or ARN. */
    Member member(String region, String idOrArn) {
        return members(region).stream()
                .filter(member -> names(member.instance(), idOrArn))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFault(
                                404,
                                "DBInstanceNotFound",
                                "DBInstance " + idOrArn + " not found."));
    }

    static boolean names(Instance instance, String idOrArn) {
        return instance.id().equalsIgnoreCase(idOrArn) || instance.arn().equalsIgnoreCase(idOrArn);
    }

    /** The global database, if this is its name. */
    Global global(String idOrArn) {
        return databases
                .global()
                .filter(one ->
                        one.id().equalsIgnoreCase(idOrArn) || one.arn().equalsIgnoreCase(idOrArn))
                .orElseThrow(() ->
                        new AwsFault(
                                404,
                                "GlobalClusterNotFoundFault",
                                "Global cluster " + idOrArn + " not found."));
    }
}
