package io.blackstart.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The estate for a FIS that knows of nothing but subnets. */
record EstateSubnets(Estate estate) implements SubnetFaults {
    static List<Subnet> subnets() {
        return World.subnets().stream()
                .map(resource ->
                        new Subnet(
                                resource.id(), resource.region(), resource.arn(), resource.tags()))
                .toList();
    }

    @Override
    public Cut isolate(Set<Subnet> subnets) {
        Map<String, Resource> byId =
                World.subnets().stream()
                        .collect(Collectors.toMap(Resource::id, Function.identity()));
        Set<Resource> isolated =
                subnets.stream()
                        .flatMap(subnet -> Optional.ofNullable(byId.get(subnet.id())).stream())
                        .collect(Collectors.toUnmodifiableSet());
        Estate.Cut cut = estate.disrupt(isolated, Estate.Scope.ALL);
        return cut::close;
    }
}
