package io.blackstart.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Temporary folders. */
final class Folders {
    private Folders() {}

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) throws IOException {
        List<Path> inside;
        try (var found = Files.walk(folder)) {
            inside = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.delete(path);
        }
    }
}
