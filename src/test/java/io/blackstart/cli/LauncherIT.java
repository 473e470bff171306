package io.blackstart.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher and its AOT cache, in a checkout of its own around this build's jar. */
final class LauncherIT {
    private static final long MINUTES_MOST = 5;
    private static final String VERSION = "blackstart .*, commit \\S+\\R";

    @TempDir private Path home;

    private record Said(int code, String output, String errors) {}

    @BeforeEach
    void checkOut() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Files.copy(here.resolve("blackstart"), home.resolve("blackstart"));
        assertTrue(home.resolve("blackstart").toFile().setExecutable(true));
        Files.writeString(home.resolve("pom.xml"), "older than the jar");
        Files.createDirectories(home.resolve("src/main"));
        Files.createDirectories(home.resolve("target/aot"));
        Files.createSymbolicLink(home.resolve("target/lib"), here.resolve("target/lib"));
        Files.createSymbolicLink(home.resolve("experiments"), here.resolve("experiments"));
        Files.copy(here.resolve("target/blackstart.jar"), home.resolve("target/blackstart.jar"));
    }

    @Test
    void aShortCommandMakesTheCacheOfTheNextStart() throws IOException, InterruptedException {
        Said first = run(Map.of(), "--version");
        await().atMost(Duration.ofMinutes(MINUTES_MOST)).until(() -> Files.exists(cache()));
        // fails to start where the JVM cannot use the cache
        Said second = run(Map.of("BLACKSTART_JAVA_OPTS", "-XX:AOTMode=on"), "--version");

        assertEquals(new Said(0, first.output(), ""), first);
        assertTrue(first.output().matches(VERSION), first.output());
        assertEquals(first, second);
    }

    @Test
    void aCacheThatDoesNotFitIsNoTrouble() throws IOException, InterruptedException {
        Files.writeString(cache(), "of some other time");

        Said said = run(Map.of(), "--version");

        assertEquals(new Said(0, said.output(), ""), said);
        assertTrue(said.output().matches(VERSION), said.output());
    }

    @Test
    void nothingRunsBesideADrill() throws IOException, InterruptedException {
        Said said = run(Map.of(), "run", "no-such-file.yaml");

        assertEquals(64, said.code(), said::toString);
        assertFalse(Files.exists(Path.of(cache() + ".tried")));
    }

    private Path cache() {
        return home.resolve("target/aot/" + System.getProperty("java.runtime.version") + ".cache");
    }

    private Said run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("blackstart").toString()));
        command.addAll(List.of(arguments));
        Path output = home.resolve("output.txt");
        Path errors = home.resolve("errors.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().put("BLACKSTART_JDK", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES_MOST, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end within " + MINUTES_MOST + " min");
        }
        return new Said(process.exitValue(), Files.readString(output), Files.readString(errors));
    }
}
