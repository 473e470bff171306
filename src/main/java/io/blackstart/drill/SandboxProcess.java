package io.blackstart.drill;

import io.blackstart.experiment.SandboxSection;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The sandbox as a process of its own, in a session of its own, so that a terminal's Ctrl-C does
 * not reach it. It ends when the pipe to its standard input closes, so also when this process is
 * killed.
 */
public final class SandboxProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long READY_SECONDS_MOST = 90;
    private static final long STOP_SECONDS_MOST = 15;
    private static final int REFUSED_SECTION = 64;

    private final Process process;
    private final JsonNode ready;

    private SandboxProcess(Process process, JsonNode ready) {
        this.process = process;
        this.ready = ready;
    }

    /** The sandbox did not start; the message is one sentence. */
    public static final class NotStarted extends Exception {
        private static final long serialVersionUID = 1;

        private final int exitCode;

        NotStarted(String message, int exitCode) {
            super(message);
            this.exitCode = exitCode;
        }

        /** What this process should end with. */
        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * Starts a sandbox and waits until it is ready.
     *
     * @param truth where the sandbox writes its account at its end
     */
    public static SandboxProcess start(SandboxSection section, Path truth)
            throws NotStarted, IOException, InterruptedException {
        Process process = new ProcessBuilder(command()).start();
        List<String> complaints = new ArrayList<>();
        Thread.ofVirtual().start(() -> collect(process, complaints));
        OutputStream stdin = process.getOutputStream();
        String told = section.withTruth(truth.toAbsolutePath().toString()).json();
        try {
            stdin.write((told + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
            String line = firstLine(process);
            return new SandboxProcess(process, JSON.readTree(line));
        } catch (IOException | JacksonException | NotStarted e) {
            process.destroy();
            boolean ended = process.waitFor(STOP_SECONDS_MOST, TimeUnit.SECONDS);
            int code = ended && process.exitValue() == REFUSED_SECTION ? REFUSED_SECTION : 70;
            String said;
            synchronized (complaints) {
                said =
                        complaints.isEmpty()
                                ? String.valueOf(e.getMessage())
                                : String.join("; ", complaints);
            }
            throw new NotStarted("the sandbox did not start: " + said, code);
        }
    }

    /** The environment document of the ready line. */
    public String environment() {
        return ready.path("environment").toString();
    }

    /** Whether it has not ended yet. */
    public boolean running() {
        return process.isAlive();
    }

    /**
     * Lets the sandbox end by itself, which writes the truth; ends it by force when it does not.
     */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS_MOST, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            process.destroy(); // it is gone already, or hears a signal
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                "setsid",
                java,
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.blackstart.sandbox.SandboxMain");
    }

    private static String firstLine(Process process)
            throws NotStarted, IOException, InterruptedException {
        BufferedReader stdout =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        CompletableFuture<Optional<String>> line = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        line.complete(Optional.ofNullable(stdout.readLine()));
                    } catch (IOException e) {
                        line.completeExceptionally(e);
                    }
                });
        try {
            return line.get(READY_SECONDS_MOST, TimeUnit.SECONDS)
                    .orElseThrow(() -> new NotStarted("it ended before it was ready", 70));
        } catch (TimeoutException _) {
            throw new NotStarted("it was not ready within " + READY_SECONDS_MOST + " s", 70);
        } catch (ExecutionException e) {
            throw new IOException("reading the ready line", e);
        }
    }

    private static void collect(Process process, List<String> complaints) {
        try (BufferedReader stderr =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = stderr.readLine(); line != null; line = stderr.readLine()) {
                synchronized (complaints) {
                    complaints.add(line);
                }
            }
        } catch (IOException _) {
            // the pipe of a process that ended
        }
    }
}
