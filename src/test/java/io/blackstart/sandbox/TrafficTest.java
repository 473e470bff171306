package io.blackstart.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.util.stream.Collectors.toSet;

import io.blackstart.sandbox.Estate.Scope;
import io.blackstart.sandbox.Traffic.Disruption;
import io.blackstart.sandbox.Traffic.Spot;
import io.blackstart.sandbox.Traffic.Tier;
import io.blackstart.sandbox.Traffic.Way;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which ways a set of subnets closes. */
class TrafficTest {
    private static final String HERE = "me-south-1";
    private static final String THERE = "eu-central-1";
    private static final Way USERS = new Way.Users(HERE);
    private static final Way CHECKERS = new Way.Checkers(HERE);
    private static final Way LEASE = new Way.Lease(HERE);
    private static final Way HOME = new Way.Home(HERE, HERE);
    private static final Way REPLICATION = new Way.Replication(HERE, THERE);

    @Test
    void nothingIsClosedWhenNothingIsDisrupted() {
        assertEquals(Set.of(), closed());
    }

    @Test
    void allEntrySubnetsTogetherAreTheWholeRegion() {
        Set<Way> expected = new HashSet<>(Set.of(USERS, CHECKERS, LEASE, REPLICATION));
        expected.addAll(targets("a", "b", "c"));
        assertEquals(expected, closed(silence(Scope.ALL, tier(Tier.ENTRY))));
    }

    @Test
    void twoOfThreeEntrySubnetsCostTheirZonesOnly() {
        assertEquals(
                targets("a", "b"),
                closed(
                        silence(
                                Scope.ALL,
                                spot -> spot.tier() == Tier.ENTRY && !spot.zone().equals("c"))));
    }

    @Test
    void aWholeZoneCostsItsInstanceEvenWhenTheDatabaseIsThere() {
        Set<Way> expected = new HashSet<>(targets("a"));
        expected.addAll(storages("a"));
        assertEquals(expected, closed(silence(Scope.ALL, spot -> spot.zone().equals("a"))));
    }

    @Test
    void theDatabaseSubnetsAloneTakeTheDatabaseFromEverybody() {
        Set<Way> expected = new HashSet<>(storages("a", "b", "c"));
        expected.addAll(Set.of(HOME, REPLICATION));
        assertEquals(expected, closed(silence(Scope.ALL, tier(Tier.DATABASE))));
    }

    @Test
    void theApplicationSubnetsCutOffInstancesAndTheLeaseButNotTheRegion() {
        Set<Way> expected = new HashSet<>(storages("a", "b", "c"));
        expected.addAll(targets("a", "b", "c"));
        expected.addAll(Set.of(HOME, LEASE));
        assertEquals(expected, closed(silence(Scope.ALL, tier(Tier.APPLICATION))));
    }

    @Test
    void theScopeOfTheVpcLeavesItsInsideAlone() {
        assertEquals(
                Set.of(USERS, CHECKERS, LEASE, REPLICATION),
                closed(silence(Scope.VPC, tier(Tier.ENTRY))));
        assertEquals(Set.of(), closed(silence(Scope.VPC, spot -> spot.zone().equals("b"))));
    }

    @Test
    void theScopeOfTheVpcKeepsItsInnerSubnetsFromTheOtherRegion() {
        assertEquals(Set.of(REPLICATION), closed(silence(Scope.VPC, tier(Tier.DATABASE))));
        assertEquals(
                Set.of(REPLICATION),
                closed(silence(Scope.VPC, spot -> spot.zone().equals("a"))),
                "the database is in zone a, and stays there");
        assertEquals(Set.of(LEASE), closed(silence(Scope.VPC, tier(Tier.APPLICATION))));
    }

