package io.blackstart.verdict;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which address belongs to which region, learned by looking: from who answered at it, and from the
 * DNS answers before anything was broken, which name the active region.
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
        long before = facts.course().faultIntended().orElse(Long.MAX_VALUE);
        DnsTable dns = facts.dns();
        for (int row = 0; row < dns.size(); row++) {
            if (dns.at(row) < before) {
                for (String address : dns.addresses(row)) {
                    if (!shared.contains(address)) {
                        regionOf.putIfAbsent(address, active);
                    }
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
     * An answer that sends users to the passive region only. When nobody was ever served there, its
     * addresses are those that are not the active region's.
     */
    boolean isNew(List<String> addresses) {
        boolean passiveKnown = regionOf.containsValue(passive);
        return addresses.stream()
                .allMatch(address ->
                        passiveKnown ? of(address).equals(passive) : !of(address).equals(active));
    }
}
