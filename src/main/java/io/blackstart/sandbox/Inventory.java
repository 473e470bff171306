package io.blackstart.sandbox;

import io.blackstart.sandbox.region.Fleet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What stands in the regions besides subnets, as resources of the account. */
final class Inventory {
    private static final int INSTANCE_ID_DIGITS = 17;

    private Inventory() {}

    /** An instance for each member, and the task that runs on it. */
    static List<Resource> fleet(World.Place place, List<Fleet.Member> members) {
        List<Resource> resources = new ArrayList<>();
        for (Fleet.Member member : members) {
            resources.add(instance(place, member));
            if (member.serving()) {
                resources.add(task(place, member));
            }
        }
        return resources;
    }

    private static Resource instance(World.Place place, Fleet.Member member) {
        String zone = member.zone();
        String id = "i-" + digits(place.region() + zone).substring(0, INSTANCE_ID_DIGITS);
        Map<String, String> properties = new HashMap<>(place.located(zone));
        properties.put("InstanceId", id);
        properties.put("SubnetId", place.subnet(Traffic.Tier.APPLICATION, zone).id());
        properties.put("State.Name", member.instanceRunning() ? "running" : "stopped");
        return new Resource(
                Resource.INSTANCE,
                id,
                place.region(),
                "arn:aws:ec2:" + place.region() + ":" + World.ACCOUNT + ":instance/" + id,
                tags(zone),
                properties);
    }

    private static Resource task(World.Place place, Fleet.Member member) {
        String zone = member.zone();
        String id = digits(place.region() + zone + " task " + member.task());
        String arn = "arn:aws:ecs:" + place.region() + ":" + World.ACCOUNT + ":";
        Map<String, String> properties = new HashMap<>(place.located(zone));
        properties.put("LastStatus", "RUNNING");
        properties.put("Group", "service:app");
        properties.put("ClusterArn", arn + "cluster/app");
        return new Resource(
                Resource.TASK, id, place.region(), arn + "task/app/" + id, tags(zone), properties);
    }

    /** The clusters and their instances. */
    static List<Resource> databases(List<Databases.Cluster> clusters) {
        List<Resource> resources = new ArrayList<>();
        for (Databases.Cluster cluster : clusters) {
            resources.add(
                    new Resource(
                            Resource.CLUSTER,
                            cluster.id(),
                            cluster.region(),
                            cluster.arn(),
                            Map.of(World.TIER, Traffic.Tier.DATABASE.tag(), "Name", cluster.id()),
                            Map.of(
                                    "DBClusterIdentifier",
                                    cluster.id(),
                                    "Status",
                                    cluster.status())));
            cluster.instances().forEach(instance -> resources.add(instance(cluster, instance)));
        }
        return resources;
    }

    private static Resource instance(Databases.Cluster cluster, Databases.Instance instance) {
        String letter = instance.zone().substring(instance.zone().length() - 1);
        return new Resource(
                Resource.DB_INSTANCE,
                instance.id(),
                cluster.region(),
                instance.arn(),
                Map.of(
                        World.TIER,
                        Traffic.Tier.DATABASE.tag(),
                        "zone",
                        letter,
                        "Name",
                        instance.id()),
                Map.of(
                        "DBInstanceIdentifier", instance.id(),
                        "DBClusterIdentifier", cluster.id(),
                        "AvailabilityZone", cluster.region() + letter));
    }

    private static Map<String, String> tags(String zone) {
        String tier = Traffic.Tier.APPLICATION.tag();
        return Map.of(World.TIER, tier, "zone", zone, "Name", tier + "-" + zone);
    }

    /** 32 hexadecimal digits that are always the same for the same name. */
    private static String digits(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
