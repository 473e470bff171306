package io.blackstart.drill;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.blackstart.experiment.Environment;
import io.blackstart.experiment.EnvironmentFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a sandbox takes from its start until it is ready, and how much memory its process tree
 * then has: the JVM, the guards and both PostgreSQL servers, shared pages counted once. No part of
 * the build; run it with {@code ./mvnw -o test -Dtest=SandboxBenchmark}. The time is told and not
 * judged, since a busy machine changes it; too much memory fails.
 */
class SandboxBenchmark {
    private static final int STARTS = 5;
    private static final long MEGABYTES_MOST = 600;
    private static final long KILOBYTES_PER_MEGABYTE = 1_024;
    private static final Pattern PSS = Pattern.compile("(?m)^Pss: +(\\d+) kB$");

    @TempDir private Path folder;

    @Test
    void startsInLittleTimeAndMemoryAndLeavesNothing() throws Exception {
        var file =
                (EnvironmentFile.OfSandbox)
                        EnvironmentFile.parse("x.yaml", "apiVersion: blackstart/v1\nsandbox: {}\n");
        List<Long> millis = new ArrayList<>();
        long most = 0;
        for (int i = 0; i < STARTS; i++) {
            List<ProcessHandle> tree;
            Path work;
            long from = System.nanoTime();
            try (SandboxProcess sandbox =
                    SandboxProcess.start(file.section(), folder.resolve("truth.json"))) {
                millis.add(Duration.ofNanos(System.nanoTime() - from).toMillis());
                tree = ProcessHandle.current().descendants().toList();
                long memory =
                        tree.stream().mapToLong(SandboxBenchmark::kilobytes).sum()
                                / KILOBYTES_PER_MEGABYTE;
                most = Math.max(most, memory);
                Environment environment = file.filledFrom(sandbox.environment()).environment();
                work = Path.of(environment.service().trust().orElseThrow()).getParent();
                System.out.printf(
                        Locale.ROOT,
                        "sandbox: ready in %,d ms, %d MB in %d processes%n",
                        millis.getLast(),
                        memory,
                        tree.size());
            }
            assertTrue(tree.size() >= 4, "a JVM, a guard and two databases: " + tree);
            assertFalse(Files.exists(work), work + " is left");
            await().atMost(30, SECONDS)
                    .until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
        }
        millis.sort(Long::compare);
        System.out.printf(
                Locale.ROOT,
                "sandbox: ready in %,d ms (median of %d), %d MB at most%n",
                millis.get(STARTS / 2),
                STARTS,
                most);
        assertTrue(most <= MEGABYTES_MOST, most + " MB");
    }

    /** Its share of the memory; nothing when it has ended meanwhile. */
    private static long kilobytes(ProcessHandle process) {
        Path rollup = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        try {
            Matcher pss =
                    PSS.matcher(new String(Files.readAllBytes(rollup), StandardCharsets.US_ASCII));
            return pss.find() ? Long.parseLong(pss.group(1)) : 0;
        } catch (IOException unreadable) {
            if (process.isAlive()) {
                throw new UncheckedIOException(unreadable);
            }
            return 0;
        }
    }
}
