package io.blackstart.sandbox.route53;

import io.blackstart.sandbox.route53.RecordSet.Content;
import io.blackstart.sandbox.route53.RecordSet.Identity;
import io.blackstart.sandbox.route53.RecordSet.Routing;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A public hosted zone as it stands at the control plane.
 *
 * @param id without its prefix
 * @param name lower case, with its trailing dot
 */
record HostedZone(
        String id,
        String name,
        String callerReference,
        String comment,
        NavigableMap<Identity, RecordSet> records) {
    /** The zone's name servers by name; none of them is asked by these names in the sandbox. */
    static final List<String> NAME_SERVERS =
            List.of(
                    "ns-2048.awsdns-64.com",
                    "ns-2049.awsdns-65.net",
                    "ns-2050.awsdns-66.org",
                    "ns-2051.awsdns-67.co.uk");

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
                        NAME_SERVERS.stream().map(server -> server + ".").toList());
        RecordSet soa =
                simple(
                        name,
                        "SOA",
                        SOA_TTL,
                        List.of(
                                NAME_SERVERS.getFirst()
                                        + ". awsdns-hostmaster.amazon.com. 1 7200 900 1209600"
                                        + " 86400"));
        NavigableMap<Identity, RecordSet> records = new TreeMap<>();
        records.put(ns.identity(), ns);
        records.put(soa.identity(), soa);
        return new HostedZone(id, name, callerReference, comment, records);
    }

    private static RecordSet simple(String name, String type, long ttl, List<String> values) {
        return new RecordSet(name, type, new Routing.Simple(), new Content.Values(ttl, values), "");
    }

    HostedZone withRecords(NavigableMap<Identity, RecordSet> changed) {
        return new HostedZone(id, name, callerReference, comment, changed);
    }
}
