package io.blackstart.sandbox;

import io.blackstart.sandbox.Traffic.Disruption;
import io.blackstart.sandbox.Traffic.Way;
import io.blackstart.sandbox.network.Link;
import io.blackstart.sandbox.network.Network;
import io.blackstart.sandbox.region.Fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The sandbox's regions as FIS sees them: subnets, whose disruptions are acted out on the network's
 * links, and instances and tasks, which really end and start. Overlapping disruptions each hold
 * until they are lifted.
 */
final class RegionEstate implements Estate, AutoCloseable {
    private final Network network;
    private final Map<Way, Link> links;
    private final Map<String, Fleet> fleets;
    private final Databases databases;
    private final Truth truth;
    private final Set<Disruption> inForce = // guarded by this; several may be equal
            Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Link> silent = new HashSet<>(); // guarded by this
    private final Set<Plight> plights = new HashSet<>(); // guarded by this

    /**
     * @param links by the way that each of them is
     * @param fleets by region
     */
    RegionEstate(
            Network network,
            Map<Way, Link> links,
            Map<String, Fleet> fleets,
            Databases databases,
            Truth truth) {
        this.network = network;
        this.links = Map.copyOf(links);
        this.fleets = Map.copyOf(fleets);
        this.databases = databases;
        this.truth = truth;
    }

    @Override
    public List<Resource> resources() {
        List<Resource> resources = new ArrayList<>(World.subnets());
        for (World.Place place : World.PLACES) {
            resources.addAll(Inventory.fleet(place, fleet(place.region()).members()));
        }
        resources.addAll(Inventory.databases(databases.clusters()));
        return List.copyOf(resources);
    }

    @Override
    public Cut disrupt(Set<Resource> subnets, Scope scope) {
        return begin(new Disruption.Silence(spots(subnets), scope));
    }

    @Override
    public Cut disruptCrossRegion(Set<Resource> subnets, String otherRegion) {
        return begin(new Disruption.CrossRegion(spots(subnets), otherRegion));
    }

    @Override
    public void stopInstances(Set<Resource> instances) {
        each(instances, Fleet::stopInstance);
    }

    @Override
    public void startInstances(Set<Resource> instances) {
        each(instances, Fleet::startInstance);
    }

    @Override
    public void stopTasks(Set<Resource> tasks) {
        each(tasks, Fleet::stopTask);
    }

    /** Lifts whatever is still in force. */
    @Override
    public synchronized void close() {
        inForce.clear();
        act();
    }

    private static Set<Traffic.Spot> spots(Set<Resource> subnets) {
        return subnets.stream().map(World::spot).collect(Collectors.toUnmodifiableSet());
    }

    private void each(Set<Resource> resources, BiConsumer<Fleet, String> act) {
        resources.forEach(resource ->
                act.accept(fleet(resource.region()), resource.tags().getOrDefault("zone", "none")));
    }

    private Fleet fleet(String region) {
        Fleet fleet = fleets.get(region);
        if (fleet == null) {
            throw new IllegalArgumentException("no such region: " + region);
        }
        return fleet;
    }

    private synchronized Cut begin(Disruption disruption) {
        inForce.add(disruption);
        try {
            act();
        } catch (RuntimeException failed) {
            inForce.remove(disruption); // nobody is given what would lift it
            try {
                act();
            } catch (RuntimeException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
        return new Lifting(disruption);
    }

    /** Ends a disruption once; an end that failed can be tried again. */
    private final class Lifting implements Cut {
        private final Disruption disruption;
        private boolean lifted; // guarded by the estate

        Lifting(Disruption disruption) {
            this.disruption = disruption;
        }

        @Override
        public void close() {
            synchronized (RegionEstate.this) {
                if (!lifted) {
                    inForce.remove(disruption);
                    act();
                    lifted = true;
                }
            }
        }
    }

    private void act() {
        Traffic traffic = new Traffic(inForce, databaseZones());
        Set<Way> closed =
                links.keySet().stream()
                        .filter(way -> !traffic.passes(way))
                        .collect(Collectors.toUnmodifiableSet());
        Set<Link> wanted = closed.stream().map(this::link).collect(Collectors.toUnmodifiableSet());
        Set<Plight> wantedPlights = Plight.of(closed);
        try {
            Set<Link> more = minus(wanted, silent);
            Set<Plight> begun = minus(wantedPlights, plights);
            if (!more.isEmpty() || !begun.isEmpty()) {
                long at = network.cut(more);
                silent.addAll(more);
                plights.addAll(begun);
                begun.forEach(plight -> plight.begun(at, truth));
            }
            Set<Link> less = minus(silent, wanted);
            Set<Plight> ended = minus(plights, wantedPlights);
            if (!less.isEmpty() || !ended.isEmpty()) {
                long at = network.mend(less);
                silent.removeAll(less);
                plights.removeAll(ended);
                ended.forEach(plight -> plight.ended(at, truth));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the network does not take the fault", failed);
        }
    }

    private Link link(Way way) {
        Link link = links.get(way);
        if (link == null) {
            throw new IllegalArgumentException("no such way: " + way);
        }
        return link;
    }

    /** The zone of each region's writer, or of its first instance where nothing writes. */
    private Map<String, String> databaseZones() {
        Map<String, String> zones = new HashMap<>();
        for (Databases.Cluster cluster : databases.clusters()) {
            cluster.instances().stream()
                    .sorted((one, other) -> Boolean.compare(other.writer(), one.writer()))
                    .findFirst()
                    .map(instance -> instance.zone().substring(instance.zone().length() - 1))
                    .ifPresent(zone -> zones.put(cluster.region(), zone));
        }
        return zones;
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> less) {
        return all.stream()
                .filter(each -> !less.contains(each))
                .collect(Collectors.toUnmodifiableSet());
    }
}
