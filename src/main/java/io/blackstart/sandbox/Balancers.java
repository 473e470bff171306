package io.blackstart.sandbox;

import io.blackstart.sandbox.region.Region;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The load balancers of the regions.
 *
 * @param regions by name
 */
record Balancers(Map<String, Region> regions) implements LoadBalancers {
    Balancers {
        regions = Map.copyOf(regions);
    }

    @Override
    public Optional<Balancer> find(String dnsName) {
        return World.PLACES.stream()
                .filter(place -> place.loadBalancer().equals(dnsName))
                .findFirst()
                .map(place ->
                        new Balancer(
                                List.of(place.address()),
                                List.of(place.ipv6()),
                                Optional.ofNullable(regions.get(place.region()))
                                        .map(Region::targetsHealthy)
                                        .orElse(false)));
    }
}
