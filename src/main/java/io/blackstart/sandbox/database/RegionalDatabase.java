package io.blackstart.sandbox.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The PostgreSQL of one region through its whole life: a primary or a standby, stopped and started,
 * promoted, or replaced by a copy of the other region's. It is commanded past the region's network,
 * as a cloud's control plane commands its databases; only replication goes over the WAN.
 *
 * <p>Commands take as long as they take and exclude each other; questions do not wait for them.
 */
public final class RegionalDatabase implements AutoCloseable {
    private static final Patience PROMOTION =
            Patience.of(Duration.ofMillis(10), Duration.ofSeconds(30));
    private static final Patience PAUSE = Patience.of(Duration.ofMillis(20), Duration.ofSeconds(2));

    private final PostgresBinaries binaries;
    private final Path folder;
    private final Place place;
    private volatile Optional<Postgres> running = Optional.empty();
    private volatile Conf conf = Conf.alone();
    private volatile Path data; // replaced under the lock of this
    private int copies; // guarded by this

    RegionalDatabase(PostgresBinaries binaries, Path folder, Place place) {
        this.binaries = binaries;
        this.folder = folder;
        this.place = place;
        this.data = folder.resolve(place.region());
    }

    /**
     * Where a database stands.
     *
     * @param port of 127.0.0.1, at which it answers
     * @param other port of 127.0.0.1, at which it reaches the other region's database over the WAN
     */
    public record Place(String region, int port, int other) {}

    /** Its region, such as me-south-1. */
    public String region() {
        return place.region();
    }

    /** Where pgjdbc finds it, past the region's network. */
    public String url() {
        return Postgres.url(place.port());
    }

    /** The server's process, while there is one. */
    public Optional<ProcessHandle> server() {
        return running.map(Postgres::server);
    }

    Optional<Postgres> running() {
        return running;
    }

    /** A primary, made from the template that both share. */
    synchronized void beginAsPrimary(boolean synchronous) throws IOException, InterruptedException {
        begin(Conf.alone().synchronous(synchronous));
    }

    /** A standby, made from the template that both share. */
    synchronized void beginAsStandby(Duration applyDelay) throws IOException, InterruptedException {
        begin(Conf.following(place.other(), applyDelay));
    }

    private void begin(Conf wanted) throws IOException, InterruptedException {
        CacheFolder.copy(binaries.template(), data);
        conf = wanted;
        startAs(wanted.follows().isPresent());
    }

    private void startAs(boolean standby) throws IOException, InterruptedException {
        if (standby) {
            Files.createFile(data.resolve("standby.signal"));
        }
        start();
    }

    /** Starts what was stopped, as what it was. */
    synchronized void start() throws IOException, InterruptedException {
        conf.write(data);
        Postgres server = Postgres.start(binaries.home(), data, place.port(), Map.of());
        running = Optional.of(server);
        try {
            server.awaitAnswer();
        } catch (IOException | InterruptedException failed) {
            server.close();
            throw failed;
        }
    }

    /** Ends the server; harmless when it is not running. */
    synchronized void stop(Postgres.Manner manner) throws IOException, InterruptedException {
        Optional<Postgres> server = running;
        running = Optional.empty();
        if (server.isPresent()) {
            server.get().stop(manner);
        }
    }

    /** Breaks all connections off by a crash and its recovery. */
    synchronized void restart() throws IOException, InterruptedException {
        stop(Postgres.Manner.IMMEDIATE);
        start();
    }

    /** Whether commits wait for the standby, from now on. */
    synchronized void waitForStandby(boolean waits) throws IOException, SQLException {
        configure(conf.synchronous(waits));
    }

    /** Refuses writes, or no longer; what is being written is broken off. */
    synchronized void readOnly(boolean refuses)
            throws IOException, SQLException, InterruptedException {
        configure(conf.readOnly(refuses));
        if (refuses && !PAUSE.until(this::sendWritersAway)) {
            throw new PostgresUnavailable("PostgreSQL's clients do not let go");
        }
    }

    /**
     * Whether everyone has gone who came before writes were refused: what they were committing is
     * then committed or will never be.
     */
    private boolean sendWritersAway() throws SQLException {
        return Query.text(url(), "SHOW default_transaction_read_only").equals("on")
                && Query.texts(
                                url(),
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                        + " WHERE backend_type = 'client backend'"
                                        + " AND pid <> pg_backend_pid()"
                                        + " AND backend_start < pg_conf_load_time()")
                        .isEmpty();
    }

