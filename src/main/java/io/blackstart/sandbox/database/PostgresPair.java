package io.blackstart.sandbox.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL primary and a standby that follows it by streaming replication. Both begin as copies
 * of the same data folder, so that no base backup has to pass between them.
 */
public final class PostgresPair implements AutoCloseable {
    private static final String STANDBY = "standby";
    private static final Duration STREAMING_MAX = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Postgres primary;
    private final Postgres standby;

    private PostgresPair(Postgres primary, Postgres standby) {
        this.primary = primary;
        this.standby = standby;
    }

    /**
     * Where they are reached.
     *
     * @param primary port of 127.0.0.1 for the primary
     * @param standby port of 127.0.0.1 for the standby
     * @param replication port of 127.0.0.1 at which the standby reaches the primary
     */
    public record Ports(int primary, int standby, int replication) {}

    /**
     * Starts both and returns when the standby streams.
     *
     * @param folder an empty or missing folder for both data folders, which go away with the
     *     servers
     * @param synchronous whether a commit waits until the standby has it
     * @throws PostgresUnavailable when they cannot start; nothing is left then
     */
    public static PostgresPair start(
            PostgresBinaries binaries, Path folder, boolean synchronous, Ports ports)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Map<String, String> commits =
                Map.of("synchronous_standby_names", synchronous ? STANDBY : "");
        Map<String, String> follows = Map.of("primary_conninfo", follow(ports.replication()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Path first = folder.resolve("primary");
            Path second = folder.resolve(STANDBY);
            return pair(
                    threads.submit(() -> start(binaries, first, ports.primary(), commits)),
                    threads.submit(() -> start(binaries, second, ports.standby(), follows)));
        }
    }

    private static PostgresPair pair(Future<Postgres> first, Future<Postgres> second)
            throws IOException, InterruptedException {
        try {
            PostgresPair pair = new PostgresPair(first.get(), second.get());
            pair.awaitStreaming();
            return pair;
        } catch (ExecutionException | IOException failed) {
            for (Future<Postgres> started : List.of(first, second)) {
                closeIfStarted(started);
            }
            if (failed.getCause() instanceof PostgresUnavailable unavailable) {
                throw unavailable;
            }
            throw failed instanceof IOException unavailable
                    ? unavailable
                    : new PostgresUnavailable(
                            "PostgreSQL cannot start: " + failed.getMessage(), failed);
        }
    }

    private static void closeIfStarted(Future<Postgres> started) throws InterruptedException {
        try {
            started.get().close();
        } catch (ExecutionException notStarted) {
            // Nothing to close: the failure that is being reported is this one or its twin.
        }
    }

    private static Postgres start(
            PostgresBinaries binaries, Path data, int port, Map<String, String> settings)
            throws IOException, InterruptedException {
        CacheFolder.copy(binaries.template(), data);
        if (settings.containsKey("primary_conninfo")) {
            Files.createFile(data.resolve("standby.signal"));
        }
        Postgres server = Postgres.start(binaries.home(), data, port, settings);
        try {
            server.awaitAnswer();
            return server;
        } catch (IOException | InterruptedException failed) {
            server.close();
            throw failed;
        }
    }

    private static String follow(int port) {
        return "host=127.0.0.1 port="
                + port
                + " user=postgres application_name="
                + STANDBY
                + " sslmode=disable gssencmode=disable connect_timeout=5";
    }

    /** The server that took writes at the start. */
    public Postgres primary() {
        return primary;
    }

    /** The server that followed at the start. */
    public Postgres standby() {
        return standby;
    }

    private void awaitStreaming() throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(primary.url());
                Statement statement = connection.createStatement()) {
            while (!streams(statement)) {
                if (System.nanoTime() - began > STREAMING_MAX.toNanos()) {
                    throw new PostgresUnavailable("PostgreSQL's standby does not follow");
                }
                LockSupport.parkNanos(POLL.toNanos());
                if (Thread.interrupted()) {
                    throw new InterruptedException("while the standby was catching up");
                }
            }
        } catch (SQLException failed) {
            throw new PostgresUnavailable("PostgreSQL's primary does not answer", failed);
        }
    }

    private static boolean streams(Statement statement) throws SQLException {
        try (ResultSet found =
                statement.executeQuery(
                        "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'")) {
            return found.next();
        }
    }

    /** Ends both at once and removes their folders; closing twice is harmless. */
    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(primary::close);
            threads.execute(standby::close);
        }
    }
}