    @Test
    void theScopeOfTheVpcKeepsABorrowedDatabaseAway() {
        Traffic borrower = vpcSilence(tier(Tier.APPLICATION));
        assertEquals(false, borrower.passes(new Way.Storage(HERE, "b", THERE)));
        assertEquals(false, borrower.passes(new Way.Home(HERE, THERE)));
        Traffic owner = vpcSilence(tier(Tier.DATABASE));
        assertEquals(false, owner.passes(new Way.Storage(THERE, "b", HERE)));
        assertEquals(false, owner.passes(new Way.Home(THERE, HERE)));
        Traffic oneZone =
                vpcSilence(spot -> spot.tier() == Tier.APPLICATION && spot.zone().equals("b"));
        assertEquals(false, oneZone.passes(new Way.Storage(HERE, "b", THERE)));
        assertEquals(true, oneZone.passes(new Way.Home(HERE, THERE)));
    }

    private static Traffic vpcSilence(Predicate<Spot> which) {
        return new Traffic(List.of(silence(Scope.VPC, which)), Map.of(HERE, "a"));
    }

    @Test
    void theScopeOfAZoneCutsItFromTheOthersOnly() {
        assertEquals(
                storages("b"),
                closed(silence(Scope.AVAILABILITY_ZONE, spot -> spot.zone().equals("b"))));
        assertEquals(
                storages("b", "c"),
                closed(silence(Scope.AVAILABILITY_ZONE, spot -> spot.zone().equals("a"))),
                "the database is in zone a");
    }

    @Test
    void crossRegionStopsWhatTheSubnetsSendByThemselves() {
        assertEquals(
                Set.of(REPLICATION),
                closed(new Disruption.CrossRegion(spots(tier(Tier.DATABASE)), THERE)));
        assertEquals(
                Set.of(LEASE, REPLICATION),
                closed(new Disruption.CrossRegion(spots(tier(Tier.ENTRY)), THERE)));
        assertEquals(
                Set.of(), closed(new Disruption.CrossRegion(spots(tier(Tier.ENTRY)), "us-east-1")));
    }

    @Test
    void aWayIsClosedByDisruptionsThatOverlapOnIt() {
        assertEquals(
                Set.of(USERS, CHECKERS, LEASE, REPLICATION),
                new HashSet<>(
                        closed(
                                silence(
                                        Scope.VPC,
                                        spot ->
                                                spot.tier() == Tier.ENTRY
                                                        && spot.zone().equals("a")),
                                silence(
                                        Scope.VPC,
                                        spot ->
                                                spot.tier() == Tier.ENTRY
                                                        && !spot.zone().equals("a")))));
    }

    @Test
    void anApplicationThatBorrowsADatabaseDiesWithItsOwner() {
        Way borrowed = new Way.Storage(THERE, "b", HERE);
        Traffic traffic = new Traffic(List.of(silence(Scope.ALL, tier(Tier.ENTRY))), Map.of());
        assertEquals(false, traffic.passes(borrowed));
    }

    private static Set<Way> closed(Disruption... disruptions) {
        Traffic traffic = new Traffic(List.of(disruptions), Map.of(HERE, "a"));
        List<Way> ways = new ArrayList<>(List.of(USERS, CHECKERS, LEASE, HOME, REPLICATION));
        ways.addAll(targets("a", "b", "c"));
        ways.addAll(storages("a", "b", "c"));
        return ways.stream().filter(way -> !traffic.passes(way)).collect(toSet());
    }

    private static Set<Way> targets(String... zones) {
        return Set.of(zones).stream().map(zone -> new Way.Target(HERE, zone)).collect(toSet());
    }

    private static Set<Way> storages(String... zones) {
        return Set.of(zones).stream()
                .map(zone -> new Way.Storage(HERE, zone, HERE))
                .collect(toSet());
    }

    private static Disruption silence(Scope scope, Predicate<Spot> which) {
        return new Disruption.Silence(spots(which), scope);
    }

    private static Predicate<Spot> tier(Tier tier) {
        return spot -> spot.tier() == tier;
    }

    private static Set<Spot> spots(Predicate<Spot> which) {
        return World.subnets().stream()
                .map(World::spot)
                .filter(spot -> spot.region().equals(HERE))
                .filter(which)
                .collect(toSet());
    }
}
