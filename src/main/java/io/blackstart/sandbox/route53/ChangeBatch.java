package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Identity;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Changes to the records of a zone: all of them or none. */
record ChangeBatch(String comment, List<Change> changes) {
    /** What to do with a record set. */
    enum Action {
        CREATE,
        UPSERT,
        DELETE
    }

    record Change(Action action, RecordSet set) {
        private int values() {
            return times(
                    switch (set.content()) {
                        case Content.Values(_, List<String> values) -> values.size();
                        case Content.Alias _ -> 1;
                    });
        }

        private int characters() {
            return times(
                    switch (set.content()) {
                        case Content.Values(_, List<String> values) ->
                                values.stream().mapToInt(String::length).sum();
                        case Content.Alias _ -> 0;
                    });
        }

        private int times(int count) {
            return action == Action.UPSERT ? 2 * count : count;
        }
    }

    /** AWS's limits; what an UPSERT brings counts twice. */
    private static final int VALUES_MAX = 1_000;

    private static final int CHARACTERS_MAX = 32_000;

    /** AWS's quota of a zone. */
    private static final int RECORD_SETS_MAX = 10_000;

    ChangeBatch {
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new AwsFault(400, "InvalidInput", "a batch has at least one change");
        }
        if (changes.stream().mapToInt(Change::values).sum() > VALUES_MAX) {
            throw refused(List.of("Number of records limit of " + VALUES_MAX + " exceeded."));
        }
        if (changes.stream().mapToInt(Change::characters).sum() > CHARACTERS_MAX) {
            throw refused(
                    List.of("Number of characters limit of " + CHARACTERS_MAX + " exceeded."));
        }
    }

    private static AwsFault refused(List<String> problems) {
        return new AwsFault(400, "InvalidChangeBatch", "[" + String.join(", ", problems) + "]");
    }

    /** Reads a ChangeResourceRecordSetsRequest element. */
    static ChangeBatch read(XmlNode request) {
        XmlNode batch =
                request.child("ChangeBatch")
                        .orElseThrow(
                                () -> new AwsFault(400, "InvalidInput", "ChangeBatch is missing"));
        return new ChangeBatch(
                batch.value("Comment").orElse(""),
                batch.items("Changes", "Change").stream().map(ChangeBatch::change).toList());
    }

    private static Change change(XmlNode node) {
        XmlNode set =
                node.child("ResourceRecordSet")
                        .orElseThrow(() ->
                                new AwsFault(400, "InvalidInput", "ResourceRecordSet is missing"));
        String action = node.required("Action");
        return new Change(
                switch (action) {
                    case "CREATE" -> Action.CREATE;
                    case "UPSERT" -> Action.UPSERT;
                    case "DELETE" -> Action.DELETE;
                    default ->
                            throw new AwsFault(
                                    400,
                                    "InvalidInput",
                                    "Action must be CREATE, UPSERT or DELETE, not " + action);
                },
                RecordSetXml.read(set, action));
    }

    /**
     * The records after the changes.
     *
     * @param loadBalancerExists whether an alias can lead to a load balancer of that DNS name
     * @throws AwsFault InvalidChangeBatch with every problem, when there is one
     */
    NavigableMap<Identity, RecordSet> apply(HostedZone zone, Predicate<String> loadBalancerExists) {
        NavigableMap<Identity, RecordSet> after = new TreeMap<>(zone.records());
        List<String> problems = new ArrayList<>();
        for (Change change : changes) {
            RecordSet set = change.set();
            if (!set.name().equals(zone.name()) && !set.name().endsWith("." + zone.name())) {
                problems.add(
                        "RRSet with DNS name %s is not permitted in zone %s"
                                .formatted(set.name(), zone.name()));
                continue;
            }
            switch (change.action()) {
                case CREATE -> create(after, set, problems);
                case UPSERT -> after.put(set.identity(), set);
                case DELETE -> delete(after, set, problems);
            }
        }
        ZoneRules.check(zone, after, loadBalancerExists, problems);
        if (after.size() > RECORD_SETS_MAX) {
            problems.add("Number of record sets limit of " + RECORD_SETS_MAX + " exceeded.");
        }
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        return after;
    }

    private static void create(
            NavigableMap<Identity, RecordSet> after, RecordSet set, List<String> problems) {
        if (after.putIfAbsent(set.identity(), set) != null) {
            problems.add(
                    "Tried to create resource record set %s but it already exists"
                            .formatted(set.identity().words()));
        }
    }

    private static void delete(
            NavigableMap<Identity, RecordSet> after, RecordSet set, List<String> problems) {
        RecordSet found = after.get(set.identity());
        if (found == null) {
            problems.add(
                    "Tried to delete resource record set %s but it was not found"
                            .formatted(set.identity().words()));
        } else if (!same(found, set)) {
            problems.add(
                    ("Tried to delete resource record set %s but the values provided do not match"
                                    + " the current values")
                            .formatted(set.identity().words()));
        } else {
            after.remove(set.identity());
        }
    }

    private static boolean same(RecordSet one, RecordSet other) {
        return one.routing().equals(other.routing())
                && one.healthCheckId().equals(other.healthCheckId())
                && same(one.content(), other.content());
    }

    private static boolean same(Content one, Content other) {
        if (one instanceof Content.Values(long ttl, List<String> values)
                && other instanceof Content.Values(long otherTtl, List<String> others)) {
            // the order of values means nothing
            return ttl == otherTtl
                    && values.stream().sorted().toList().equals(others.stream().sorted().toList());
        }
        return one.equals(other);
    }

    /** The ids of health checks that must exist for the changes to be made. */
    List<String> healthCheckIds() {
        return changes.stream()
                .filter(change -> change.action() != Action.DELETE)
                .map(change -> change.set().healthCheckId())
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }
}
