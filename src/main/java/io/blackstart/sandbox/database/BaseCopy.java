package io.blackstart.sandbox.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;

/**
 * A copy of a running primary's data folder from which a standby can start: PostgreSQL's low-level
 * backup. Its pages are torn where they change meanwhile; the log that the standby fetches over its
 * replication connection mends them, since PostgreSQL logs whole pages while a backup is going on.
 */
final class BaseCopy {
    /** Folders whose content belongs to the running server alone, or is fetched by streaming. */
    private static final Set<String> EMPTIED =
            Set.of(
                    "pg_wal",
                    "pg_replslot",
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat_tmp",
                    "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of(
                    "postmaster.pid",
                    "postmaster.opts",
                    "backup_label",
                    "backup_label.old",
                    "standby.signal",
                    "postgresql.auto.conf");

    private static final Path CONTROL = Path.of("global", "pg_control");

    private BaseCopy() {}

    /**
     * Makes the copy.
     *
     * @param url where pgjdbc reaches the primary
     * @param from its data folder
     * @param to a folder that does not exist yet
     */
    static void make(String url, Path from, Path to) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('blackstart', true)");
            copy(from, to);
            // Last, as pg_basebackup does: it must not be older than any page.
            Files.copy(from.resolve(CONTROL), to.resolve(CONTROL));
            try (ResultSet end =
                    statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                end.next();
                Files.writeString(
                        to.resolve("backup_label"), Objects.requireNonNull(end.getString(1)));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path visited, BasicFileAttributes attributes) throws IOException {
                        Path relative = from.relativize(visited);
                        Files.createDirectory(
                                to.resolve(relative),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rwx------")));
                        return EMPTIED.contains(relative.toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Path relative = from.relativize(file);
                        if (!LEFT_OUT.contains(relative.toString()) && !relative.equals(CONTROL)) {
                            copyIfThere(file, to.resolve(relative));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE; // the server deletes what it drops
                        }
                        throw failure;
                    }
                });
    }

    private static void copyIfThere(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException dropped) {
            // The server has dropped it meanwhile; its log tells the standby so.
        }
    }
}
