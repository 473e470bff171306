package io.blackstart.sandbox;

import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Acts subnet faults out on the network's links. When all entry subnets of a region are isolated,
 * the region is a blackhole: front door, replication and the controller's lines are silent. When
 * all its database subnets are, its database is out of reach for everyone, its own application
 * included. As long as one subnet of a tier is left, the tier goes on through that one.
 */
final class RegionFaults implements Estate {
    private final Network network;
    private final Map<String, Wires> wires;
    private final Link replication;
    private final List<Subnet> subnets;
    private final Truth truth;
    private final Map<String, Integer> cuts = new HashMap<>(); // by subnet; guarded by this
    private final Set<Link> silent = new HashSet<>(); // guarded by this
    private final Set<String> dark = new HashSet<>(); // regions; guarded by this

    /**
     * @param wires by region
     * @param replication the link between the databases, which ends with either region
     */
    RegionFaults(
            Network network,
            Map<String, Wires> wires,
            Link replication,
            List<Subnet> subnets,
            Truth truth) {
        this.network = network;
        this.wires = Map.copyOf(wires);
        this.replication = replication;
        this.subnets = List.copyOf(subnets);
        this.truth = truth;
    }

    /**
     * The links of one region, without replication.
     *
     * @param outside those between the region and the world
     * @param database those that end at its database
     */
    record Wires(Set<Link> outside, Set<Link> database) {
        Wires {
            outside = Set.copyOf(outside);
            database = Set.copyOf(database);
        }
    }

    @Override
    public List<Resource> resources() {
        return subnets.stream()
                .map(subnet ->
                        new Resource(
                                Resource.SUBNET,
                                subnet.id(),
                                subnet.region(),
                                subnet.arn(),
                                subnet.tags(),
                                Map.of("State", "available")))
                .toList();
    }

    @Override
    public Cut disrupt(Set<Resource> isolated, Scope scope) {
        if (scope != Scope.ALL) {
            throw unable("disrupt connectivity with scope " + scope);
        }
        count(isolated, 1);
        AtomicBoolean lifted = new AtomicBoolean();
        return () -> {
            if (lifted.compareAndSet(false, true)) {
                count(isolated, -1);
            }
        };
    }

    @Override
    public Cut disruptCrossRegion(Set<Resource> isolated, String otherRegion) {
        throw unable("disrupt cross-Region connectivity");
    }

    @Override
    public void stopInstances(Set<Resource> instances) {
        throw unable("stop instances");
    }

    @Override
    public void startInstances(Set<Resource> instances) {
        throw unable("start instances");
    }

    @Override
    public void stopTasks(Set<Resource> tasks) {
        throw unable("stop tasks");
    }

    private static UnsupportedOperationException unable(String what) {
        return new UnsupportedOperationException("these regions cannot " + what);
    }

    private synchronized void count(Set<Resource> changed, int by) {
        changed.forEach(subnet -> cuts.merge(subnet.id(), by, Integer::sum));
        Set<Link> wanted = new HashSet<>();
        Set<String> wantedDark = new HashSet<>();
        for (String region : wires.keySet()) {
            Wires own = wires(region);
            if (isolated(region, World.ENTRY)) {
                wanted.addAll(own.outside());
                wanted.add(replication);
                wantedDark.add(region);
            }
            if (isolated(region, World.DATABASE)) {
                wanted.addAll(own.database());
                wanted.add(replication);
            }
        }
        try {
            cut(minus(wanted, silent), minus(wantedDark, dark));
            mend(minus(silent, wanted), minus(dark, wantedDark));
        } catch (IOException failed) {
            throw new UncheckedIOException("the network does not take the fault", failed);
        }
    }

    private void cut(Set<Link> links, Set<String> regions) throws IOException {
        if (links.isEmpty()) {
            return;
        }
        long at = network.cut(links);
        silent.addAll(links);
        dark.addAll(regions);
        regions.forEach(region -> truth.event(at, "regionBlackholed", region, Map.of()));
        if (links.contains(replication)) {
            truth.event(at, "replicationCut", "", Map.of());
        }
    }

    private void mend(Set<Link> links, Set<String> regions) throws IOException {
        if (links.isEmpty()) {
            return;
        }
        long at = network.mend(links);
        silent.removeAll(links);
        dark.removeAll(regions);
        regions.forEach(region -> truth.event(at, "regionMended", region, Map.of()));
        if (links.contains(replication)) {
            truth.event(at, "replicationMended", "", Map.of());
        }
    }

    private Wires wires(String region) {
        Wires found = wires.get(region);
        if (found == null) {
            throw new IllegalArgumentException("no such region: " + region);
        }
        return found;
    }

    private boolean isolated(String region, String tier) {
        return subnets.stream()
                .filter(subnet -> subnet.region().equals(region))
                .filter(subnet -> tier.equals(subnet.tags().get(World.TIER)))
                .allMatch(subnet -> cuts.getOrDefault(subnet.id(), 0) > 0);
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> less) {
        return all.stream()
                .filter(each -> !less.contains(each))
                .collect(Collectors.toUnmodifiableSet());
    }
}