    /** Makes a standby deaf: it receives nothing any more, and says nothing about it. */
    synchronized void receiveNothing() throws IOException, SQLException, InterruptedException {
        configure(conf.receivingNothing());
        if (!PAUSE.until(
                () -> Query.text(url(), "SELECT count(*) FROM pg_stat_wal_receiver").equals("0"))) {
            throw new PostgresUnavailable("PostgreSQL's standby does not stop receiving");
        }
    }

    private void configure(Conf wanted) throws IOException, SQLException {
        conf = wanted;
        wanted.write(data);
        Query.execute(url(), "SELECT pg_reload_conf()");
    }

    /**
     * Makes a standby a primary; returns when its first write is committed.
     *
     * @param shownOnly whether what was received but is not shown yet is thrown away, as if it had
     *     never arrived: PostgreSQL by itself would show all of it now
     * @return where its own timeline begins
     */
    synchronized Lsn promote(boolean shownOnly)
            throws IOException, SQLException, InterruptedException {
        if (shownOnly && inRecovery()) {
            Lsn end = pause();
            stop(Postgres.Manner.IMMEDIATE);
            LogTail.cut(data, end);
            conf = Conf.alone();
            start();
        }
        if (inRecovery()) {
            Query.execute(url(), "SELECT pg_promote(false)");
            if (!PROMOTION.until(() -> !inRecovery())) {
                throw new PostgresUnavailable("PostgreSQL's standby does not take over");
            }
        }
        configure(Conf.alone());
        Lsn fork = shown();
        Query.execute(url(), "INSERT INTO reigns (region) VALUES ('" + region() + "')");
        return fork;
    }

    /**
     * Nothing more is shown once this returns, although PostgreSQL confirms a pause only when the
     * commit whose delay is running has been waited for.
     */
    private Lsn pause() throws SQLException, InterruptedException {
        Query.execute(url(), "SELECT pg_wal_replay_pause()");
        Lsn[] before = {shown()};
        PAUSE.until(() -> {
            Lsn now = shown();
            boolean rests = now.equals(before[0]);
            before[0] = now;
            return rests;
        });
        return before[0];
    }

    /**
     * Becomes a standby of the other region's database: what it held is thrown away, and a copy of
     * the other one takes its place. The copy does not take the WAN; what follows it does.
     *
     * @throws PostgresUnavailable when the other one cannot be followed; it stays stopped then
     */
    synchronized void follow(RegionalDatabase primary, Duration applyDelay)
            throws IOException, SQLException, InterruptedException {
        end();
        copies++;
        data = folder.resolve(region() + "-" + copies);
        BaseCopy.make(primary.url(), primary.data, data);
        conf = Conf.following(place.other(), applyDelay);
        startAs(true);
        if (!PostgresPair.STREAMING.until(primary::isFollowed)) {
            throw new PostgresUnavailable("PostgreSQL's copy does not follow");
        }
    }

    /** Whether the other region's database answers over the WAN. */
    boolean reachesTheOther() {
        try (Connection connection = DriverManager.getConnection(Postgres.url(place.other()))) {
            return connection.isValid(2);
        } catch (SQLException silent) {
            return false;
        }
    }

    /** Whether a standby receives what is committed here. */
    boolean isFollowed() throws SQLException {
        return !Query.texts(url(), "SELECT 1 FROM pg_stat_replication WHERE state = 'streaming'")
                .isEmpty();
    }

    /** Whether it replays another's log instead of taking writes. */
    boolean inRecovery() throws SQLException {
        return Query.text(url(), "SELECT pg_is_in_recovery()").equals("t");
    }

    /** Up to where a standby shows what the primary has written. */
    Lsn shown() throws SQLException {
        return Lsn.parse(Query.text(url(), "SELECT pg_last_wal_replay_lsn()"));
    }

    /** Up to where a primary has written. */
    Lsn written() throws SQLException {
        return Lsn.parse(Query.text(url(), "SELECT pg_current_wal_flush_lsn()"));
    }

    /** Every order id that it holds, in order. */
    List<String> ids() throws SQLException {
        return Query.texts(url(), "SELECT id FROM orders ORDER BY id");
    }

    /** Ends the server, whose guard takes its folder away; a stopped one has no guard any more. */
    private void end() throws IOException {
        Optional<Postgres> server = running;
        running = Optional.empty();
        if (server.isPresent()) {
            server.get().close();
        } else {
            CacheFolder.delete(data);
            Files.deleteIfExists(Path.of(data + ".log"));
        }
    }

    /** Ends the server and takes its folder away; closing twice is harmless. */
    @Override
    public synchronized void close() {
        try {
            end();
        } catch (IOException stillThere) {
            throw new IllegalStateException("cannot delete " + data, stillThere);
        }
    }
}
