package io.blackstart.sandbox.region;

import io.blackstart.sandbox.lease.Lease;
import io.blackstart.sandbox.lease.LeaseDesk;
import io.blackstart.sandbox.lease.LeaseTerms;
import io.blackstart.sandbox.lease.OwnDatabase;
import io.blackstart.sandbox.truth.TruthRecorder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One region: an application behind HTTPS, its pool of connections to its own database, and its
 * lease. All its listeners are on private loopback ports, for the network's links to lead to.
 */
public final class Region implements AutoCloseable {
    private final String name;
    private final Lease lease;
    private final OrderStore store;
    private final Orders orders;
    private final LeaseDesk desk;
    private final FrontDoor door;

    private Region(
            String name,
            Lease lease,
            OrderStore store,
            Orders orders,
            LeaseDesk desk,
            FrontDoor door) {
        this.name = name;
        this.lease = lease;
        this.store = store;
        this.orders = orders;
        this.desk = desk;
        this.door = door;
    }

    /**
     * Opens a region.
     *
     * @param databaseUrl where pgjdbc finds the region's own database
     * @param terms of its lease; without any, it writes whenever its database does
     */
    public static Region open(
            String name,
            String databaseUrl,
            Optional<LeaseTerms> terms,
            Certificates certificates,
            TruthRecorder truth)
            throws IOException {
        Lease lease = Lease.of(terms);
        OrderStore store = new OrderStore(databaseUrl, name);
        Orders orders = new Orders(name, store, lease, truth);
        LeaseDesk desk = LeaseDesk.open(name, lease, () -> part(store), truth);
        FrontDoor door = FrontDoor.open(name, orders, certificates.frontDoor(), truth);
        return new Region(name, lease, store, orders, desk, door);
    }

    private static OwnDatabase.Part part(OrderStore store) {
        try {
            return store.inRecovery() ? OwnDatabase.Part.STANDBY : OwnDatabase.Part.PRIMARY;
        } catch (SQLException silent) {
            return OwnDatabase.Part.SILENT;
        }
    }

    /** Its name, such as me-south-1. */
    public String name() {
        return name;
    }

    /** Whether its application would accept a write now. */
    public boolean writer() {
        return lease.held();
    }

    /** Where its application answers HTTPS. */
    public InetSocketAddress frontDoor() {
        return door.address();
    }

    /** Where it takes leases. */
    public InetSocketAddress leaseDesk() {
        return desk.address();
    }

    /** Takes down commits of which the application itself never heard. */
    public void reconcile() throws SQLException {
        orders.reconcile();
    }

    /** Ends its application; what it has answered by now is all that it ever answers. */
    public void stopServing() {
        door.close();
    }

    /** Closes its listeners and connections; closing twice is harmless. */
    @Override
    public void close() {
        desk.close();
        door.close();
        store.close();
    }
}
