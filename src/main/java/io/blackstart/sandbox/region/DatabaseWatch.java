package io.blackstart.sandbox.region;

import com.zaxxer.hikari.HikariDataSource;

import io.blackstart.sandbox.lease.OwnDatabase;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Connections on which a database is asked how it is. Users who wait for a connection must not cost
 * a region its health or its lease, so these are nobody else's.
 */
final class DatabaseWatch implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 2;
    private static final int CONNECTIONS_IDLE = 1;

    private final HikariDataSource connections;

    DatabaseWatch(String url, String name) {
        this.connections =
                OrderStore.pool(url, name + " watching", CONNECTIONS_MAX, CONNECTIONS_IDLE);
    }

    /**
     * Whether the database replays another's log instead of taking writes.
     *
     * @throws SQLException when it does not answer
     */
    boolean inRecovery() throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT pg_is_in_recovery()");
                ResultSet found = query.executeQuery()) {
            return found.next() && found.getBoolean(1);
        }
    }

    /** What it says of itself. */
    OwnDatabase.Part part() {
        try {
            return inRecovery() ? OwnDatabase.Part.STANDBY : OwnDatabase.Part.PRIMARY;
        } catch (SQLException silent) {
            return OwnDatabase.Part.SILENT;
        }
    }

    /** Whether it says anything at all. */
    boolean answers() {
        try {
            boolean _ = inRecovery();
            return true;
        } catch (SQLException silent) {
            return false;
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
