package io.blackstart.sandbox.lease;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL standby, promoted through SQL.
 *
 * @param url where pgjdbc reaches it
 * @param region its region, written into its first row as primary
 */
public record StandbyDatabase(String url, String region) implements Standby {
    @Override
    public void promote(Runnable pointOfNoReturn) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (inRecovery(statement)) {
                pointOfNoReturn.run();
                statement.execute("SELECT pg_promote(true, 4)");
            }
            statement.execute("INSERT INTO reigns (region) VALUES ('" + region + "')");
        }
    }

    private static boolean inRecovery(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
