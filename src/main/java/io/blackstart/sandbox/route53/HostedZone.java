package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Identity;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A public hosted zone as it stands at the control plane.
 *
 * @param id without its prefix
 * @param name lower case, with its trailing dot
 * @param recovery nothing when nobody ever asked for it
 */
record HostedZone(
        String id,
        String name,
        String callerReference,
        String comment,
        Optional<Recovery> recovery,
        NavigableMap<Identity, RecordSet> records) {
    /** How far the accelerated recovery of its control plane is; the sandbox only says so. */
    enum Recovery {
        ENABLING,
        ENABLED,
        DISABLING,
        DISABLED
    }

    private static final long NS_TTL = 172_800;
    private static final long SOA_TTL = 900;

    HostedZone {
        records = Collections.unmodifiableNavigableMap(new TreeMap<>(records));
    }

    /** A new zone with the records that every zone begins with. */
    static HostedZone create(String id, String name, String callerReference, String comment) {
        RecordSet ns =
                simple(
                        name,
                        "NS",
                        NS_TTL,
                        NameServers.NAMES.stream().map(server -> server + ".").toList());
        RecordSet soa =
                simple(
                        name,
                        "SOA",
                        SOA_TTL,
                        List.of(
                                NameServers.NAMES.getFirst()
                                        + ". awsdns-hostmaster.amazon.com. 1 7200 900 1209600"
                                        + " 86400"));
        NavigableMap<Identity, RecordSet> records = new TreeMap<>();
        records.put(ns.identity(), ns);
        records.put(soa.identity(), soa);
        return new HostedZone(id, name, callerReference, comment, Optional.empty(), records);
    }

    private static RecordSet simple(String name, String type, long ttl, List<String> values) {
        return new RecordSet(name, type, new Routing.Simple(), new Content.Values(ttl, values), "");
    }

    HostedZone withRecords(NavigableMap<Identity, RecordSet> changed) {
        return new HostedZone(id, name, callerReference, comment, recovery, changed);
    }

    HostedZone withComment(String changed) {
        return new HostedZone(id, name, callerReference, changed, recovery, records);
    }

    HostedZone with(Recovery changed) {
        return new HostedZone(id, name, callerReference, comment, Optional.of(changed), records);
    }

    /** Whether there is nothing in it but what every zone begins with. */
    boolean isEmpty() {
        return records.values().stream()
                .allMatch(set ->
                        set.name().equals(name)
                                && (set.type().equals("NS") || set.type().equals("SOA")));
    }
}
