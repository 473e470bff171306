package io.blackstart.sandbox.region;

import com.zaxxer.hikari.HikariDataSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * The orders in one region's PostgreSQL, as one instance of an application reaches them.
 *
 * <p>A write is one statement, and the last thing that it does before its commit is to look whether
 * its deadline has passed: the database refuses by itself what an application sent too late, or
 * what waited inside the database for too long. The deadline is on the wall clock, since PostgreSQL
 * knows no other; the application looks at the monotonic one right before it sends.
 */
final class OrderStore implements AutoCloseable {
    // Six instances of two regions may all use one database, which takes 100 connections.
    private static final int CONNECTIONS_MAX = 12;
    private static final int CONNECTIONS_IDLE = 2;
    private static final Duration CONNECTION_MAX = Duration.ofSeconds(1);
    private static final String LEASE_LAPSED = "BS001";
    private static final String READ_ONLY = "25006";

    private final HikariDataSource connections;

    OrderStore(String url, String name) {
        this.connections = pool(url, name, CONNECTIONS_MAX, CONNECTIONS_IDLE);
    }

    /**
     * A pool that connects when it is first asked: one that began while the database is still
     * starting would wait ever longer between its attempts.
     */
    static HikariDataSource pool(String url, String name, int most, int idle) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setPoolName(name);
        pool.setMaximumPoolSize(most);
        pool.setMinimumIdle(idle);
        pool.setConnectionTimeout(CONNECTION_MAX.toMillis());
        pool.setValidationTimeout(CONNECTION_MAX.toMillis());
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    /**
     * Writes an order if the deadline allows.
     *
     * @param remaining how long from now its commit is allowed
     * @param stillAllowed asked right before the statement is sent
     */
    Written put(String id, long n, Duration remaining, BooleanSupplier stillAllowed) {
        OffsetDateTime deadline = OffsetDateTime.now(ZoneOffset.UTC).plus(remaining);
        return write(
                "SELECT put_order(?, ?, ?)",
                stillAllowed,
                statement -> {
                    statement.setString(1, id);
                    statement.setLong(2, n);
                    statement.setObject(3, deadline);
                },
                OrderStore::written);
    }

    /**
     * Writes an order under an idempotency key if the deadline allows; see {@link #put}. A key that
     * was seen before writes nothing. A new key adds a row, also when the order is there already:
     * to the shop, that is a second order.
     *
     * @param scope within which a key is known
     */
    Written post(
            String scope,
            String key,
            Order order,
            Duration remaining,
            BooleanSupplier stillAllowed) {
        OffsetDateTime deadline = OffsetDateTime.now(ZoneOffset.UTC).plus(remaining);
        return write(
                "SELECT post_order(?, ?, ?, ?, ?)",
                stillAllowed,
                statement -> {
                    statement.setString(1, scope);
                    statement.setString(2, key);
                    statement.setString(3, order.id());
                    statement.setLong(4, order.n());
                    statement.setObject(5, deadline);
                },
                OrderStore::written);
    }

    /** An order and its content. */
    record Order(String id, long n) {}

    private static Written written(ResultSet found) throws SQLException {
        return switch (Objects.requireNonNull(found.getString(1))) {
            case "created" -> Written.DONE;
            case "present" -> Written.NOTHING_TO_DO;
            default -> Written.CONFLICT;
        };
    }

    /**
     * Deletes an order, each row of it, if the deadline allows; see {@link #put}.
     *
     * @param copies is told how many rows there were
     */
    Written delete(
            String id, Duration remaining, BooleanSupplier stillAllowed, IntConsumer copies) {
        OffsetDateTime deadline = OffsetDateTime.now(ZoneOffset.UTC).plus(remaining);
        return write(
                "SELECT delete_order(?, ?)",
                stillAllowed,
                statement -> {
                    statement.setString(1, id);
                    statement.setObject(2, deadline);
                },
                found -> {
                    copies.accept(found.getInt(1));
                    return found.getInt(1) > 0 ? Written.DONE : Written.NOTHING_TO_DO;
                });
    }

    private interface Fill {
        void into(PreparedStatement statement) throws SQLException;
    }

    private interface Read<T> {
        T from(ResultSet found) throws SQLException;
    }

    private Written write(
            String sql, BooleanSupplier stillAllowed, Fill parameters, Read<Written> outcome) {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            parameters.into(statement);
            if (!stillAllowed.getAsBoolean()) {
                return Written.NOT_WRITTEN;
            }
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return outcome.from(found);
            }
        } catch (SQLTransientConnectionException noConnection) {
            return Written.NOT_WRITTEN;
        } catch (SQLException failed) {
            String state = Objects.requireNonNullElse(failed.getSQLState(), "");
            return switch (state) {
                case LEASE_LAPSED, READ_ONLY -> Written.NOT_WRITTEN;
                default -> Written.UNKNOWN;
            };
        }
    }

    /** The content of an order, if there is one. */
    OptionalLong find(String id) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement query =
                        connection.prepareStatement("SELECT n FROM orders WHERE id = ?")) {
            query.setString(1, id);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /**
     * Ids that begin with the prefix and come after another, in their order, at most so many; one
     * that was written twice stands there twice, and the last one is never cut between its rows.
     */
    List<String> ids(String prefix, String after, int limit) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT id FROM orders WHERE id >= ? AND id > ? AND id ^@ ?"
                                        + " ORDER BY id FETCH FIRST ? ROWS WITH TIES")) {
            query.setString(1, prefix);
            query.setString(2, after);
            query.setString(3, prefix);
            query.setInt(4, limit);
            return strings(query);
        }
    }

    private static List<String> strings(PreparedStatement query) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet found = query.executeQuery()) {
            while (found.next()) {
                ids.add(found.getString(1));
            }
        }
        return ids;
    }

    /**
     * When those of the orders were committed that are there. Commits that still wait for a standby
     * stop waiting: they are committed here, whatever the standby has.
     */
    Map<String, Instant> commitTimes(Collection<String> ids) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            try (PreparedStatement stop =
                    connection.prepareStatement(
                            "SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
                                    + " WHERE wait_event = 'SyncRep'")) {
                stop.execute();
            }
            try (PreparedStatement query =
                    connection.prepareStatement(
                            "SELECT id, pg_xact_commit_timestamp(xmin) FROM orders"
                                    + " WHERE id = ANY (?)")) {
                query.setArray(1, connection.createArrayOf("text", ids.toArray()));
                Map<String, Instant> times = new HashMap<>();
                try (ResultSet found = query.executeQuery()) {
                    while (found.next()) {
                        times.put(
                                found.getString(1),
                                found.getObject(2, OffsetDateTime.class).toInstant());
                    }
                }
                return times;
            }
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
