package io.blackstart.sandbox.region;

import io.blackstart.sandbox.lease.Lease;
import io.blackstart.sandbox.lease.LeaseDesk;
import io.blackstart.sandbox.lease.LeaseTerms;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Puts a region together, once. */
final class Opening {
    private static final long STRAY_SEED = 7_283;

    private final Region.Plan plan;
    private final Lease lease;
    private final Region.Time time;
    private final TruthRecorder truth;
    private final List<Orders> orders = new ArrayList<>();
    private final List<AutoCloseable> connections = new ArrayList<>();

    Opening(Region.Plan plan, Optional<LeaseTerms> terms, Region.Time time, TruthRecorder truth) {
        this.plan = plan;
        this.lease = Lease.of(terms);
        this.time = time;
        this.truth = truth;
    }

    Region open(Certificates certificates) throws IOException {
        String name = plan.name();
        DatabaseWatch home = watch(plan.home(), name);
        LeaseDesk desk = LeaseDesk.open(name, lease, home::part, truth);
        TargetGroup group = new TargetGroup();
        LoadBalancer balancer =
                LoadBalancer.open(
                        group,
                        plan.zones().stream()
                                .collect(
                                        Collectors.toUnmodifiableMap(
                                                Region.Zone::letter, Region.Zone::target)),
                        certificates.frontDoor(),
                        time.clock());
        TargetChecks checks = new TargetChecks(name, group, time.clock(), time.timer(), truth);
        Fleet fleet = new Fleet(name, balancer, checks, time.timer(), truth);
        fill(fleet);
        return new Region(
                plan,
                new Region.Parts(
                        lease,
                        home,
                        desk,
                        balancer,
                        group,
                        checks,
                        fleet,
                        List.copyOf(orders),
                        List.copyOf(connections)));
    }

    private void fill(Fleet fleet) {
        Optional<DatabaseWatch> other =
                plan.other().map(url -> watch(url, "other side of " + plan.name()));
        switch (plan.standby()) {
            case DOWN -> {}
            case FULL -> instances(plan.zones(), other, Admission::unlimited).forEach(fleet::add);
            case PILOT_LIGHT -> {
                Map<String, Instance> rest =
                        instances(
                                plan.zones().subList(1, plan.zones().size()),
                                other,
                                Admission::unlimited);
                instances(
                                plan.zones().subList(0, 1),
                                other,
                                () ->
                                        new Admission(
                                                plan.application().pilotRequests(),
                                                () -> growLater(fleet, rest)))
                        .forEach(fleet::add);
            }
        }
    }

    /** Runs on a user's thread, which must not wait. */
    private void growLater(Fleet fleet, Map<String, Instance> rest) {
        truth.event(System.nanoTime(), "loadArrived", plan.name(), Map.of());
        time.timer()
                .after(
                        plan.application().scaleOut(),
                        () -> Thread.startVirtualThread(() -> fleet.grow(rest)));
    }

    private Map<String, Instance> instances(
            List<Region.Zone> zones, Optional<DatabaseWatch> other, Supplier<Admission> admission) {
        Map<String, Instance> instances = new LinkedHashMap<>();
        for (Region.Zone zone : zones) {
            instances.put(zone.letter(), instance(zone, other, admission.get()));
        }
        return instances;
    }

    private Instance instance(
            Region.Zone zone, Optional<DatabaseWatch> other, Admission admission) {
        String name = plan.name() + zone.letter();
        OrderStore store = new OrderStore(zone.database(), name);
        connections.add(store);
        Orders own = new Orders(plan.database(), store, keyScope(), lease, truth);
        orders.add(own);
        return new Instance(
                new Instance.Place(plan.name(), zone.letter(), zone.port()),
                new Instance.Parts(
                        own,
                        health(new Health.Deep(watch(zone.database(), name), lease), other),
                        lease,
                        admission,
                        new StrayErrors(
                                plan.application().errorRate(),
                                new SplittableRandom(STRAY_SEED + name.hashCode()))),
                truth);
    }

    private String keyScope() {
        return switch (plan.application().idempotency()) {
            case KEPT -> "both";
            case FORGOTTEN_AT_FAILOVER -> plan.name();
        };
    }

    private Health health(Health.Deep deep, Optional<DatabaseWatch> other) {
        return switch (plan.application().health()) {
            case DEEP -> deep;
            case SHALLOW -> new Health.Shallow();
            case WRITER -> new Health.Writer(lease);
            case CROSS_REGION -> new Health.CrossRegion(deep, other.orElseThrow());
        };
    }

    private DatabaseWatch watch(String url, String name) {
        DatabaseWatch watch = new DatabaseWatch(url, name);
        connections.add(watch);
        return watch;
    }
}
