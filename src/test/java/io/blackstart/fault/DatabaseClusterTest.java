package io.blackstart.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.run.FakeClock;
import io.blackstart.run.FaultInjector.Answer;
import io.blackstart.run.FaultInjector.FaultFailed;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

final class DatabaseClusterTest {
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final String WAY_OUT =
            "isolate the DB subnets: experiments/database-isolated.yaml";

    private final FakeClock clock = new FakeClock();

    private static Answer mayBeStopped(FakeRds rds) {
        return new DatabaseCluster(rds, "orders").mayBeStopped();
    }

    private static void refuses(FakeRds rds, String... why) {
        Answer answer = mayBeStopped(rds);
        assertFalse(answer.passed(), answer.says());
        for (String part : why) {
            assertTrue(answer.says().contains(part), answer.says());
        }
        assertFalse(rds.calls.stream().anyMatch(call -> call.startsWith("start")));
    }

    @Test
    void aClusterByItselfMayBeStopped() {
        Answer answer = mayBeStopped(new FakeRds("available"));
        assertTrue(answer.passed(), answer.says());
        assertEquals("database orders", answer.name());
    }

    @Test
    void anotherClustersGlobalDatabaseDoesNotMatter() {
        FakeRds rds = new FakeRds("available");
        rds.globalMembers = List.of("arn:aws:rds:me-south-1:123456789012:cluster:carts");
        assertTrue(mayBeStopped(rds).passed());
    }

    @Test
    void aMemberOfAGlobalDatabaseIsRefusedWithTheWayOut() {
        FakeRds rds = new FakeRds("available");
        rds.globalMembers =
                List.of("arn:aws:rds:eu-central-1:123456789012:cluster:orders", FakeRds.ARN);
        refuses(rds, "global database shop", WAY_OUT);
    }

    @Test
    void aReplicaIsRefusedWithTheWayOut() {
        FakeRds rds = new FakeRds("available");
        String source = "arn:aws:rds:eu-central-1:123456789012:cluster:orders";
        rds.more = cluster -> cluster.replicationSourceIdentifier(source);
        refuses(rds, source, WAY_OUT);
    }

    @Test
    void aClusterWithAReplicaIsRefusedWithTheWayOut() {
        FakeRds rds = new FakeRds("available");
        String replica = "arn:aws:rds:eu-central-1:123456789012:cluster:orders";
        rds.more = cluster -> cluster.readReplicaIdentifiers(replica);
        refuses(rds, replica, WAY_OUT);
    }

    @Test
    void aStoppedClusterCannotBeStopped() {
        refuses(new FakeRds("stopped"), "is stopped");
    }

    @Test
    void anUnknownClusterIsRefused() {
        Answer answer = new DatabaseCluster(new FakeRds("available"), "carts").mayBeStopped();
        assertFalse(answer.passed());
        assertEquals("RDS knows no cluster carts in this region", answer.says());
    }

    @Test
    void whatRdsDoesNotTellIsNotAssumed() {
        FakeRds rds = new FakeRds("available");
        rds.silent = true;
        refuses(rds, "access denied");
    }

    @Test
    void aStoppingClusterIsStartedOnceItHasStopped() throws Exception {
        FakeRds rds = new FakeRds("stopping", "stopping", "stopped", "starting", "available");

        assertEquals(
                "started again", new DatabaseCluster(rds, "orders").startAgain(clock, BETWEEN));
        assertEquals(
                List.of("describe", "describe", "describe", "start orders", "describe", "describe"),
                rds.calls);
        assertEquals(BETWEEN.multipliedBy(4), clock.elapsed());
    }

    @Test
    void anAvailableClusterIsLeftAlone() throws Exception {
        FakeRds rds = new FakeRds("available");

        assertEquals("available", new DatabaseCluster(rds, "orders").startAgain(clock, BETWEEN));
        assertEquals(List.of("describe"), rds.calls);
    }

    @Test
    void whoeverStartsItFirstIsEnough() throws Exception {
        FakeRds rds = new FakeRds("stopped", "available");
        rds.raced = true;

        assertEquals("available", new DatabaseCluster(rds, "orders").startAgain(clock, BETWEEN));
    }

    @Test
    void aClusterThatDoesNotComeBackIsSaidToBeLeft() {
        FakeRds rds = new FakeRds("starting");
        var failed =
                assertThrows(
                        FaultFailed.class,
                        () -> new DatabaseCluster(rds, "orders").startAgain(clock, BETWEEN));

        assertEquals(
                "database cluster orders is still starting after 20 min; run: ./blackstart recover",
                failed.says());
    }
}
