package io.blackstart.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One tool against one target, each a process of its own, made for this run and ended with it. */
final class PeerRun implements AutoCloseable {
    private static final Duration START_MOST = Duration.ofSeconds(60);
    private static final Duration END_MOST = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = 1_000_000;
    private static final String SAID = "said.txt";

    private final ArrivalLog log;
    private final Process target;
    private final Process tool;
    private final Path folder;

    private PeerRun(ArrivalLog log, Process target, Process tool, Path folder) {
        this.log = log;
        this.target = target;
        this.tool = tool;
        this.folder = folder;
    }

    /** Starts the target, then the tool; empty where the tool is not installed. */
    static Optional<PeerRun> start(Peer peer, int perSecond, Duration warmUp, Duration length)
            throws IOException {
        Path folder = Files.createTempDirectory("blackstart-bench");
        Path arrivals = folder.resolve("arrivals");
        ArrivalLog log = new ArrivalLog(arrivals);
        Process target =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Target.class.getName(),
                                arrivals.toString())
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        await(() -> log.port() != 0, target, "the target does not listen");
        Order order =
                new Order(
                        log.port(),
                        perSecond,
                        peer.warmsUp() ? warmUp : Duration.ZERO,
                        length,
                        Size.TIMEOUT,
                        folder);
        Optional<List<String>> command = peer.command(order);
        if (command.isEmpty()) {
            target.destroyForcibly();
            log.close();
            Folders.remove(folder);
            return Optional.empty();
        }
        Process tool =
                new ProcessBuilder(command.get())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(SAID).toFile())
                        .start();
        return Optional.of(new PeerRun(log, target, tool, folder));
    }

    /** Returns when the first request has arrived: that time. */
    long firstArrival() throws IOException {
        try {
            await(() -> log.count() > 0, tool, "no request arrives");
        } catch (IOException e) {
            throw new IOException(Files.readString(folder.resolve(SAID)), e);
        }
        return log.stamp(0);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition, Process process, String otherwise)
            throws IOException {
        long deadline = System.nanoTime() + START_MOST.toNanos();
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException(otherwise);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** Returns at that {@link System#nanoTime()}. */
    static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime();
                left > 0;
                left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    ArrivalLog arrivals() {
        return log;
    }

    Process target() {
        return target;
    }

    /** Where our load left its evidence. */
    Path folder() {
        return folder;
    }

    /** The tool's process now. */
    ProcessFigures figures() throws IOException {
        return ProcessFigures.of(tool.pid());
    }

    /** Waits for the tool's end: what it said. */
    List<String> finish() throws IOException, InterruptedException {
        if (!tool.waitFor(END_MOST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the tool does not end");
        }
        List<String> said = Files.readAllLines(folder.resolve(SAID));
        if (tool.exitValue() != 0) {
            throw new IOException("the tool ended with " + tool.exitValue() + ": " + said);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        tool.destroyForcibly();
        target.destroyForcibly();
        log.close();
        Folders.remove(folder);
    }
}
