package io.blackstart.cli;

import io.blackstart.evidence.Event.Ended;
import io.blackstart.run.StopSignal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one way out of the process. Ctrl-C and SIGTERM only ask the run to stop; it then mends,
 * closes its evidence, judges and reports as always, and the shutdown hook waits for that and ends
 * the process with the exit code.
 */
final class OneExit {
    /** Longer than mending may take. */
    private static final long MINUTES_MOST = 10;

    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    StopSignal stopSignal() {
        return stop;
    }

    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "one exit"));
    }

    void with(int exitCode) {
        code.complete(exitCode);
        System.exit(exitCode);
    }

    private void end() {
        stop.stop(Ended.INTERRUPTED, "stopped by a signal");
        int exitCode;
        try {
            exitCode = code.get(MINUTES_MOST, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException _) {
            System.err.println(
                    "blackstart: mending did not end in time; run: ./blackstart recover");
            exitCode = Main.FAILED;
        }
        System.out.flush();
        System.err.flush();
        // halt, not exit: we are inside the shutdown, and no other hook may hold the process up
        Runtime.getRuntime().halt(exitCode);
    }
}
