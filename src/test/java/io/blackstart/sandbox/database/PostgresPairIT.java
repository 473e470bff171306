package io.blackstart.sandbox.database;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackstart.sandbox.SandboxSettings.Data.Replication;
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
    private static final PostgresPair.Following ASYNCHRONOUS =
            new PostgresPair.Following(Replication.ASYNCHRONOUS, Duration.ZERO);
    private static final PostgresPair.Following SYNCHRONOUS =
            new PostgresPair.Following(Replication.SYNCHRONOUS, Duration.ZERO);

    @TempDir private Path folder;

    @Test
    void theStandbyFollowsAndWritesOnlyWhenPromoted() throws Exception {
        try (PostgresPair pair = start(ASYNCHRONOUS)) {
            execute(pair.first(), "INSERT INTO orders VALUES ('a', 1)");
            await().atMost(PATIENCE).until(() -> count(pair.second()) == 1);
            assertThrows(
                    SQLException.class,
                    () -> execute(pair.second(), "INSERT INTO orders VALUES ('b', 2)"));
            execute(pair.second(), "SELECT pg_promote(true, 30)");
            execute(pair.second(), "INSERT INTO orders VALUES ('b', 2)");
            assertEquals(2, count(pair.second()));
            assertEquals(1, count(pair.first()));
        }
    }

    @Test
    void aSynchronousCommitIsThereWhenItIsAcknowledged() throws Exception {
        try (PostgresPair pair = start(SYNCHRONOUS)) {
            for (int i = 0; i < 20; i++) {
                execute(pair.first(), "INSERT INTO orders VALUES ('s" + i + "', 1)");
            }
            assertEquals(
                    20,
                    number(
                            pair.first(),
                            "SELECT count(*) FROM orders, pg_stat_replication"
                                    + " WHERE flush_lsn >= pg_current_wal_flush_lsn()"));
        }
    }

    @Test
    void whatComesAfterItsDeadlineIsRefusedByTheDatabaseItself() throws Exception {
        try (PostgresPair pair = start(ASYNCHRONOUS)) {
            SQLException refusal =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    execute(
                                            pair.first(),
                                            "SELECT put_order('late', 1, clock_timestamp())"));
            assertEquals("BS001", refusal.getSQLState());
            assertEquals(0, count(pair.first()));
        }
    }

    @Test
    void nothingIsLeftAfterTheEnd() throws Exception {
        ProcessHandle primary;
        ProcessHandle standby;
        try (PostgresPair pair = start(ASYNCHRONOUS)) {
            primary = pair.first().server().orElseThrow();
            standby = pair.second().server().orElseThrow();
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
                                                ASYNCHRONOUS,
                                                new RegionalDatabase.Place("one", taken, taken),
                                                new RegionalDatabase.Place("two", taken, taken))
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

    private PostgresPair start(PostgresPair.Following following)
            throws IOException, InterruptedException {
        int first = FreePorts.free("127.0.0.1");
        int second = FreePorts.free("127.0.0.1");
        return PostgresPair.start(
                PostgresBinaries.unpack(),
                folder.resolve("databases"),
                following,
                new RegionalDatabase.Place("one", first, second),
                new RegionalDatabase.Place("two", second, first));
    }

    private static void execute(RegionalDatabase server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(RegionalDatabase server) throws SQLException {
        return number(server, "SELECT count(*) FROM orders");
    }

    private static long number(RegionalDatabase server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            assertTrue(found.next());
            return found.getLong(1);
        }
    }
}
