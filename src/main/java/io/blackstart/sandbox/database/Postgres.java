package io.blackstart.sandbox.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * One running PostgreSQL on a loopback port, below a guard that ends it at once and removes its
 * folder when this JVM lets go of a pipe: by {@link #close()}, or by dying in any way.
 *
 * <p>Tuned for a short life: nothing is synced to disk, so it would not survive a crash of the
 * machine.
 */
public final class Postgres implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final Duration STOP_MAX = Duration.ofSeconds(2);
    private static final Duration KEEP_MAX = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Process guard;
    private final BufferedReader said;
    private final Path log;
    private final ProcessHandle server;
    private final int port;

    private Postgres(Process guard, BufferedReader said, Path log, ProcessHandle server, int port) {
        this.guard = guard;
        this.log = log;
        this.said = said;
        this.server = server;
        this.port = port;
    }

    /**
     * Begins to start a server on a data folder; {@link #awaitAnswer()} tells when it answers.
     *
     * @param data a data folder of its own, deleted when the server ends
     * @param settings of postgresql.conf, beside those that every server of ours has
     */
    static Postgres start(Path home, Path data, int port, Map<String, String> settings)
            throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add("-D");
        arguments.add(data.toString());
        settings(port).forEach((name, value) -> add(arguments, name, value));
        settings.forEach((name, value) -> add(arguments, name, value));
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", guard(), "guard"));
        command.add(data.toString());
        command.addAll(PostgresBinaries.command(home, "postgres", arguments));
        Process guard;
        try {
            guard =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException missing) {
            throw new PostgresUnavailable(
                    "PostgreSQL cannot start: " + missing.getMessage(), missing);
        }
        try {
            BufferedReader said =
                    new BufferedReader(guard.inputReader(StandardCharsets.UTF_8), 4096);
            String pid = Optional.ofNullable(said.readLine()).orElse("");
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(pid))
                            .orElseThrow(() -> new NumberFormatException(pid + " has ended"));
            return new Postgres(guard, said, Path.of(data + ".log"), server, port);
        } catch (NumberFormatException failed) {
            guard.destroyForcibly();
            throw new PostgresUnavailable("PostgreSQL's guard did not start", failed);
        }
    }

    private static void add(List<String> arguments, String name, String value) {
        arguments.add("-c");
        arguments.add(name + "=" + value);
    }

    private static Map<String, String> settings(int port) {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("shared_buffers", "16MB"),
                Map.entry("fsync", "off"),
                Map.entry("full_page_writes", "off"),
                Map.entry("wal_level", "replica"),
                Map.entry("wal_keep_size", "256MB"),
                Map.entry("wal_retrieve_retry_interval", "100ms"),
                Map.entry("checkpoint_timeout", "1h"),
                Map.entry("track_commit_timestamp", "on"),
                Map.entry("autovacuum", "off"),
                Map.entry("max_parallel_workers", "0"),
                Map.entry("max_logical_replication_workers", "0"),
                Map.entry("io_method", "sync"),
                Map.entry("jit", "off"),
                Map.entry("log_min_messages", "fatal"));
    }

    private static String guard() throws IOException {
        try (InputStream script = Postgres.class.getResourceAsStream("guard.sh")) {
            return new String(
                    Optional.ofNullable(script)
                            .orElseThrow(() ->
                                    new PostgresUnavailable("guard.sh is not on the class path"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The server's process. */
    public ProcessHandle server() {
        return server;
    }

    /** Where pgjdbc finds it. */
    public String url() {
        return url(port);
    }

    /** Where pgjdbc finds a server of ours behind a port of 127.0.0.1, with short timeouts. */
    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:"
                + port
                + "/postgres?user=postgres&sslmode=disable&gssEncMode=disable"
                + "&connectTimeout=2&socketTimeout=5&ApplicationName=blackstart";
    }

    /**
     * Waits until it answers a query.
     *
     * @throws PostgresUnavailable when it ends instead, or stays silent for half a minute
     */
    void awaitAnswer() throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url());
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
                return;
            } catch (SQLException notYet) {
                if (!guard.isAlive()) {
                    throw new PostgresUnavailable(
                            "PostgreSQL ended while starting: "
                                    + said.lines().collect(Collectors.joining("; ")),
                            notYet);
                }
                if (System.nanoTime() - began > START_MAX.toNanos()) {
                    throw new PostgresUnavailable("PostgreSQL does not answer", notYet);
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("while PostgreSQL was starting");
            }
        }
    }

    /**
     * The last line of its log, or that there is none; worth a look when it does not do its work.
     */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    /** How a server ends that will be started again on the same folder. */
    enum Manner {
        /** Its clients are sent away, and what they have committed goes to the standby first. */
        FAST,
        /** As in a crash: it recovers when it is started again. */
        IMMEDIATE
    }

    /**
     * Ends it and leaves its folder. A fast end that takes too long, because a standby out of reach
     * does not say that it has everything, becomes an immediate one.
     *
     * @throws PostgresUnavailable when it does not end at all
     */
    void stop(Manner manner) throws IOException, InterruptedException {
        if (manner == Manner.FAST && tell("fast", STOP_MAX)) {
            return;
        }
        if (!tell("immediate", KEEP_MAX)) {
            throw new PostgresUnavailable("PostgreSQL does not end");
        }
    }

    /** Whether it ended within that time after a word to its guard. */
    private boolean tell(String word, Duration within) throws IOException, InterruptedException {
        try {
            guard.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
            guard.getOutputStream().flush();
        } catch (IOException ended) {
            if (guard.isAlive()) {
                throw ended;
            }
            // The pipe broke because the server and its guard have ended, which is what is wanted.
        }
        return guard.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Ends it at once and removes its folder; closing twice is harmless. The guard is never killed:
     * what it cannot finish in time it finishes alone.
     */
    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
        } catch (IOException alreadyBroken) {
            // The pipe broke because the guard is gone, which is what closing is for.
        }
        try {
            if (!guard.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
