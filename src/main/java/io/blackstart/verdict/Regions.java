package io.blackstart.verdict;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which address belongs to which region, learned by looking: from who answered at it, and from the
 * DNS answers before anything was broken, which name the active region. Those of the zone's own
 * servers, where they were asked: a resolver may hold an answer of long ago.
 */
final class Regions {
    private final String active;
    private final String passive;
    private final Map<String, String> regionOf = new HashMap<>();

    Regions(Facts facts) {
        active = facts.course().active();
        passive = facts.course().passive();
        Set<String> shared = new HashSet<>();
        RequestTable load = facts.load();
        for (int row = 0; row < load.size(); row++) {
            String region = load.region(row);
            String address = load.address(row);
            if (!region.isEmpty() && !address.isEmpty()) {
                String known = regionOf.putIfAbsent(address, region);
                if (known != null && !known.equals(region)) {
                    shared.add(address);
                }
            }
        }
        // one address in front of both regions tells nothing about who answers
        shared.forEach(regionOf::remove);
        DnsTable dns = facts.dns();
        long before = facts.course().faultIntended().orElse(Long.MAX_VALUE);
        int[] named =
                IntStream.range(0, dns.size())
                        .filter(row -> dns.at(row) < before && !dns.addresses(row).isEmpty())
                        .toArray();
        int[] byAuthority =
                IntStream.of(named).filter(row -> DnsFlip.isAuthority(dns.vantage(row))).toArray();
        for (int row : byAuthority.length == 0 ? named : byAuthority) {
            for (String address : dns.addresses(row)) {
                if (!shared.contains(address)) {
                    regionOf.putIfAbsent(address, active);
                }
            }
        }
    }

    /** The region of an address, empty when it is not known. */
    String of(String address) {
        return regionOf.getOrDefault(address, "");
    }

    /** An answer that still sends users to the active region. */
    boolean isOld(List<String> addresses) {
        return addresses.stream().anyMatch(address -> of(address).equals(active));
    }

    /**
     * An answer that sends users to the passive region only. When nobody was ever served there by
     * an address of that family, its addresses are those that are not the active region's.
     */
    boolean isNew(List<String> addresses) {
        return !addresses.isEmpty()
                && addresses.stream()
                        .allMatch(address ->
                                passiveIsKnown(isIpv6(address))
                                        ? of(address).equals(passive)
                                        : !of(address).equals(active));
    }

    private boolean passiveIsKnown(boolean ipv6) {
        return regionOf.entrySet().stream()
                .anyMatch(known ->
                        known.getValue().equals(passive) && isIpv6(known.getKey()) == ipv6);
    }

    private static boolean isIpv6(String address) {
        return address.indexOf(':') >= 0;
    }
}
