package io.blackstart.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** An estate in which nothing happens; it keeps what would. For tests. */
public final class RecordedFaults implements Estate {
    private static final String ACCOUNT = "123456789012";

    /**
     * A cut.
     *
     * @param how its scope, or the region that is cut off
     */
    private record InForce(Set<Resource> subnets, String how) {}

    private final List<Resource> resources;
    private final List<InForce> inForce = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** Two regions with what {@link #region} says. */
    public RecordedFaults() {
        this(Stream.of("me-south-1", "eu-central-1").flatMap(RecordedFaults::region).toList());
    }

    /** An estate of these. */
    public RecordedFaults(List<Resource> resources) {
        this.resources = List.copyOf(resources);
    }

    /** A region with entry and database subnets, an instance and a task for each of two zones. */
    public static Stream<Resource> region(String region) {
        List<Resource> all = new ArrayList<>();
        for (String zone : List.of("a", "b")) {
            all.add(subnet(region, "entry-" + zone));
            all.add(subnet(region, "database-" + zone));
            all.add(resource(Resource.INSTANCE, region, "i-" + region + "-" + zone, "ec2", zone));
            all.add(resource(Resource.TASK, region, "task-" + region + "-" + zone, "ecs", zone));
        }
        return all.stream();
    }

    /** A subnet that is tagged with its tier and its zone, the parts of its name. */
    public static Resource subnet(String region, String name) {
        String zone = name.replaceAll(".*-", "");
        Resource bare =
                resource(Resource.SUBNET, region, "subnet-" + region + "-" + name, "ec2", zone);
        Map<String, String> tags = new HashMap<>(bare.tags());
        tags.put("tier", name.replaceAll("-.*", ""));
        return new Resource(bare.type(), bare.id(), region, bare.arn(), tags, bare.properties());
    }

    private static Resource resource(
            String type, String region, String id, String service, String zone) {
        return new Resource(
                type,
                id,
                region,
                "arn:aws:%s:%s:%s:%s/%s"
                        .formatted(service, region, ACCOUNT, type.replaceAll(".*:", ""), id),
                Map.of("zone", zone),
                Map.of(
                        "State.Name",
                        "running",
                        "AvailabilityZone",
                        region + zone,
                        "VpcId",
                        "vpc-" + region));
    }

    @Override
    public List<Resource> resources() {
        return resources;
    }

    @Override
    public Cut disrupt(Set<Resource> subnets, Scope scope) {
        return cut(new InForce(subnets, scope.name()));
    }

    @Override
    public Cut disruptCrossRegion(Set<Resource> subnets, String otherRegion) {
        return cut(new InForce(subnets, otherRegion));
    }

    private Cut cut(InForce cut) {
        inForce.add(cut);
        calls.add("cut " + cut.how() + " " + ids(cut.subnets()));
        return () -> {
            if (inForce.remove(cut)) {
                calls.add("mend " + cut.how() + " " + ids(cut.subnets()));
            }
        };
    }

    @Override
    public void stopInstances(Set<Resource> instances) {
        calls.add("stop " + ids(instances));
    }

    @Override
    public void startInstances(Set<Resource> instances) {
        calls.add("start " + ids(instances));
    }

    @Override
    public void stopTasks(Set<Resource> tasks) {
        calls.add("end " + ids(tasks));
    }

    private static List<String> ids(Set<Resource> resources) {
        return new HashSet<>(resources).stream().map(Resource::id).sorted().toList();
    }

    /** Ids of the subnets that are cut off, one entry for each cut. */
    public List<List<String>> inForce() {
        return inForce.stream().map(cut -> ids(cut.subnets())).toList();
    }

    /** Everything that was done, in order, such as {@code stop [i-me-south-1-a]}. */
    public List<String> calls() {
        return List.copyOf(calls);
    }
}
