package io.blackstart.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The sandbox's folder for as long as it runs. A shell that reads a pipe from this JVM makes it,
 * and takes it away at end-of-file: so also when this JVM is killed, at whatever moment.
 */
final class WorkFolder implements AutoCloseable {
    // Databases that are just being ended may still write into it, so it tries for half a minute.
    private static final String GUARD =
            "umask 077; mkdir \"$1\" || exit 1; echo made; read -r line;"
                    + " tries=60; while [ $tries -gt 0 ]; do"
                    + " rm -rf \"$1\"; [ -e \"$1\" ] || exit 0; sleep 0.5;"
                    + " tries=$((tries - 1)); done";
    private static final long CLOSE_SECONDS_MAX = 1;

    private final Path path;
    private final Process guard;

    private WorkFolder(Path path, Process guard) {
        this.path = path;
        this.guard = guard;
    }

    /** Makes one below the system's temporary folder. */
    static WorkFolder make() throws IOException {
        Path path =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "blackstart-sandbox-" + UUID.randomUUID());
        Process guard =
                new ProcessBuilder("setsid", "sh", "-c", GUARD, "guard", path.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (guard.inputReader(StandardCharsets.UTF_8).readLine() == null) {
            throw new IOException("the work folder " + path + " cannot be made");
        }
        return new WorkFolder(path, guard);
    }

    Path databases() {
        return path.resolve("databases");
    }

    Path authority() {
        return path.resolve("ca.pem");
    }

    @Override
    public void close() throws IOException {
        guard.getOutputStream().close();
        try {
            // What it has not done by then it finishes alone.
            boolean _ = guard.waitFor(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
