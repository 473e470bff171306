package io.blackstart.drill;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A folder of this machine that holds Terraform's AWS provider, unpacked, wherever it is. */
final class ProviderMirror {
    /** Folder of the mirror, host name of a registry, hashicorp, aws, version, platform. */
    private static final int DEPTH_MOST = 5;

    private static final Pattern PATH =
            Pattern.compile("(?:path|plugin_cache_dir)\\s*=\\s*\"([^\"]+)\"");

    private ProviderMirror() {}

    /** The folder that Terraform is to be told. */
    static Optional<Path> find() throws IOException {
        for (Path root : roots()) {
            Optional<Path> found = below(root);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** What Terraform is configured with, then where such things usually are. */
    private static List<Path> roots() throws IOException {
        List<Path> roots = new ArrayList<>();
        Optional.ofNullable(System.getenv("TF_PLUGIN_CACHE_DIR"))
                .map(Path::of)
                .ifPresent(roots::add);
        Path home = Path.of(System.getProperty("user.home"));
        for (Path configuration :
                List.of(
                        Path.of(
                                Optional.ofNullable(System.getenv("TF_CLI_CONFIG_FILE"))
                                        .orElse(".")),
                        home.resolve(".terraformrc"))) {
            if (Files.isRegularFile(configuration)) {
                Matcher path = PATH.matcher(Files.readString(configuration));
                while (path.find()) {
                    roots.add(Path.of(path.group(1)));
                }
            }
        }
        roots.add(home.resolve(".terraform.d"));
        roots.add(Path.of("/opt"));
        roots.add(Path.of("/usr/local"));
        roots.add(Path.of("/usr/share"));
        return roots;
    }

    private static Optional<Path> below(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(root)) {
            Files.walkFileTree(
                    root,
                    EnumSet.noneOf(java.nio.file.FileVisitOption.class),
                    DEPTH_MOST,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) throws IOException {
                            if (folder.endsWith("hashicorp/aws") && installed(folder)) {
                                // the mirror is above the registry's host name
                                found.add(folder.resolve("../../..").normalize());
                                return FileVisitResult.TERMINATE;
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                            return FileVisitResult.CONTINUE; // not for us, so not our mirror
                        }
                    });
        }
        return found.stream().findFirst();
    }

    private static boolean installed(Path provider) throws IOException {
        try (Stream<Path> below = Files.walk(provider, 3)) {
            return below.anyMatch(file ->
                    Files.isRegularFile(file)
                            && Files.isExecutable(file)
                            && file.toString().matches(".*/terraform-provider-aws[^/]*"));
        }
    }
}
