package io.blackstart.drill;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program of this machine that a test uses when it is there.
 *
 * @param environment variables besides the test's own
 */
public record Tool(Path program, Path folder, Map<String, String> environment) {
    private static final long MINUTES_MOST = 4;

    /** What came of one call. */
    public record Ended(int code, String output) {}

    /** Where a program is, by the PATH. */
    public static Optional<Path> find(String name) {
        return all(name).stream().findFirst();
    }

    /** Every place of the PATH that has a program of that name, in order. */
    public static List<Path> all(String name) {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .toList();
    }

    /** Runs it to its end; both streams in one. */
    public Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "tool", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES_MOST, TimeUnit.MINUTES)) {
                throw new AssertionError(command + " did not end in " + MINUTES_MOST + " min");
            }
        } finally {
            process.destroyForcibly();
        }
        return new Ended(
                process.exitValue(),
                new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    }

    /** Runs it; fails unless it ends with 0. */
    public String ok(String... arguments) throws IOException, InterruptedException {
        Ended ended = run(arguments);
        if (ended.code() != 0) {
            throw new AssertionError(
                    program.getFileName()
                            + " "
                            + String.join(" ", arguments)
                            + " ended with "
                            + ended.code()
                            + ": "
                            + ended.output());
        }
        return ended.output();
    }
}
