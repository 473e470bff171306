package io.blackstart.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The sandbox's folder for as long as it runs. The databases' guards take it away when the last of
 * them ends, so that it goes even when this JVM is killed; {@link #close()} is for a sandbox
 * without databases yet.
 */
record WorkFolder(Path path) implements AutoCloseable {
    static WorkFolder make() throws IOException {
        return new WorkFolder(Files.createTempDirectory("blackstart-sandbox-"));
    }

    Path databases() {
        return path.resolve("databases");
    }

    Path authority() {
        return path.resolve("ca.pem");
    }

    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(authority());
            Files.deleteIfExists(databases());
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException guarded) {
            // A guard is still at work there and takes the folder away when it is done.
        }
    }
}
