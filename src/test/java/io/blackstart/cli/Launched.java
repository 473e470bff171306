package io.blackstart.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Blackstart's jar as a process of its own, as a user starts it. */
final class Launched implements AutoCloseable {
    private static final long MINUTES_MOST = 3;

    private final Process process;
    private final Path output;
    private final Path errors;

    private Launched(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static Launched start(Path folder, String... arguments) throws IOException {
        Launched launched = open(folder, arguments);
        launched.process.getOutputStream().close();
        return launched;
    }

    /** One whose standard input stays open. */
    static Launched open(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-jar", "target/blackstart.jar"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "out", ".txt");
        Path errors = Files.createTempFile(folder, "err", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile())
                        .start();
        return new Launched(process, output, errors);
    }

    Process process() {
        return process;
    }

    String output() throws IOException {
        return text(output);
    }

    String errors() throws IOException {
        return text(errors);
    }

    /** All that it has printed so far. */
    String said() {
        try {
            return output() + errors();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(MINUTES_MOST, TimeUnit.MINUTES)) {
            throw new AssertionError("it did not end within " + MINUTES_MOST + " min");
        }
        return process.exitValue();
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
