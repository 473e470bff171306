package io.blackstart.sandbox.region;

import io.blackstart.sandbox.CloudClock;
import io.blackstart.sandbox.SandboxSettings.Application;
import io.blackstart.sandbox.aws.CloudTimer;
import io.blackstart.sandbox.database.Patience;
import io.blackstart.sandbox.lease.Lease;
import io.blackstart.sandbox.lease.LeaseDesk;
import io.blackstart.sandbox.lease.LeaseTerms;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One region: a load balancer, instances of an application with their connections to a database,
 * and the region's lease. All its listeners are on private loopback ports, for the network's links
 * to lead to.
 */
public final class Region implements AutoCloseable {
    private static final Patience FIRST_ANSWER =
            Patience.of(Duration.ofMillis(20), Duration.ofSeconds(10));

    private final Plan plan;
    private final Parts parts;

    Region(Plan plan, Parts parts) {
        this.plan = plan;
        this.parts = parts;
    }

    /**
     * What is running.
     *
     * @param home on which the lease desk asks the region's own database
     * @param orders of each instance that there is or may be
     * @param connections to databases, closed last
     */
    record Parts(
            Lease lease,
            DatabaseWatch home,
            LeaseDesk desk,
            LoadBalancer balancer,
            TargetGroup group,
            TargetChecks checks,
            Fleet fleet,
            List<Orders> orders,
            List<AutoCloseable> connections) {}

    /**
     * What a region is made of. Databases are named by the URL at which pgjdbc finds them.
     *
     * @param name such as me-south-1
     * @param zones one instance each, in this order
     * @param home the region's own database
     * @param database the region whose database the instances use
     * @param other the other region's database, where health depends on it
     * @param standby how many of the instances run at the start
     */
    public record Plan(
            String name,
            List<Zone> zones,
            String home,
            String database,
            Optional<String> other,
            Application application,
            Application.Standby standby) {
        public Plan {
            zones = List.copyOf(zones);
        }
    }

    /**
     * One zone.
     *
     * @param letter its last letter
     * @param port of 127.0.0.1, at which its instance listens
     * @param target where the load balancer reaches that
     * @param database where its instance reaches the database
     */
    public record Zone(String letter, int port, InetSocketAddress target, String database) {}

    /** What passes in the cloud's time. */
    public record Time(CloudClock clock, CloudTimer timer) {}

    /**
     * Opens a region. Its instances serve from now on; its load balancer knows of no target until
     * {@link #register()}.
     *
     * @param terms of its lease; without any, it writes whenever its database does
     */
    public static Region open(
            Plan plan,
            Optional<LeaseTerms> terms,
            Certificates certificates,
            Time time,
            TruthRecorder truth)
            throws IOException {
        return new Opening(plan, terms, time, truth).open(certificates);
    }

    /**
     * Registers the targets of its load balancer; returns when its database answers and each target
     * was checked once.
     */
    public void register() throws InterruptedException {
        boolean _ = FIRST_ANSWER.until(() -> parts.home().answers());
        parts.fleet().register();
    }

    /** Its name, such as me-south-1. */
    public String name() {
        return plan.name();
    }

    /** The region whose database its application uses. */
    public String database() {
        return plan.database();
    }

    /** Whether its application would accept a write now. */
    public boolean writer() {
        return parts.lease().held();
    }

    /** Where its load balancer answers HTTPS. */
    public InetSocketAddress frontDoor() {
        return parts.balancer().address();
    }

    /**
     * What a load balancer counted since it was asked last.
     *
     * @param requests that it took
     * @param balancerErrors answers of class 5xx that it made by itself
     * @param targetErrors those that its targets made
     */
    public record Counts(long requests, long balancerErrors, long targetErrors) {}

    /** What its load balancer counted since it was asked last. */
    public Counts counts() {
        return parts.balancer().counts();
    }

    /** Whether its load balancer has a healthy target. */
    public boolean targetsHealthy() {
        return parts.group().healthy();
    }

    /** Where it takes leases. */
    public InetSocketAddress leaseDesk() {
        return parts.desk().address();
    }

    /** Its instances. */
    public Fleet fleet() {
        return parts.fleet();
    }

    /** Takes down commits of which the application itself never heard. */
    public void reconcile() throws SQLException {
        for (Orders each : parts.orders()) {
            each.reconcile();
        }
    }

    /** Ends its application; what it has answered by now is all that it ever answers. */
    public void stopServing() {
        parts.checks().close();
        parts.balancer().close();
        parts.fleet().close();
    }

    /** Closes its listeners and connections; closing twice is harmless. */
    @Override
    public void close() {
        parts.desk().close();
        stopServing();
        for (AutoCloseable connection : parts.connections()) {
            try {
                connection.close();
            } catch (Exception stillOpen) {
                throw new IllegalStateException("cannot close a database's connections", stillOpen);
            }
        }
    }
}
