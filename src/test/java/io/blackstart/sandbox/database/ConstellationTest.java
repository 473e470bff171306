package io.blackstart.sandbox.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.SandboxSettings.Data.Topology;
import io.blackstart.sandbox.aws.AwsFault;
import io.blackstart.sandbox.database.Constellation.Part;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Optional;

class ConstellationTest {
    private static Constellation of(Topology topology) {
        return new Constellation(
                topology, new ClusterNames("123456789012", List.of("one", "two")), "one", "two");
    }

    private static AwsFault refused(String code, Executable command) {
        AwsFault fault = assertThrows(AwsFault.class, command);
        assertEquals(List.of(400, code), List.of(fault.status(), fault.code()), fault.message());
        return fault;
    }

    private static void state(Executable command) {
        refused("InvalidDBClusterStateFault", command);
    }

    @ParameterizedTest
    @EnumSource(
            value = Topology.class,
            names = {"GLOBAL", "REPLICA"})
    void clustersThatRdsKnowsToBelongTogetherAreNotStopped(Topology topology) {
        Constellation pair = of(topology);
        for (String region : List.of("one", "two")) {
            AwsFault fault = refused("InvalidDBClusterStateFault", () -> pair.stop(region));
            assertTrue(fault.message().contains("isolate its database subnets"), fault.message());
            assertEquals("available", pair.member(region).status());
        }
    }

    @Test
    void aPlainClusterStopsAndStartsAsWhatItWas() {
        Constellation plain = of(Topology.PLAIN);
        state(() -> plain.start("one"));
        plain.stop("one");
        assertEquals("stopping", plain.member("one").status());
        state(() -> plain.stop("one"));
        state(() -> plain.failover("one"));
        plain.rests("one", Constellation.STOPPED);
        state(() -> plain.stop("one"));
        plain.start("one");
        plain.rests("one", Constellation.AVAILABLE);
        assertEquals(Part.WRITES, plain.member("one").part());
    }

    @Test
    void rdsKnowsNothingOfAPlainPair() {
        Constellation plain = of(Topology.PLAIN);
        state(() -> plain.promote("two"));
        assertTrue(plain.members().stream().allMatch(plain::writes));
        plain.takeOver("two");
        assertEquals("available", plain.member("two").status());
        state(() -> plain.takeOver("two"));
        plain.promoted("two");
        assertEquals(Part.WRITES, plain.member("two").part());
        assertEquals(Part.LEFT_BEHIND, plain.member("one").part());
        state(() -> plain.takeOver("one"));
        assertEquals(Optional.empty(), plain.head());
    }

    @Test
    void aPromotedReplicaIsAClusterOfItsOwn() {
        Constellation replica = of(Topology.REPLICA);
        assertEquals(Optional.of("one"), replica.source(replica.member("two")));
        assertFalse(replica.writes(replica.member("two")));
        state(() -> replica.promote("one"));
        replica.promote("two");
        assertEquals("promoting", replica.member("two").status());
        replica.promoted("two");
        assertEquals(Optional.empty(), replica.source(replica.member("two")));
        assertTrue(replica.members().stream().allMatch(replica::writes));
        replica.stop("one"); // nothing binds it any more
        state(() -> replica.promote("two"));
    }

    @Test
    void aGlobalFailoverLeavesTheOldWriterAMemberThatCannotBePromoted() {
        Constellation global = of(Topology.GLOBAL);
        state(() -> global.failoverGlobal("one"));
        global.failoverGlobal("two");
        assertEquals("failing-over", global.globalStatus());
        refused("InvalidDBClusterStateFault", () -> global.failoverGlobal("two"));
        global.promoted("two");
        assertEquals(Optional.of("two"), global.head());
        assertEquals("available", global.globalStatus());
        assertFalse(global.writes(global.member("one")));
        AwsFault fault = refused("InvalidDBClusterStateFault", () -> global.failoverGlobal("one"));
        assertTrue(fault.message().contains("not synchronised"), fault.message());
        state(() -> global.stop("one"));
    }

    @Test
    void aGlobalDatabaseDoesOneThingAtATime() {
        Constellation global = of(Topology.GLOBAL);
        global.switchoverGlobal("two");
        assertEquals("switching-over", global.globalStatus());
        state(() -> global.failoverGlobal("two"));
        global.promoted("two");
        state(() -> global.failover("one"));
        global.rejoined("one");
        assertEquals(Part.FOLLOWS, global.member("one").part());
        assertEquals(Optional.of("two"), global.head());
    }

    @Test
    void theGlobalDatabaseIsBusyUntilItsOwnCommandEnds() {
        Constellation global = of(Topology.GLOBAL);
        global.failoverGlobal("two");
        global.failover("one"); // within its own region
        global.rests("one", Constellation.AVAILABLE);
        assertEquals("failing-over", global.globalStatus());
        global.rests("two", Constellation.AVAILABLE); // it went wrong
        assertEquals("available", global.globalStatus());
        global.switchoverGlobal("two");
        global.rests("one", Constellation.AVAILABLE);
        assertEquals("switching-over", global.globalStatus());
        global.rests("two", Constellation.AVAILABLE);
        assertEquals("available", global.globalStatus());
    }

    @Test
    void aSecondaryThatIsRemovedWritesAloneAndTheOldWriterStaysTheHead() {
        Constellation global = of(Topology.GLOBAL);
        global.promote("two");
        global.promoted("two");
        assertEquals(Optional.of("one"), global.head());
        assertTrue(global.members().stream().allMatch(global::writes));
        global.stop("two");
        state(() -> global.stop("one"));
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void afterAComebackThePartsAreExchangedAndCanBeAgain(Topology topology) {
        Constellation pair = of(topology);
        state(() -> pair.rejoin("one"));
        failOver(pair, topology, "two");
        pair.rejoin("one");
        state(() -> pair.rejoin("one"));
        pair.rejoined("one");
        assertEquals(Part.FOLLOWS, pair.member("one").part());
        assertEquals(of(topology).members().size(), pair.members().size());
        failOver(pair, topology, "one");
        pair.rejoin("two");
        pair.rejoined("two");
        assertEquals(of(topology).members(), pair.members());
        assertEquals(of(topology).head(), pair.head());
    }

    private static void failOver(Constellation pair, Topology topology, String region) {
        switch (topology) {
            case GLOBAL -> pair.failoverGlobal(region);
            case REPLICA -> pair.promote(region);
            case PLAIN -> pair.takeOver(region);
        }
        pair.promoted(region);
    }

    @Test
    void anotherInstanceLeadsAfterAFailover() {
        Constellation global = of(Topology.GLOBAL);
        for (int lead : List.of(1, 2, 0)) {
            global.failover("one");
            global.ledBy("one", 3);
            global.rests("one", Constellation.AVAILABLE);
            assertEquals(lead, global.member("one").lead());
        }
    }

    @Test
    void aRebootIsNotSeenInTheStatusButKeepsOthersAway() {
        Constellation global = of(Topology.GLOBAL);
        global.reboot("two");
        assertEquals("available", global.member("two").status());
        state(() -> global.failoverGlobal("two"));
        global.rests("two", Constellation.AVAILABLE);
        global.failoverGlobal("two");
    }
}
