package io.blackstart.sandbox.fis.action;

import io.blackstart.sandbox.Resource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A kind of resource that actions can be aimed at.
 *
 * @param id such as {@code aws:ec2:subnet}
 * @param parameters by which targets of this kind can be found, besides ARNs and tags
 * @param takesArns whether resources of this kind can be named by ARN
 */
public record ResourceType(
        String id, String description, List<Attribute> parameters, boolean takesArns) {
    public ResourceType {
        parameters = List.copyOf(parameters);
    }

    /**
     * A parameter of a target.
     *
     * @param paths properties of a resource, one of which must have the value
     */
    public record Attribute(String name, String description, boolean required, List<String> paths) {
        public Attribute {
            paths = List.copyOf(paths);
        }

        /** Whether a resource has one of the values, which are parted by commas. */
        public boolean fits(Resource resource, String values) {
            List<String> wanted = Arrays.asList(values.split(",", -1));
            return paths.stream()
                    .map(path -> resource.properties().getOrDefault(path, ""))
                    .anyMatch(value -> !value.isEmpty() && wanted.contains(value));
        }
    }

    private static final List<String> ZONE = List.of("AvailabilityZone", "AvailabilityZoneId");

    private static final Attribute IN_ZONE =
            new Attribute(
                    "availabilityZoneIdentifier",
                    "Name or id of an Availability Zone.",
                    false,
                    ZONE);

    /** As far as the material at hand names parameters; other kinds have none here. */
    private static final Map<String, List<Attribute>> ATTRIBUTES =
            Map.of(
                    Resource.SUBNET,
                    List.of(IN_ZONE, new Attribute("vpc", "Id of a VPC.", false, List.of("VpcId"))),
                    Resource.TASK,
                    List.of(
                            new Attribute(
                                    "cluster",
                                    "The cluster of the tasks.",
                                    false,
                                    List.of("ClusterArn", "ClusterName")),
                            new Attribute(
                                    "service",
                                    "The service of the tasks.",
                                    false,
                                    List.of("Service", "ServiceName"))),
                    Resource.CLUSTER,
                    List.of(
                            new Attribute(
                                    "writerAvailabilityZoneIdentifiers",
                                    "Zones of the writer.",
                                    false,
                                    List.of("WriterAvailabilityZone"))),
                    Resource.DB_INSTANCE,
                    List.of(
                            new Attribute(
                                    "availabilityZoneIdentifiers",
                                    "Zones of the instance.",
                                    false,
                                    ZONE)),
                    "aws:elasticache:replicationgroup",
                    List.of(IN_ZONE),
                    "aws:eks:pod",
                    List.of(
                            pod("clusterIdentifier", true),
                            pod("namespace", true),
                            pod("selectorType", true),
                            pod("selectorValue", true),
                            pod("availabilityZoneIdentifier", false),
                            pod("targetContainerName", false)));

    private static final Map<String, ResourceType> ALL = collect();

    private static Attribute pod(String name, boolean required) {
        return new Attribute(name, "Which pods.", required, List.of());
    }

    private static Map<String, ResourceType> collect() {
        Map<String, ResourceType> all = new TreeMap<>();
        for (Action action : Catalogue.actions()) {
            action.definition()
                    .slot()
                    .map(Definition.Slot::resourceType)
                    .ifPresent(id ->
                            all.putIfAbsent(
                                    id,
                                    new ResourceType(
                                            id,
                                            "Resources of the type " + id + ".",
                                            ATTRIBUTES.getOrDefault(id, List.of()),
                                            // FIS finds buckets by tags alone
                                            !id.equals("aws:s3:bucket"))));
        }
        return all;
    }

    /** Every kind that some action is aimed at, by id. */
    public static List<ResourceType> all() {
        return List.copyOf(ALL.values());
    }

    /** The kind with an id. */
    public static Optional<ResourceType> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }
}
