package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Alarms;
import io.blackstart.sandbox.Databases;
import io.blackstart.sandbox.Databases.Cluster;
import io.blackstart.sandbox.Databases.Instance;
import io.blackstart.sandbox.Estate;
import io.blackstart.sandbox.Resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What actions act on. */
public record Cloud(Estate estate, Databases databases, Alarms alarms) {
    /** What there is in a region: the estate, and the databases that it does not list itself. */
    public List<Resource> resources(String region) {
        Map<String, Resource> byArn = new LinkedHashMap<>();
        estate.resources().forEach(resource -> byArn.put(resource.arn(), resource));
        for (Cluster cluster : databases.clusters()) {
            byArn.computeIfAbsent(cluster.arn(), _ -> resource(cluster));
            for (Instance instance : cluster.instances()) {
                byArn.computeIfAbsent(instance.arn(), _ -> resource(cluster, instance));
            }
        }
        return byArn.values().stream()
                .filter(resource -> resource.region().equals(region))
                .toList();
    }

    /** Whether anything at all stands in a region. */
    public boolean hasRegion(String region) {
        return !resources(region).isEmpty();
    }

    private static Resource resource(Cluster cluster) {
        return new Resource(
                Resource.CLUSTER,
                cluster.id(),
                cluster.region(),
                cluster.arn(),
                Map.of(),
                Map.of("Status", cluster.status()));
    }

    private static Resource resource(Cluster cluster, Instance instance) {
        return new Resource(
                Resource.DB_INSTANCE,
                instance.id(),
                cluster.region(),
                instance.arn(),
                Map.of(),
                Map.of("AvailabilityZone", instance.zone(), "DBClusterIdentifier", cluster.id()));
    }
}
