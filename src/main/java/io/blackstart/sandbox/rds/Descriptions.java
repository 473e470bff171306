package io.blackstart.sandbox.rds;

import io.blackstart.sandbox.Databases.Cluster;
import io.blackstart.sandbox.Databases.Global;
import io.blackstart.sandbox.aws.Parameters;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The Describe operations: by name, by filter, page by page. */
final class Descriptions {
    private static final int PAGE = 100;
    private static final int PAGE_LEAST = 20;

    private final Fleet fleet;

    Descriptions(Fleet fleet) {
        this.fleet = fleet;
    }

    ObjectNode clusters(String region, Parameters parameters) {
        Fleet.World world = fleet.world();
        Optional<String> name = parameters.text("DBClusterIdentifier");
        List<Cluster> found =
                name.map(one -> List.of(fleet.cluster(region, one)))
                        .orElseGet(() -> fleet.clusters(region));
        return page(
                "DBClusters",
                filtered(found, parameters, Descriptions::clusterFilter),
                Cluster::id,
                cluster -> Shapes.cluster(cluster, world),
                parameters);
    }

    ObjectNode instances(String region, Parameters parameters) {
        Optional<String> name = parameters.text("DBInstanceIdentifier");
        List<Fleet.Member> found =
                name.map(one -> List.of(fleet.member(region, one)))
                        .orElseGet(() -> fleet.members(region));
        return page(
                "DBInstances",
                filtered(found, parameters, Descriptions::instanceFilter),
                member -> member.instance().id(),
                Shapes::instance,
                parameters);
    }

    ObjectNode globals(Parameters parameters, Optional<GlobalCommands.Change> progress) {
        Fleet.World world = fleet.world();
        Optional<String> name = parameters.text("GlobalClusterIdentifier");
        List<Global> found =
                name.map(one -> List.of(fleet.global(one)))
                        .orElseGet(() -> world.global().stream().toList());
        return page(
                "GlobalClusters",
                filtered(found, parameters, (filter, values) -> globalFilter(filter, values)),
                Global::id,
                global -> Shapes.global(global, progress),
                parameters);
    }

    /** What a filter lets through; nothing when there is no filter of that name. */
    private interface Filters<T> {
        Optional<Predicate<T>> named(String name, List<String> values);
    }

    private static <T> List<T> filtered(List<T> all, Parameters parameters, Filters<T> filters) {
        List<T> left = all;
        for (Parameters filter : parameters.structures("Filters")) {
            String name = filter.required("Name");
            List<String> values = filter.texts("Values");
            Predicate<T> predicate =
                    filters.named(name, values)
                            .orElseThrow(() ->
                                    Parameters.invalid(
                                            "Filters", "has an unrecognized name: " + name));
            left = left.stream().filter(predicate).toList();
        }
        return left;
    }

    private static Optional<Predicate<Cluster>> clusterFilter(String name, List<String> values) {
        return switch (name) {
            case "db-cluster-id" ->
                    Optional.of(cluster ->
                            values.stream().anyMatch(value -> Fleet.names(cluster, value)));
            case "engine" -> Optional.of(_ -> values.contains(Shapes.ENGINE));
            // no cluster of the sandbox has such a thing
            case "clone-group-id", "domain" -> Optional.of(_ -> false);
            default -> Optional.empty();
        };
    }

    private static Optional<Predicate<Fleet.Member>> instanceFilter(
            String name, List<String> values) {
        return switch (name) {
            case "db-instance-id" ->
                    Optional.of(member ->
                            values.stream()
                                    .anyMatch(value -> Fleet.names(member.instance(), value)));
            case "db-cluster-id" ->
                    Optional.of(member ->
                            values.stream()
                                    .anyMatch(value -> Fleet.names(member.cluster(), value)));
            case "engine" -> Optional.of(_ -> values.contains(Shapes.ENGINE));
            case "domain" -> Optional.of(_ -> false);
            default -> Optional.empty();
        };
    }

    private static Optional<Predicate<Global>> globalFilter(String name, List<String> values) {
        // an ARN's fourth part is its region
        return name.equals("region")
                ? Optional.of(global ->
                        Stream.concat(Stream.of(global.writerArn()), global.readers().stream())
                                .map(arn -> arn.split(":", -1))
                                .anyMatch(parts -> parts.length > 3 && values.contains(parts[3])))
                : Optional.empty();
    }

    /** A page; the marker is the name after which the next one begins. */
    private static <T> ObjectNode page(
            String list,
            List<T> all,
            Function<T, String> id,
            Function<T, ObjectNode> shape,
            Parameters parameters) {
        int size = parameters.whole("MaxRecords", PAGE_LEAST, PAGE).orElse(PAGE);
        String marker = parameters.text("Marker").orElse("");
        List<T> left = all.stream().filter(one -> id.apply(one).compareTo(marker) > 0).toList();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (left.size() > size) {
            node.put("Marker", id.apply(left.get(size - 1)));
        }
        var items = node.putArray(list);
        left.stream().limit(size).map(shape).forEach(items::add);
        return node;
    }
}
