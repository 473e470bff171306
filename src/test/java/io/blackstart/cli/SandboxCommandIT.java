package io.blackstart.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.blackstart.drill.AwsCli;
import io.blackstart.drill.Tool;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code blackstart sandbox} prints works as it stands. */
final class SandboxCommandIT {
    @TempDir private static Path folder;

    private static Optional<Launched> sandbox = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        Launched launched = launch("shared");
        sandbox = Optional.of(launched);
        awaitReady(launched);
    }

    @AfterAll
    static void stop() throws Exception {
        // by itself, so that nothing writes into the folder while it is taken away
        if (sandbox.isPresent()) {
            try (Launched launched = sandbox.get()) {
                launched.process().getOutputStream().close();
                launched.exitCode();
            }
        }
    }

    private static Launched launch(String name) throws IOException {
        return Launched.open(
                folder,
                "sandbox",
                "--environment",
                "experiments/environments/sandbox.yaml",
                "--truth",
                folder.resolve(name + "-truth.json").toString());
    }

    /** Whether the tool is here, and does with the printed exports what they are for. */
    private static boolean usable(String tool) throws Exception {
        Optional<Path> program = Tool.find(tool);
        return program.isPresent()
                && (!tool.equals("aws")
                        || AwsCli.installed(folder).stream()
                                .filter(cli -> cli.program().equals(program.get()))
                                .anyMatch(cli -> cli.version().readsEndpointVariable()));
    }

    private static void awaitReady(Launched launched) {
        // a sandbox has 90 s to start, which a busy machine uses
        await().atMost(120, SECONDS)
                .until(() -> launched.said().contains("me-south-1  serves, takes writes, healthy"));
    }

    private static List<String> printed() throws IOException {
        return sandbox.orElseThrow().output().lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dig", "curl", "aws"})
    void everyLineWorksWhereItsToolIs(String tool) throws Exception {
        assumeTrue(usable(tool), "SKIPPED: no " + tool + " on the PATH, or an old one");
        String exports =
                printed().stream()
                        .filter(line -> line.startsWith("export "))
                        .collect(Collectors.joining("\n"));
        List<String> lines =
                printed().stream()
                        .filter(line -> line.startsWith(tool + " ") && !line.contains("/reset"))
                        .toList();
        assertTrue(lines.size() >= 2, "lines of " + tool + ": " + lines);
        Tool shell = new Tool(Tool.find("sh").orElseThrow(), folder, Map.of());
        for (String line : lines) {
            String output = shell.ok("-ec", exports + "\n" + line);
            switch (tool) {
                case "dig" -> assertTrue(output.contains("NOERROR"), output);
                case "curl" -> assertTrue(output.contains("200"), output);
                default -> assertTrue(output.contains("{"), output);
            }
        }
    }

    @Test
    void bothRegionsAreShown() throws Exception {
        String output = sandbox.orElseThrow().output();
        assertTrue(output.contains("eu-central-1  stands by, healthy"), output);
        assertTrue(output.contains("load_balancer = "), output);
    }

    @Test
    void itEndsWithItsStandardInput() throws Exception {
        try (Launched launched = launch("input")) {
            awaitReady(launched);
            List<ProcessHandle> below = launched.process().descendants().toList();
            launched.process().getOutputStream().close();
            ended(launched, below, "input");
        }
    }

    @Test
    void itEndsCleanlyWhenItIsTerminated() throws Exception {
        try (Launched launched = launch("signal")) {
            awaitReady(launched);
            List<ProcessHandle> below = launched.process().descendants().toList();
            launched.process().destroy();
            ended(launched, below, "signal");
        }
    }

    /** In both cases the standby, healthy by default, has nothing to call itself healthy for. */
    @ParameterizedTest
    @CsvSource({
        "true, 'speed: 7, standby: down', 'silent (refused)'",
        "false, 'speed: 7, health: writer', 'unhealthy (503)'"
    })
    void theSettingsOfTheFileAreInForce(boolean asOption, String settings, String shown)
            throws Exception {
        Path file = folder.resolve(asOption ? "option.yaml" : "positional.yaml");
        Files.writeString(file, "apiVersion: blackstart/v1\nsandbox: {" + settings + "}\n");
        Path account = folder.resolve(file.getFileName() + "-truth.json");
        List<String> arguments = new ArrayList<>(List.of("sandbox"));
        if (asOption) {
            arguments.add("--environment");
        }
        arguments.addAll(List.of(file.toString(), "--truth", account.toString()));
        try (Launched launched = Launched.open(folder, arguments.toArray(String[]::new))) {
            awaitReady(launched);
            await().atMost(30, SECONDS)
                    .until(() -> launched.said().contains("eu-central-1  stands by, " + shown));
            assertTrue(
                    launched.said().contains("its cloud's clock is 7 times faster"),
                    launched.said());
            launched.process().getOutputStream().close();
            assertEquals(0, launched.exitCode());
        }
    }

    private static void ended(Launched launched, List<ProcessHandle> below, String name)
            throws Exception {
        assertEquals(0, launched.exitCode(), launched.said());
        assertFalse(below.isEmpty());
        await().atMost(10, SECONDS).until(() -> below.stream().noneMatch(ProcessHandle::isAlive));
        assertTrue(Files.exists(folder.resolve(name + "-truth.json")), "the truth is written");
    }

    @Test
    void theResetCallEmptiesAws() throws Exception {
        assumeTrue(Tool.find("curl").isPresent(), "SKIPPED: no curl on the PATH");
        try (Launched launched = launch("reset")) {
            awaitReady(launched);
            String reset =
                    launched.output()
                            .lines()
                            .filter(line -> line.endsWith("/_sandbox/reset"))
                            .findFirst()
                            .orElseThrow();
            new Tool(Tool.find("sh").orElseThrow(), folder, Map.of()).ok("-ec", reset);
            // without its records nobody is sent anywhere, and the regions go on
            await().atMost(30, SECONDS)
                    .until(() ->
                            launched.said()
                                    .contains("me-south-1  stands by, takes writes, healthy"));
        }
    }
}
