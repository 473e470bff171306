package io.blackstart.sandbox.database;

import io.blackstart.sandbox.SandboxSettings.Data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The databases of both regions, of which the first begins as the primary and the second follows it
 * by streaming replication. Both begin as copies of the same data folder, so that no base backup
 * has to pass between them. Who is what later on, {@link Clusters} knows.
 */
public final class PostgresPair implements AutoCloseable {
    static final Patience STREAMING = Patience.of(Duration.ofMillis(20), Duration.ofSeconds(20));

    private final RegionalDatabase first;
    private final RegionalDatabase second;

    private PostgresPair(RegionalDatabase first, RegionalDatabase second) {
        this.first = first;
        this.second = second;
    }

    /**
     * How the second follows the first.
     *
     * @param kind synchronous: a commit waits for the standby; stopped: the standby receives
     *     nothing more as soon as it has begun
     * @param delay how long the standby does not show what it has received
     */
    public record Following(Data.Replication kind, Duration delay) {
        boolean synchronous() {
            return kind == Data.Replication.SYNCHRONOUS;
        }

        /**
         * Whether a promotion throws away what was received and not shown yet, so that the delay is
         * one of replication. What a commit has waited for is never thrown away.
         */
        boolean losesWhatIsDelayed() {
            return kind != Data.Replication.SYNCHRONOUS && delay.isPositive();
        }
    }

    /**
     * Starts both and returns when the second follows, or has followed and stopped.
     *
     * @param folder an empty or missing folder for both data folders, which go away with the
     *     servers
     * @throws PostgresUnavailable when they cannot start; nothing is left then
     */
    public static PostgresPair start(
            PostgresBinaries binaries,
            Path folder,
            Following following,
            RegionalDatabase.Place first,
            RegionalDatabase.Place second)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        PostgresPair pair =
                new PostgresPair(
                        new RegionalDatabase(binaries, folder, first),
                        new RegionalDatabase(binaries, folder, second));
        try {
            pair.begin(following);
            return pair;
        } catch (IOException | InterruptedException failed) {
            pair.close();
            throw failed;
        }
    }

    private void begin(Following following) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> starting =
                    List.of(
                            threads.submit(() -> {
                                first.beginAsPrimary(following.synchronous());
                                return true;
                            }),
                            threads.submit(() -> {
                                second.beginAsStandby(following.delay());
                                return true;
                            }));
            for (Future<Boolean> each : starting) {
                each.get();
            }
            awaitStreaming();
            if (following.kind() == Data.Replication.STOPPED) {
                second.receiveNothing();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PostgresUnavailable unavailable) {
                throw unavailable;
            }
            throw new PostgresUnavailable(
                    "PostgreSQL cannot start: " + failed.getMessage(), failed);
        } catch (SQLException failed) {
            throw new PostgresUnavailable("PostgreSQL does not answer", failed);
        }
    }

    private void awaitStreaming() throws IOException, SQLException, InterruptedException {
        if (!STREAMING.until(first::isFollowed)) {
            throw new PostgresUnavailable(
                    "PostgreSQL's standby does not follow: "
                            + second.running().orElseThrow().lastWords());
        }
    }

    /** The one that began as the primary. */
    public RegionalDatabase first() {
        return first;
    }

    /** The one that began as the standby. */
    public RegionalDatabase second() {
        return second;
    }

    /** Ends both at once and removes their folders; closing twice is harmless. */
    @Override
    public void close() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(first::close);
            threads.execute(second::close);
        }
    }
}
