package io.blackstart.sandbox.fis;

import io.blackstart.sandbox.Subnet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A target of a template: what to look for, and how many of what is found.
 *
 * @param arns the resources themselves, or none when they are found by tags
 * @param tags all of which a resource must have
 */
record TargetPlan(
        String name,
        String resourceType,
        List<String> arns,
        Map<String, String> tags,
        Selection selection) {
    static final String SUBNET = "aws:ec2:subnet";

    TargetPlan {
        arns = List.copyOf(arns);
        tags = Map.copyOf(tags);
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

    /** The subnets that it stands for, of those in the experiment's region. */
    List<Subnet> resolve(List<Subnet> subnets, Random random) {
        List<Subnet> found =
                new ArrayList<>(
                        subnets.stream()
                                .filter(subnet ->
                                        arns.isEmpty()
                                                ? subnet.tags()
                                                        .entrySet()
                                                        .containsAll(tags.entrySet())
                                                : arns.contains(subnet.arn()))
                                .toList());
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
}
