package io.blackstart.sandbox.database;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.network.FreePorts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

class PostgresPairIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    @Test
    void theStandbyFollowsAndWritesOnlyWhenPromoted() throws Exception {
        try (PostgresPair pair = start(false)) {
            execute(pair.primary(), "INSERT INTO orders VALUES ('a', 1)");
            await().atMost(PATIENCE).until(() -> count(pair.standby()) == 1);
            assertThrows(
                    SQLException.class,
                    () -> execute(pair.standby(), "INSERT INTO orders VALUES ('b', 2)"));
            execute(pair.standby(), "SELECT pg_promote(true, 30)");
            execute(pair.standby(), "INSERT INTO orders VALUES ('b', 2)");
            assertEquals(2, count(pair.standby()));
            assertEquals(1, count(pair.primary()));
        }
    }

    @Test
    void aSynchronousCommitIsThereWhenItIsAcknowledged() throws Exception {
        try (PostgresPair pair = start(true)) {
            for (int i = 0; i < 20; i++) {
                execute(pair.primary(), "INSERT INTO orders VALUES ('s" + i + "', 1)");
            }
            assertEquals(
                    20,
                    number(
                            pair.primary(),
                            "SELECT count(*) FROM orders, pg_stat_replication"
                                    + " WHERE flush_lsn >= pg_current_wal_flush_lsn()"));
        }
    }

    @Test
    void whatComesAfterItsDeadlineIsRefusedByTheDatabaseItself() throws Exception {
        try (PostgresPair pair = start(false)) {
            SQLException refusal =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    execute(
                                            pair.primary(),
                                            "SELECT put_order('late', 1, clock_timestamp())"));
            assertEquals("BS001", refusal.getSQLState());
            assertEquals(0, count(pair.primary()));
        }
    }

    @Test
    void nothingIsLeftAfterTheEnd() throws Exception {
        ProcessHandle primary;
        ProcessHandle standby;
        try (PostgresPair pair = start(false)) {
            primary = pair.primary().server();
            standby = pair.standby().server();
            assertTrue(primary.isAlive() && standby.isAlive());
        }
        await().atMost(PATIENCE).until(() -> !primary.isAlive() && !standby.isAlive());
        await().atMost(PATIENCE).until(this::isEmpty);
    }

    @Test
    void aServerThatCannotStartIsAnswerableAndLeavesNothing() {
        int taken = 1; // a port below 1024 of which nobody is allowed or ready to serve PostgreSQL
        PostgresUnavailable sentence =
                assertThrows(
                        PostgresUnavailable.class,
                        () ->
                                PostgresPair.start(
                                                PostgresBinaries.unpack(),
                                                folder.resolve("databases"),
                                                false,
                                                new PostgresPair.Ports(taken, taken, taken))
                                        .close());
        assertTrue(
                String.valueOf(sentence.getMessage()).startsWith("PostgreSQL"),
                sentence.getMessage());
        await().atMost(PATIENCE).until(this::isEmpty);
    }

    @Test
    void twoMayMakeTheSameEntryOfTheCacheAtOnce() throws Exception {
        CacheFolder cache = CacheFolder.open();
        String entry = "test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Path>> made =
                    threads.invokeAll(
                            List.of(
                                    () -> cache.entry(entry, PostgresPairIT::slow),
                                    () -> cache.entry(entry, PostgresPairIT::slow)));
            assertEquals(made.getFirst().get(), made.getLast().get());
            assertEquals("x", Files.readString(made.getFirst().get().resolve("file")));
            CacheFolder.delete(made.getFirst().get());
            assertFalse(Files.exists(made.getFirst().get()));
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve("databases"))) {
            return left.findAny().isEmpty();
        }
    }

    private static void slow(Path empty) throws IOException {
        Files.writeString(empty.resolve("file"), "x");
        long began = System.nanoTime();
        while (System.nanoTime() - began < Duration.ofMillis(50).toNanos()) {
            Thread.onSpinWait();
        }
    }

    private PostgresPair start(boolean synchronous) throws IOException, InterruptedException {
        int primary = FreePorts.free("127.0.0.1");
        int standby = FreePorts.free("127.0.0.1");
        return PostgresPair.start(
                PostgresBinaries.unpack(),
                folder.resolve("databases"),
                synchronous,
                new PostgresPair.Ports(primary, standby, primary));
    }

    private static void execute(Postgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Postgres server) throws SQLException {
        return number(server, "SELECT count(*) FROM orders");
    }

    private static long number(Postgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            assertTrue(found.next());
            return found.getLong(1);
        }
    }
}
