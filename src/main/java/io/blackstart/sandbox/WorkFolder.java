package io.blackstart.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The sandbox's folder for as long as it runs. A shell that reads a pipe from this JVM takes it
 * away at end-of-file, and so also when this JVM is killed.
 */
final class WorkFolder implements AutoCloseable {
    // Databases that are just being ended may still write into it.
    private static final String GUARD =
            "read -r line; for i in 1 2 3 4 5 6 7 8 9 10; do"
                    + " rm -rf \"$1\"; [ -e \"$1\" ] || exit 0; sleep 0.5; done";
    private static final long CLOSE_SECONDS_MAX = 1;

    private final Path path;
    private final Process guard;

    private WorkFolder(Path path, Process guard) {
        this.path = path;
        this.guard = guard;
    }

    /** Makes one below the system's temporary folder. */
    static WorkFolder make() throws IOException {
        Path path = Files.createTempDirectory("blackstart-sandbox-");
        try {
            Process guard =
                    new ProcessBuilder("setsid", "sh", "-c", GUARD, "guard", path.toString())
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return new WorkFolder(path, guard);
        } catch (IOException missing) {
            Files.delete(path);
            throw missing;
        }
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
