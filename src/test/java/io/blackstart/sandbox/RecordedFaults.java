package io.blackstart.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Cuts nothing, but keeps which subnets would be cut off; for tests. */
public final class RecordedFaults implements SubnetFaults {
    private final List<Set<Subnet>> inForce = new CopyOnWriteArrayList<>();

    /** Two regions with entry and database subnets. */
    public static List<Subnet> subnets() {
        return Stream.of("me-south-1", "eu-central-1")
                .flatMap(region ->
                        Stream.of("entry-a", "entry-b", "database-a", "database-b")
                                .map(name -> subnet(region, name)))
                .toList();
    }

    /** A subnet that is tagged with its tier, the first part of its name. */
    public static Subnet subnet(String region, String name) {
        String id = "subnet-" + region + "-" + name;
        return new Subnet(
                id,
                region,
                "arn:aws:ec2:" + region + ":123456789012:subnet/" + id,
                java.util.Map.of("tier", name.replaceAll("-.*", "")));
    }

    @Override
    public Cut isolate(Set<Subnet> subnets) {
        Set<Subnet> cut = new HashSet<>(subnets);
        inForce.add(cut);
        return () -> inForce.remove(cut);
    }

    /** Ids of the subnets that are cut off, one entry for each cut. */
    public List<List<String>> inForce() {
        return inForce.stream().map(cut -> cut.stream().map(Subnet::id).sorted().toList()).toList();
    }
}
