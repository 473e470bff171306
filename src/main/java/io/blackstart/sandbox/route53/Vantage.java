package io.blackstart.sandbox.route53;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One health checker: where it stands and the address that it shows itself by.
 *
 * @param region AWS's name of the checker's region
 */
record Vantage(String region, String ipAddress) {
    /** AWS does not publish the number; what it says elsewhere fits two in each region. */
    private static final Map<String, List<String>> ADDRESSES =
            new TreeMap<>(
                    Map.of(
                            "us-east-1", List.of("54.243.31.197", "107.23.255.12"),
                            "us-west-1", List.of("54.183.255.134", "54.241.32.101"),
                            "us-west-2", List.of("54.244.52.198", "54.245.168.7"),
                            "eu-west-1", List.of("54.228.16.5", "176.34.159.203"),
                            "ap-southeast-1", List.of("54.251.31.134", "54.255.254.201"),
                            "ap-southeast-2", List.of("54.252.79.135", "54.252.254.199"),
                            "ap-northeast-1", List.of("54.248.220.7", "54.250.253.229"),
                            "sa-east-1", List.of("54.232.40.71", "177.71.207.165")));

    static boolean isRegion(String region) {
        return ADDRESSES.containsKey(region);
    }

    /** The networks of the checkers, in order: each of them stands in one of 64 addresses. */
    static List<String> ranges() {
        return in(List.of()).stream()
                .map(Vantage::ipAddress)
                .map(address -> {
                    int last = address.lastIndexOf('.') + 1;
                    int network = Integer.parseInt(address, last, address.length(), 10) & ~63;
                    return address.substring(0, last) + network + "/26";
                })
                .sorted()
                .toList();
    }

    /** Two checkers in each of the regions; in all eight when none is named. */
    static List<Vantage> in(List<String> regions) {
        List<Vantage> vantages = new ArrayList<>();
        ADDRESSES.forEach((region, addresses) -> {
            if (regions.isEmpty() || regions.contains(region)) {
                addresses.forEach(address -> vantages.add(new Vantage(region, address)));
            }
        });
        return vantages;
    }
}
