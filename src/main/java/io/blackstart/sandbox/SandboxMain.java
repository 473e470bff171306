package io.blackstart.sandbox;

import io.blackstart.sandbox.database.PostgresBinaries;
import io.blackstart.sandbox.database.PostgresUnavailable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * A sandbox as a process: settings come as one line of JSON on standard input, one line of JSON on
 * standard output says that it is ready, and it runs until end-of-file on standard input, SIGTERM
 * or SIGINT.
 */
public final class SandboxMain {
    private static final int USAGE = 64;
    private static final int SOFTWARE = 70;

    /**
     * Less than the 15 s after which whoever started this process kills it; the truth comes first.
     */
    private static final Duration CLOSE_MAX = Duration.ofSeconds(12);

    private final Thread starter = Thread.currentThread();
    private final AtomicReference<Optional<Sandbox>> sandbox =
            new AtomicReference<>(Optional.empty());

    private final CountDownLatch startEnded = new CountDownLatch(1);
    private volatile boolean starting;
    private volatile int code;

    private SandboxMain() {}

    /** Runs; ends in an exit code: 0 when it was told to end, 64 or 70 when it cannot start. */
    public static void main(String[] arguments) {
        // TLS sessions by id: with tickets, this JDK's server takes none of them back for TLS 1.2
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        quiet();
        System.exit(new SandboxMain().run());
    }

    private int run() {
        if (!PostgresBinaries.runHere()) {
            return failed(USAGE, "the sandbox runs on Linux x86-64 only");
        }
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        SandboxSettings settings;
        try {
            settings = SandboxSettings.parse(Optional.ofNullable(in.readLine()).orElse(""));
        } catch (IllegalArgumentException wrong) {
            return failed(USAGE, String.valueOf(wrong.getMessage()));
        } catch (IOException unreadable) {
            return failed(USAGE, "standard input cannot be read: " + unreadable.getMessage());
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "sandbox end"));
        try {
            Sandbox started = start(settings);
            System.out.println(started.readyLine());
            System.out.flush();
            while (in.readLine() != null) {
                // Nothing is said after the first line; what counts is the end.
            }
            return 0;
        } catch (IOException | RuntimeException cannot) {
            return failed(SOFTWARE, sentence(cannot));
        } catch (InterruptedException told) {
            return 0;
        }
    }

    private Sandbox start(SandboxSettings settings) throws IOException, InterruptedException {
        starting = true;
        try {
            Sandbox started = Sandbox.start(settings);
            sandbox.set(Optional.of(started));
            return started;
        } finally {
            startEnded.countDown();
        }
    }

    /** Whatever ended it: closes in bounded time, and halts so that a signal's code is not kept. */
    private void end() {
        Thread closing = new Thread(this::close, "sandbox closing");
        closing.setDaemon(true);
        closing.start();
        try {
            if (!closing.join(CLOSE_MAX)) {
                System.err.println("the sandbox did not close in " + CLOSE_MAX);
            }
        } catch (InterruptedException hurried) {
            System.err.println("the sandbox was hurried while closing");
        }
        Runtime.getRuntime().halt(code);
    }

    private void close() {
        if (starting && startEnded.getCount() > 0) {
            starter.interrupt(); // what has been begun is taken down by the start itself
            try {
                startEnded.await();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
        sandbox.get().ifPresent(Sandbox::close);
    }

    /** Our own messages are sentences; others say too little without their type. */
    private static String sentence(Exception cannot) {
        return cannot instanceof PostgresUnavailable
                ? String.valueOf(cannot.getMessage())
                : "the sandbox cannot start: " + cannot;
    }

    private int failed(int exit, String sentence) {
        System.err.println("blackstart sandbox: " + sentence);
        code = exit;
        return exit;
    }

    /** Standard output belongs to the ready line, and nobody reads a log that says all is well. */
    private static void quiet() {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        Optional<String> level = Optional.ofNullable(System.getProperty("blackstart.log"));
        if (level.isPresent()) {
            Logger root = Logger.getLogger("");
            root.setLevel(Level.parse(level.get()));
            root.addHandler(new ConsoleHandler());
        }
    }
}
