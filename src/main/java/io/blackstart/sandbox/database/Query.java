package io.blackstart.sandbox.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One question to a server on a connection of its own: rarely asked, so never kept open. */
final class Query {
    private Query() {}

    static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            // not the default: a server that is read-only for its clients is not for its keeper
            statement.execute("SET default_transaction_read_only = off");
            statement.execute(sql);
        }
    }

    /** The first column of all rows; what is null is the empty string. */
    static List<String> texts(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (found.next()) {
                String text = found.getString(1);
                texts.add(text == null ? "" : text);
            }
            return texts;
        }
    }

    /** The one value that is asked for. */
    static String text(String url, String sql) throws SQLException {
        List<String> texts = texts(url, sql);
        if (texts.size() != 1) {
            throw new SQLException("one row was expected, not " + texts.size() + ": " + sql);
        }
        return texts.getFirst();
    }
}
