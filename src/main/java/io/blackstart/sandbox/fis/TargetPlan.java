package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.Resource;
import io.blackstart.sandbox.fis.action.ResourceType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A target of a template: what to look for, and how many of what is found.
 *
 * @param arns the resources themselves, or none when they are found by tags or parameters
 * @param tags all of which a resource must have
 * @param filters all of which must let a resource pass
 * @param parameters all of which must fit it
 */
record TargetPlan(
        String name,
        ResourceType type,
        List<String> arns,
        Map<String, String> tags,
        List<Filter> filters,
        Map<String, String> parameters,
        Selection selection) {
    TargetPlan {
        arns = List.copyOf(arns);
        tags = Map.copyOf(tags);
        filters = List.copyOf(filters);
        parameters = Map.copyOf(parameters);
    }

    /** Lets resources pass whose property at the path has one of the values. */
    record Filter(String path, List<String> values) {
        Filter {
            values = List.copyOf(values);
        }

        boolean passes(Resource resource) {
            return values.contains(resource.properties().getOrDefault(path, ""));
        }
    }

    /** How many of the resources that were found become targets. */
    sealed interface Selection {
        /** Every one. */
        record All() implements Selection {}

        /** So many, taken at random. */
        record Count(int count) implements Selection {}

        /** So much of a hundred, taken at random. */
        record Percent(int percent) implements Selection {}
    }

    /** The ARNs that none of the resources has. */
    List<String> missing(List<Resource> resources) {
        return arns.stream()
                .filter(arn ->
                        resources.stream()
                                .noneMatch(one ->
                                        one.arn().equals(arn) && one.type().equals(type.id())))
                .toList();
    }

    /** The resources that it stands for, of those in the experiment's region. */
    List<Resource> resolve(List<Resource> resources, Random random) {
        List<Resource> found = new ArrayList<>(resources.stream().filter(this::fits).toList());
        int wanted =
                switch (selection) {
                    case Selection.All() -> found.size();
                    case Selection.Count(int count) -> Math.min(count, found.size());
                    // AWS rounds down, but a percentage of something is never nothing
                    case Selection.Percent(int percent) ->
                            found.isEmpty() ? 0 : Math.max(1, found.size() * percent / 100);
                };
        if (wanted < found.size()) {
            Collections.shuffle(found, random);
        }
        return List.copyOf(found.subList(0, wanted));
    }

    private boolean fits(Resource resource) {
        return resource.type().equals(type.id())
                && (arns.isEmpty() || arns.contains(resource.arn()))
                && resource.tags().entrySet().containsAll(tags.entrySet())
                && filters.stream().allMatch(filter -> filter.passes(resource))
                && type.parameters().stream()
                        .allMatch(known -> {
                            String value = parameters.get(known.name());
                            return value == null || known.fits(resource, value);
                        });
    }
}
